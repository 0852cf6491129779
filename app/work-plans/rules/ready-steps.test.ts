import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { ALL_PROPOSALS } from '../../assessments/rules/proposals.ts'
import { EMPTY_STEP, isTaken, placeFor, readySteps } from './ready-steps.ts'

describe('a proposal as a step', () => {
  const step = {
    ref: 'childcare',
    proposal: 'childcare' as const,
    rowId: null,
    goal: 'ready' as const,
    what: 'Kita-Platz über das Stadtportal suchen',
    who: 'partner' as const,
    weeks: 3,
    evidence: 'Anmeldung',
    origin: 'reworded' as const,
    translated: false,
    retired: false,
    basis: '',
  }
  const today = Temporal.PlainDate.from('2026-03-09')
  const ready = {
    ref: 'childcare',
    goal: 'ready',
    what: 'Kita-Platz über das Stadtportal suchen',
    who: 'partner',
    until: '2026-03-30',
    evidence: 'Anmeldung',
  }
  const own = { ...step, ref: 'own', proposal: null }
  const asked = ALL_PROPOSALS.filter(({ key }) => key === 'childcare')
  it.each([
    [
      'in the city’s words, with who, deadline and proof, and keeps its reason',
      [step],
      asked,
      [{ ...ready, why: 'childcare' }],
      [],
    ],
    ['among the others when no answer speaks for it', [step], [], [], [ready]],
    ['among the others as the city’s own', [own], asked, [], [{ ...ready, ref: 'own' }]],
    [
      'nowhere once it is retired',
      [
        { ...step, retired: true },
        { ...own, retired: true },
      ],
      asked,
      [],
      [],
    ],
  ])('stands %s', (_, catalogue, talk, proposals, others) =>
    expect(readySteps(catalogue, talk, today)).toEqual({ proposals, others }),
  )
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
