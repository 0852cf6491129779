import { describe, expect, it } from 'vitest'
import { replyInput, wishInput } from './input.ts'

describe('an answer by a link', () => {
  const answer = (seen: string, times: string[] = []) =>
    replyInput.safeParse({ answer: 'confirmed', seen, times }).success
  it.each(['2026-04-16T07:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('has read %s', (seen) => {
    expect(answer(seen, [seen])).toBe(true)
  })
  it.each([
    '',
    'jetzt',
    '2026-04-16',
    '2026-02-30T07:00:00Z',
    '2026-04-16T24:00:00Z',
    '2026-04-16T07:00:00+02:00',
    '+012026-04-16T07:00:00Z',
    // Finer than a nanosecond is none of Temporal's instants.
    '2026-04-16T07:00:00.1234567891Z',
  ])('cannot have read %j', (seen) => {
    expect(answer(seen)).toBe(false)
    expect(answer('2026-04-16T07:00:00Z', [seen])).toBe(false)
  })
})

describe('a wish', () => {
  it.each([
    { day: '2026-02-30' },
    { day: '2026-4-16' },
    { day: '2026-04-16', time: '24:00' },
    { day: '2026-04-16', time: '9:00' },
    { day: '2026-04-16', time: '09:60' },
    { day: '2026-04-16', travel: 7 },
    { day: '2026-04-16', travel: 125 },
    { day: '2026-04-16', room: '1; drop' },
    { day: '2026-04-16', room: '1234567' },
    { day: '2026-04-16', interpreter: 'jemand' },
    { day: '2026-04-16', at: 'elsewhere' },
    { day: '2026-04-16', at: 'employer', place: ' \t\u00a0' },
  ])('%j is none', (wish) => {
    expect(wishInput.safeParse(wish).success).toBe(false)
  })
})
