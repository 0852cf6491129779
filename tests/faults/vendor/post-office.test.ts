import { describe, expect, it } from 'vitest'
import { openPostOffice } from './post-office.ts'

const DAY = 24 * 3_600_000
const mail = (message: string, to = 'a@example.com') => ({
  from: 'city@example.com',
  to,
  subject: 'Betreff',
  text: 'Text',
  tags: [
    { name: 'city', value: 'c' },
    { name: 'message', value: message },
  ],
})
const posting = (key: string, body: object, more: { permissive?: boolean; at?: number } = {}) => ({
  key,
  body: JSON.stringify(body),
  permissive: more.permissive ?? false,
  vendorNow: more.at ?? 0,
  productNow: more.at ?? 0,
})
const sendings = (office: ReturnType<typeof openPostOffice>, message: string): number =>
  office.messages.get(message)?.accepted.length ?? 0

describe('the post office', () => {
  it('answers the same to the same key and body, and posts one mail', () => {
    const office = openPostOffice()
    const first = office.take(posting('k', mail('m')))
    expect(first.answer.status).toBe(200)
    expect(first.fresh).toHaveLength(1)
    expect(office.take(posting('k', mail('m')))).toEqual({ answer: first.answer, fresh: [] })
    expect(sendings(office, 'm')).toBe(1)
  })

  it('refuses the same key with another body', () => {
    const office = openPostOffice()
    office.take(posting('k', mail('m')))
    const { answer } = office.take(posting('k', mail('m', 'b@example.com')))
    expect(answer).toMatchObject({ status: 409, said: { name: 'invalid_idempotent_request' } })
    expect(office.counts).toEqual({ mails: 1, changed: 1 })
  })

  it('forgets a key after a day', () => {
    const office = openPostOffice()
    office.take(posting('k', mail('m')))
    office.take(posting('k', mail('m'), { at: DAY - 1 }))
    expect(sendings(office, 'm')).toBe(1)
    office.take(posting('k', mail('m'), { at: DAY }))
    expect(sendings(office, 'm')).toBe(2)
  })

  it('posts a batch under one key, in order', () => {
    const office = openPostOffice()
    const batch = [mail('m1'), mail('m2')]
    const { answer } = office.take(posting('k', batch))
    expect(answer).toMatchObject({ status: 200, said: { data: [{}, {}] } })
    expect(office.take(posting('k', batch)).answer).toEqual(answer)
    expect([sendings(office, 'm1'), sendings(office, 'm2')]).toEqual([1, 1])
  })

  it('refuses a batch with one bad address, or leaves that one out where it may', () => {
    const office = openPostOffice()
    const batch = [mail('m1'), mail('m2', 'refused-b@example.com'), mail('m3')]
    expect(office.take(posting('k', batch)).answer.status).toBe(422)
    expect(office.counts.mails).toBe(0)
    const { answer } = office.take(posting('k', batch, { permissive: true }))
    expect(answer).toMatchObject({ status: 200, said: { data: [{}, {}], errors: [{ index: 1 }] } })
    expect([sendings(office, 'm1'), sendings(office, 'm2'), sendings(office, 'm3')]).toEqual([1, 0, 1])
  })
})
