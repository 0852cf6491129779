import { describe, expect, it } from 'vitest'
import { foldName, namesKey, nextStepOf, wayOf } from './rules.ts'

describe('names', () => {
  it.each([
    ['Müller-Nasser', 'mullernasser'],
    ['  ÖZTÜRK ', 'ozturk'],
    ['Oeztuerk', 'ozturk'],
    ["O'Brien", 'obrien'],
    ['Đorđević', 'dordevic'],
    ['Şahin', 'sahin'],
    ['Weiß', 'weiss'],
    ['يوسف', 'يوسف'],
  ])('folds %j to %j', (name, folded) => expect(foldName(name)).toBe(folded))

  it('keeps family and given name apart', () => {
    expect(namesKey('Alihassan', 'Omar')).not.toBe(namesKey('Ali', 'Hassan Omar'))
  })
})

describe('the way', () => {
  const start = {
    listed: true,
    visited: true,
    assessed: true,
    planSigned: false,
    followUps: 0,
    jobs: [],
    extended: false,
    today: '2026-03-09',
  }
  const reached = (facts: Parameters<typeof wayOf>[0]) =>
    wayOf(facts).flatMap(({ station, reached }) => (reached ? [station] : []))

  it('marks what is behind', () => expect(reached(start)).toEqual(['list', 'visit', 'assessment']))
  it.each([
    ['2025-09-09', null, true],
    ['2025-09-10', null, false],
    ['2024-01-01', '2024-06-30', false],
    ['2024-01-01', '2024-07-01', true],
    ['2026-04-01', null, false],
  ])('a job from %s to %s is kept: %s', (from, until, kept) => {
    expect(reached({ ...start, jobs: [{ from, until }] }).includes('kept')).toBe(kept)
  })
  it('a job that begins later is not work yet', () => {
    expect(reached({ ...start, jobs: [{ from: '2026-04-01', until: null }] })).not.toContain('work')
  })
})

describe('the next step', () => {
  const today = '2026-03-09'
  const fresh = { assessment: null, plan: null, window: null, talkOn: null }
  const assessed = { ...fresh, assessment: {} }
  const signed = { ...assessed, plan: { state: 'in-force' as const } }
  const later = '2026-04-13'

  it.each([
    ['a file just opened', fresh, 'assess'],
    ['an assessment', assessed, 'plan'],
    ['a plan that is over', { ...assessed, plan: { state: 'ended' as const } }, 'plan'],
    ['an unsigned plan', { ...assessed, plan: { state: 'offered' as const } }, 'sign'],
    ['a window without a talk', { ...signed, window: {} }, 'book'],
    ['a booked talk', { ...signed, window: {}, talkOn: later }, 'talk'],
    ['a talk today, whatever else is open', { ...fresh, talkOn: today }, 'talk'],
    ['a talk to come and no assessment', { ...fresh, talkOn: later }, 'assess'],
    ['a plan in force and no rhythm', signed, undefined],
  ] as const)('after %s', (_, client, step) => expect(nextStepOf(client, today)).toBe(step))
})
