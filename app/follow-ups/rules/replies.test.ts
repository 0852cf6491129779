import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  decideReply,
  freeIn,
  MOST_OFFERED,
  MOST_PROPOSED,
  offeredOf,
  plainReply,
  REPLY_KINDS,
  type Reply,
  type ReplyFacts,
  sameReply,
} from './replies.ts'
import { wholeDay } from './slots.ts'
import { atOffice, dayAtOffice, isWorkingDay, OFFICE_TALK, USUAL_TIMES } from './working-days.ts'

const at = (iso: string) => Temporal.Instant.from(iso)
const day = (iso: string) => Temporal.PlainDate.from(iso)
const TALK = at('2026-04-16T07:00:00Z')
const NOW = at('2026-04-09T08:00:00Z')
const TIMES = [
  '2026-04-13T07:00:00Z',
  '2026-04-14T07:00:00Z',
  '2026-04-15T07:00:00Z',
  '2026-04-17T07:00:00Z',
].map(at)

const confirmed: Reply = { kind: 'confirmed', cause: null, proposed: [] }
const ill: Reply = { kind: 'cannot-come', cause: 'ill', proposed: [] }
const proposes = (count: number): Reply => ({
  kind: 'proposes',
  cause: null,
  proposed: TIMES.slice(0, count),
})
const facts = (change: Partial<ReplyFacts> = {}): ReplyFacts => ({
  talk: { state: 'booked', startsAt: TALK },
  seen: TALK,
  live: null,
  free: TIMES,
  ...change,
})

describe('an answer', () => {
  it.each([
    ['counts', confirmed, {}, NOW, 'write'],
    ['counts until the talk begins', confirmed, {}, at('2026-04-16T06:59:59Z'), 'write'],
    ['does not when it has begun', confirmed, {}, TALK, 'ended'],
    [
      'does not of a talk called off',
      confirmed,
      { talk: { state: 'cancelled', startsAt: TALK } },
      NOW,
      'ended',
    ],
    ['does not of a talk held', ill, { talk: { state: 'attended', startsAt: TALK } }, NOW, 'ended'],
    ['does not to another time than was read', confirmed, { seen: TIMES[0] ?? TALK }, NOW, 'changed'],
    ['is the same a second time', ill, { live: ill }, NOW, 'again'],
    ['takes the place of another', confirmed, { live: ill }, NOW, 'write'],
    ['takes the place of the same with another cause', { ...ill, cause: null }, { live: ill }, NOW, 'write'],
    ['names three times', proposes(3), {}, NOW, 'write'],
    ['names no more than three', proposes(4), {}, NOW, 'too-many'],
    ['names none and asks for a call', proposes(0), {}, NOW, 'write'],
    ['names free times alone', proposes(2), { free: TIMES.slice(1) }, NOW, 'taken'],
    [
      'stands, though its time has been taken since',
      proposes(1),
      { live: proposes(1), free: [] },
      NOW,
      'again',
    ],
  ] as const)('%s', (_, told, change, now, expected) => {
    const decided = decideReply(told, facts(change), now)
    expect(decided.ok ? decided.value.next : decided.error).toBe(expected)
  })

  const someReply = fc.record({
    kind: fc.constantFrom(...REPLY_KINDS),
    cause: fc.constantFrom('ill' as const, 'other' as const, null),
    proposed: fc.array(fc.constantFrom(...TIMES), { maxLength: 6 }),
  })
  it('carries what belongs to it and nothing else, in one form', () => {
    fc.assert(
      fc.property(someReply, (told) => {
        const plain = plainReply(told)
        expect(sameReply(plainReply(plain), plain)).toBe(true)
        expect(plain.cause === null || plain.kind === 'cannot-come').toBe(true)
        expect(plain.proposed.length === 0 || plain.kind === 'proposes').toBe(true)
        const shuffled = plainReply({ ...told, proposed: [...told.proposed].reverse() })
        expect(sameReply(shuffled, plain)).toBe(true)
      }),
    )
  })
  it('that is written names at most three times, all free', () => {
    fc.assert(
      fc.property(someReply, fc.subarray(TIMES), (told, free) => {
        const decided = decideReply(told, facts({ free }), NOW)
        if (!decided.ok || decided.value.next !== 'write') return
        const { proposed } = decided.value.reply
        expect(proposed.length).toBeLessThanOrEqual(MOST_PROPOSED)
        for (const time of proposed) expect(free.some((one) => one.equals(time))).toBe(true)
      }),
    )
  })
})

describe('times that are offered', () => {
  const window = { from: day('2026-04-06'), to: day('2026-04-20') }
  it('are free, after today, on working days, and spread over the window', () => {
    const free = freeIn(window, [], day('2026-04-09'), USUAL_TIMES, OFFICE_TALK)
    const offered = offeredOf(free)
    expect(offered).toHaveLength(MOST_OFFERED)
    expect([offered[0], offered.at(-1)].map((slot) => slot?.day.toString())).toEqual([
      '2026-04-10',
      '2026-04-20',
    ])
    for (const { startsAt } of offered) {
      expect(isWorkingDay(dayAtOffice(startsAt))).toBe(true)
      expect(free.some((slot) => slot.startsAt.equals(startsAt))).toBe(true)
    }
    expect(new Set(offered.map(({ startsAt }) => startsAt.epochMilliseconds)).size).toBe(MOST_OFFERED)
  })
  it('leave out what is taken, closed or away', () => {
    const off = new Map([
      ['2026-04-13', 'away' as const],
      ['2026-04-14', 'city-closed' as const],
    ])
    const free = freeIn(
      window,
      [wholeDay(day('2026-04-15'))],
      day('2026-04-09'),
      { ...USUAL_TIMES, off },
      OFFICE_TALK,
    )
    expect([...new Set(free.map((slot) => slot.day.toString()))]).toEqual([
      '2026-04-10',
      '2026-04-16',
      '2026-04-17',
      '2026-04-20',
    ])
  })
  it('are as many as there are, when there are few', () => {
    const busy = [{ startsAt: atOffice(day('2026-04-10'), '09:45'), minutes: 600 }]
    const free = freeIn(
      { from: day('2026-04-10'), to: day('2026-04-10') },
      busy,
      day('2026-04-09'),
      USUAL_TIMES,
      OFFICE_TALK,
    )
    expect(offeredOf(free)).toHaveLength(1)
    expect(offeredOf([])).toEqual([])
  })
})
