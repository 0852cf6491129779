import { expect, it } from 'vitest'
import { senderInput } from '../texts/input.ts'
import { NO_DOMAINS, senderOf, setSender, takesAnswers } from './sender.ts'

const SET = {
  name: 'Termine Wuppertal',
  localPart: 'termine',
  domain: 'post.example',
  replyTo: 'buero@stadt.example',
  smsFrom: 'Termine',
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
  ['Stadt42', 'Stadt42', false],
  ['0151 12345678', '+4915112345678', true],
  ['0049 151 12345678', '+4915112345678', true],
  ['+49 151 12345678\r\nX: y', '+4915112345678', true],
])('%s is kept as %s, and takes answers: %s', (typed, kept, answered) => {
  const { smsFrom } = senderInput.parse({ ...SET, smsFrom: typed })
  expect([smsFrom, takesAnswers(smsFrom)]).toEqual([kept, answered])
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
  [{ smsFrom: 'TermineStadt' }, false],
  [{ smsFrom: 'Büro' }, false],
  [{ smsFrom: 'Stadt42' }, true],
  [{ smsFrom: '+49 1511 234-5678' }, true],
  [{ smsFrom: '0151 12345678' }, true],
  [{ smsFrom: '+49151' }, false],
])('%j is taken: %s', (changed, taken) => {
  expect(senderInput.safeParse({ ...SET, ...changed }).success).toBe(taken)
})
