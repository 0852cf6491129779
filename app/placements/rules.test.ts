import { describe, expect, it } from 'vitest'
import {
  contradicts,
  decideEnd,
  decidePlacement,
  type Job,
  latestFirstDay,
  type NewJob,
  readHours,
  stateOf,
} from './rules.ts'

const today = '2026-03-09'
const job = {
  placementId: 'p1',
  employerId: 'e1',
  jobTitle: 'Küchenhilfe',
  fullTime: true,
  hoursPerWeek: 39,
  firstDay: '2026-03-02',
}
const written = (facts: Partial<Job> = {}): Job => ({ ...job, endedOn: null, voided: false, ...facts })

describe('full-time and hours', () => {
  it.each([
    [true, 40, false],
    [true, 35, false],
    [true, 34.5, true],
    [false, 34.5, false],
    [false, 20, false],
    [false, 35, true],
    [false, 38, true],
  ])('full-time %s with %s hours is a question: %s', (fullTime, hours, expected) => {
    expect(contradicts(fullTime, hours)).toBe(expected)
  })
  it.each([
    ['40', 40],
    ['19,5', 19.5],
    ['19.5', 19.5],
    [' 8 ', 8],
    ['0,5', 0.5],
    ['60', 60],
    ['0', undefined],
    ['60,5', undefined],
    ['168', undefined],
    ['19,55', undefined],
    ['-5', undefined],
    ['viele', undefined],
    ['', undefined],
  ])('reads %j as %s', (typed, expected) => {
    expect(readHours(typed)).toBe(expected)
  })
})

describe('a new placement', () => {
  const decide = (
    change: Partial<NewJob> = {},
    jobs: Job[] = [],
    participationId: string | undefined = 'pa',
  ) => decidePlacement({ ...job, ...change }, { today, participationId, jobs })
  const fresh = { ok: true, value: { placementId: 'p1', participationId: 'pa', known: false } }
  const known = (placementId: string) => ({
    ok: true,
    value: { placementId, participationId: 'pa', known: true },
  })
  const refused = (error: string) => ({ ok: false, error })

  it('ends the half year ahead where the month is shorter', () => {
    expect(latestFirstDay('2026-08-31')).toBe('2027-02-28')
  })
  it.each([
    ['in the past', { firstDay: '2025-06-01' }, fresh],
    ['today', { firstDay: today }, fresh],
    ['six months ahead', { firstDay: '2026-09-09' }, fresh],
    ['a day more', { firstDay: '2026-09-10' }, refused('too-far-ahead')],
  ])('begins %s', (_, change, expected) => {
    expect(decide(change)).toEqual(expected)
  })
  it('is none when the job began before the person took part', () => {
    expect(decidePlacement(job, { today, participationId: undefined, jobs: [] })).toEqual(
      refused('before-entry'),
    )
  })
  it.each([
    ['the form sent twice', {}, [written()], known('p1')],
    ['the form sent twice, taken back since', {}, [written({ voided: true })], known('p1')],
    ['the form sent again with other words', { jobTitle: 'Koch' }, [written()], refused('already-saved')],
    ['the same job from a second form', { placementId: 'p2' }, [written()], known('p1')],
    [
      'the same job with other hours',
      { placementId: 'p2', hoursPerWeek: 20 },
      [written()],
      refused('already-placed'),
    ],
    [
      'the same job after it was taken back',
      { placementId: 'p2' },
      [written({ voided: true })],
      { ok: true, value: { placementId: 'p2', participationId: 'pa', known: false } },
    ],
    ['the form sent again with a new employer', { employerId: null }, [written()], refused('already-saved')],
    [
      'a second job with a new employer',
      { placementId: 'p2', employerId: null },
      [written()],
      { ok: true, value: { placementId: 'p2', participationId: 'pa', known: false } },
    ],
    [
      'a second job',
      { placementId: 'p2', employerId: 'e2' },
      [written()],
      { ok: true, value: { placementId: 'p2', participationId: 'pa', known: false } },
    ],
  ])('%s', (_, change, jobs, expected) => {
    expect(decide(change, jobs)).toEqual(expected)
  })
})

describe('the end of a placement', () => {
  it.each([
    ['yesterday', written(), '2026-03-08', { ok: true, value: { known: false } }],
    ['today', written(), today, { ok: true, value: { known: false } }],
    ['on the first day', written(), '2026-03-02', { ok: true, value: { known: false } }],
    ['before the first day', written(), '2026-03-01', { ok: false, error: 'end-before-start' }],
    ['tomorrow', written(), '2026-03-10', { ok: false, error: 'end-ahead' }],
    [
      'again the same',
      written({ endedOn: '2026-03-05' }),
      '2026-03-05',
      { ok: true, value: { known: true } },
    ],
    [
      'again another',
      written({ endedOn: '2026-03-05' }),
      '2026-03-06',
      { ok: false, error: 'already-ended' },
    ],
    ['of one taken back', written({ voided: true }), '2026-03-05', { ok: false, error: 'voided' }],
  ])('%s', (_, of, endedOn, expected) => {
    expect(decideEnd(of, endedOn, today)).toEqual(expected)
  })
})

it.each([
  ['planned', written({ firstDay: '2026-03-10' })],
  ['running', written({ firstDay: today })],
  ['running', written({ endedOn: today })],
  ['ended', written({ endedOn: '2026-03-08' })],
  ['voided', written({ endedOn: '2026-03-08', voided: true })],
])('is %s', (expected, of) => {
  expect(stateOf(of, today)).toBe(expected)
})
