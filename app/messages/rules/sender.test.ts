import { expect, it } from 'vitest'
import { senderInput } from '../texts/input.ts'
import { NO_DOMAINS, senderOf, setSender } from './sender.ts'

const SET = {
  name: 'Termine Wuppertal',
  localPart: 'termine',
  domain: 'post.example',
  replyTo: 'buero@stadt.example',
  smsName: 'Termine',
}

it('mail comes from what the city has set, from a domain it may come from', () => {
  expect(senderOf(setSender(undefined, NO_DOMAINS))).toEqual({
    from: 'Termine <termine@partizipation.example>',
    replyTo: null,
    smsFrom: 'Termine',
  })
  expect(senderOf(setSender(SET, ['a.example', 'post.example'])).from).toBe(
    'Termine Wuppertal <termine@post.example>',
  )
  expect(senderOf(setSender(SET, ['a.example'])).from).toBe('Termine Wuppertal <termine@a.example>')
})

it.each([
  [{}, true],
  [{ replyTo: '' }, true],
  [{ name: 'Büro für Änne-Plätze 2' }, true],
  [{ name: '' }, false],
  [{ name: 'Termine\r\nBcc: x@y.example' }, false],
  [{ name: 'Termine <x@y.example>' }, false],
  [{ name: 'Termine", "x' }, false],
  [{ localPart: 'a b' }, false],
  [{ localPart: 'a@b.example' }, false],
  [{ localPart: '.a' }, false],
  [{ replyTo: 'a@b.example\r\nBcc: x@y.example' }, false],
  [{ replyTo: 'niemand' }, false],
  [{ smsName: 'TermineStadt' }, false],
  [{ smsName: '12345' }, false],
  [{ smsName: 'Büro' }, false],
  [{ smsName: 'Stadt42' }, true],
])('%j is taken: %s', (changed, taken) => {
  expect(senderInput.safeParse({ ...SET, ...changed }).success).toBe(taken)
})
