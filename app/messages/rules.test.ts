import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { keyIsGood, keyOf, type MessageFacts, retryAt, stillMakesSense, type TalkKind } from './rules.ts'

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)

describe('at the moment of sending', () => {
  const facts = (
    kind: TalkKind,
    change: Partial<MessageFacts['appointment'] & MessageFacts['client'] & { declined: boolean }> = {},
  ) => ({
    kind,
    appointment: { state: 'booked' as const, startsAt: at('2026-06-18T07:00:00Z'), moved: false, ...change },
    client: { closed: false, to: 'a@example.net', blocked: false, ...change },
    declined: false,
    ...change,
  })
  it.each([
    ['week-before', {}, '2026-06-11T07:00:00Z', 'yes'],
    ['week-before', {}, '2026-06-15T21:59:00Z', 'yes'],
    ['week-before', {}, '2026-06-15T22:00:00Z', 'too-late'],
    ['week-before', {}, '2026-06-17T07:00:00Z', 'too-late'],
    ['day-before', {}, '2026-06-17T07:00:00Z', 'yes'],
    ['day-before', {}, '2026-06-18T06:59:59Z', 'yes'],
    ['day-before', {}, '2026-06-18T07:00:00Z', 'past'],
    ['week-before', {}, '2026-06-19T07:00:00Z', 'past'],
    ['missed', {}, '2026-06-10T07:00:00Z', 'yes'],
    ['missed', {}, '2026-06-17T07:00:00Z', 'too-late'],
    ['day-before', { state: 'cancelled' }, '2026-06-17T07:00:00Z', 'cancelled'],
    ['day-before', { state: 'cancelled', moved: true }, '2026-06-17T07:00:00Z', 'moved'],
    ['day-before', { state: 'attended' }, '2026-06-17T07:00:00Z', 'past'],
    ['day-before', { closed: true }, '2026-06-17T07:00:00Z', 'client-closed'],
    ['day-before', { to: null }, '2026-06-17T07:00:00Z', 'no-address'],
    ['day-before', { to: null }, '2026-06-18T07:00:00Z', 'past'],
    ['day-before', { blocked: true }, '2026-06-17T07:00:00Z', 'address-blocked'],
    ['day-before', { declined: true }, '2026-06-17T07:00:00Z', 'cannot-come'],
    ['day-before', { declined: true }, '2026-06-18T07:00:00Z', 'past'],
  ] as const)('%s %o at %s: %s', (kind, change, now, expected) => {
    const sense = stillMakesSense(facts(kind, change), at(now))
    expect(sense.ok ? 'yes' : sense.error).toBe(expected)
  })
})

describe('trying again', () => {
  it('waits longer each time, never for more than an hour and a quarter, and never as long as the next one', () => {
    const now = at('2026-06-17T07:00:00Z')
    const seconds = (attempts: number, random: number) =>
      retryAt(attempts, now, random).since(now).total('seconds')
    expect([1, 2, 3, 4, 9].map((attempts) => seconds(attempts, 0.5))).toEqual([30, 120, 480, 1920, 3600])
    expect(seconds(1, 0)).toBe(23)
    expect(seconds(9, 0.999)).toBeLessThanOrEqual(4500)
  })
  it('ends before the vendor forgets the key', () => {
    const frozen = at('2026-06-17T07:00:00Z')
    expect(keyIsGood(frozen, at('2026-06-18T05:59:59Z'))).toBe(true)
    expect(keyIsGood(frozen, at('2026-06-18T06:00:00Z'))).toBe(false)
  })
  it('has one key a row', () => {
    expect(keyOf('0a000000-0000-4000-8000-000000000001')).toBe(
      'partizipation-message-0a000000-0000-4000-8000-000000000001',
    )
  })
})
