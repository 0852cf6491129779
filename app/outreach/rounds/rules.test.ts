import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { VISIT_OUTCOMES } from '../input.ts'
import {
  attemptsOf,
  countStates,
  isMeeting,
  isOpen,
  PEOPLE_A_PART,
  partsOf,
  proposesLetter,
  ROUND_STATES,
  refusalOfTime,
  shareOf,
  stateOf,
} from './rules.ts'

describe('where a person of a round stands', () => {
  it.each([
    [[], false, 'unseen'],
    [['nobody-home'], false, 'nobody-home'],
    [['nobody-home', 'spoke-to-other'], false, 'spoke-to-other'],
    [['call-back', 'nobody-home'], false, 'call-back'],
    [['wrong-address'], false, 'gone'],
    [['moved', 'declined'], false, 'declined'],
    // Two people at one door on one day: the file says that there was interest.
    [['declined', 'interested'], true, 'interested'],
    [['nobody-home'], true, 'interested'],
    [['interested', 'deceased'], true, 'deceased'],
  ] as const)('%j, file %j: %s', (outcomes, hasFile, state) => expect(stateOf(outcomes, hasFile)).toBe(state))

  it('is one state for everybody, whatever happened: the states add up to the people of the round', () => {
    const person = fc.record({
      outcomes: fc.array(fc.constantFrom(...VISIT_OUTCOMES)),
      hasFile: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(person), (people) => {
        const counted = countStates(people.map(({ outcomes, hasFile }) => stateOf(outcomes, hasFile)))
        expect(counted.map(({ state }) => state)).toEqual(ROUND_STATES)
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(people.length)
      }),
    )
  })

  it('does not hang on the order in which two phones report', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VISIT_OUTCOMES)), fc.boolean(), (outcomes, hasFile) => {
        expect(stateOf([...outcomes].reverse(), hasFile)).toBe(stateOf(outcomes, hasFile))
      }),
    )
  })

  it('is open until somebody has said a last word', () =>
    expect(ROUND_STATES.filter(isOpen)).toEqual([
      'unseen',
      'nobody-home',
      'spoke-to-other',
      'language-barrier',
      'call-back',
    ]))
  it('was met when the person came to the door', () =>
    expect(VISIT_OUTCOMES.filter(isMeeting)).toEqual([
      'interested',
      'declined',
      'call-back',
      'language-barrier',
    ]))
})

describe('the third attempt without contact', () => {
  const knocks = (...days: string[]) => days.map((on) => ({ on, outcome: 'nobody-home' as const }))

  it('counts days, not entries', () => {
    expect(attemptsOf(knocks('2026-03-02', '2026-03-02', '2026-03-04'))).toBe(2)
    expect(attemptsOf(knocks('2026-03-05', '2026-03-02', '2026-03-04'))).toBe(3)
  })
  it('counts anew once somebody opened', () =>
    expect(
      attemptsOf([
        ...knocks('2026-03-02', '2026-03-09', '2026-03-03'),
        { on: '2026-03-04', outcome: 'call-back' },
      ]),
    ).toBe(1))
  it.each([
    ['unseen', ['2026-03-02', '2026-03-03'], false, false],
    ['nobody-home', ['2026-03-02', '2026-03-03', '2026-03-04'], false, true],
    ['nobody-home', ['2026-03-02', '2026-03-03', '2026-03-04'], true, false],
    ['declined', ['2026-03-02', '2026-03-03', '2026-03-04'], false, false],
    ['gone', ['2026-03-02', '2026-03-03', '2026-03-04'], false, false],
  ] as const)('%s after %j, letter %j: proposed %j', (state, days, hasLetter, proposed) =>
    expect(proposesLetter({ state, visits: knocks(...days), hasLetter })).toBe(proposed),
  )
})

describe('a target', () => {
  it.each([
    [0, 0, 50, null, 0],
    [1, 4, 50, 25, 25],
    [2, 4, 50, 50, 0],
    [3, 4, 50, 75, 0],
    [1, 3, 33, 33, 0],
  ])('%i of %i, target %i: share %s, missing %i', (count, base, target, share, missing) =>
    expect(shareOf(count, base, target)).toEqual({ count, base, target, share, missing }),
  )
})

describe('a visit that comes later', () => {
  const now = Temporal.Instant.from('2026-03-09T12:00:00Z')
  const closedAt = Temporal.Instant.from('2026-03-08T12:00:00Z')
  it.each([
    ['2026-03-09T12:00:00Z', null, undefined],
    ['2026-03-09T12:05:00Z', null, undefined],
    ['2026-03-09T12:05:01Z', null, 'in-future'],
    ['2026-03-02T12:00:00Z', null, undefined],
    ['2026-03-02T11:59:59Z', null, 'too-old'],
    ['2026-03-08T12:00:00Z', closedAt, undefined],
    ['2026-03-08T12:00:01Z', closedAt, 'round-closed'],
  ])('of %s, closed %s: %s', (at, closed, refused) =>
    expect(refusalOfTime(Temporal.Instant.from(at), { now, closedAt: closed })).toBe(refused),
  )
})

describe('the parts of a walk', () => {
  const house = fc.record({ people: fc.array(fc.constant(0), { maxLength: 40 }), leftAlone: fc.nat(9) })
  const size = ({ people, leftAlone }: { people: readonly unknown[]; leftAlone: number }) =>
    people.length + leftAlone

  it('hold every house once, in order, and no more people than a page takes unless one house has more', () => {
    fc.assert(
      fc.property(fc.array(house), (houses) => {
        const parts = partsOf(houses)
        expect(parts.flat()).toEqual(houses)
        for (const part of parts) {
          const people = part.reduce((sum, one) => sum + size(one), 0)
          expect(part.length === 1 || people <= PEOPLE_A_PART).toBe(true)
        }
      }),
    )
  })
})
