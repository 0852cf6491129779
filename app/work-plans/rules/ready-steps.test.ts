import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { EMPTY_STEP, isTaken, placeFor, readySteps } from './ready-steps.ts'

describe('a proposal as a step', () => {
  it('gets its deadline from the day of the plan', () => {
    const [step] = readySteps(
      [{ key: 'childcare', goal: 'ready', who: 'worker', weeks: 4 }],
      Temporal.PlainDate.from('2026-03-09'),
    )
    expect(step).toEqual({ key: 'childcare', goal: 'ready', who: 'worker', until: '2026-04-06' })
  })
  it.each([
    ['into an empty plan', {}, { kind: 'new-goal' }],
    ['into the first empty goal', { goals: [{ what: '', steps: [EMPTY_STEP] }] }, { kind: 'goal', goal: 0 }],
    ['into a goal that lost all its rows', { goals: [{}] }, { kind: 'goal', goal: 0 }],
    ['beside another goal', { goals: [{ what: 'Arbeit', steps: [{ what: 'x' }] }] }, { kind: 'new-goal' }],
    [
      'into the first empty row of its goal',
      { goals: [{ what: 'A' }, { what: 'Deutsch', steps: [{ what: 'x' }, EMPTY_STEP] }] },
      { kind: 'row', goal: 1, step: 1 },
    ],
    [
      'into a new row of its goal',
      { goals: [{ what: 'Deutsch', steps: [{ what: 'x' }] }, EMPTY_STEP] },
      { kind: 'new-row', goal: 0 },
    ],
    [
      'not over a row with a deadline',
      { goals: [{ what: 'Deutsch', steps: [{ until: '2026-04-01' }] }] },
      { kind: 'new-row', goal: 0 },
    ],
    [
      'not over a goal somebody began',
      { goals: [{ what: '', steps: [{ what: 'x' }] }] },
      { kind: 'new-goal' },
    ],
  ])('goes %s', (_, draft, place) => expect(placeFor(draft, 'Deutsch')).toEqual(place))
  it('is taken when its words stand in a row', () => {
    const draft = { goals: [undefined, { what: 'x', steps: [undefined, { what: 'Kurs' }] }] }
    expect(isTaken(draft, 'Kurs')).toBe(true)
    expect(isTaken(draft, 'Test')).toBe(false)
  })
})
