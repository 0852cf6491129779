import { describe, expect, it } from 'vitest'
import type { PlanContent } from '../rules.ts'
import { decideMark, isOverdue, progressOf, type StepMark, standingGoals } from './steps.ts'

const step = (key: string) => ({ key, what: key, who: 'client' as const, until: '2026-03-01', evidence: '' })
const content: PlanContent = {
  targetJob: 'Lagerist',
  rhythmWeeks: 5,
  goals: [{ what: 'Deutsch', steps: [step('s1'), step('s2'), step('s3')] }],
}
const mark = (stepKey: string, state: StepMark['state'], nth = 1): StepMark => ({
  stepKey,
  nth,
  state,
  note: 'x',
  occurredOn: '2026-03-05',
})

describe('what is said about a step', () => {
  const plan = { state: 'in-force' as const, content }
  const wish = { stepKey: 's1', state: 'done' as const, note: '', occurredOn: '2026-03-09' }
  const today = '2026-03-09'
  it.each<[string, StepMark | undefined, Partial<Parameters<typeof decideMark>[2]>, unknown]>([
    ['done', undefined, {}, { write: true, nth: 1 }],
    ['done again', mark('s1', 'done'), {}, { write: false }],
    ['open, as it is', undefined, { state: 'open' }, { write: false }],
    ['dropped with a reason', undefined, { state: 'dropped', note: 'passt nicht' }, { write: true, nth: 1 }],
    ['dropped without one', undefined, { state: 'dropped', note: ' ' }, 'reason-missing'],
    [
      'opened again with a reason',
      mark('s1', 'done', 4),
      { state: 'open', note: 'doch nicht' },
      { write: true, nth: 5 },
    ],
    ['opened again without one', mark('s1', 'dropped'), { state: 'open' }, 'reason-missing'],
    ['done after it was dropped', mark('s1', 'dropped'), {}, { write: true, nth: 2 }],
    ['a step of another plan', undefined, { stepKey: 's9' }, 'no-step'],
    ['done tomorrow', undefined, { occurredOn: '2026-03-10' }, 'ahead'],
  ])('%s', (_, last, other, expected) =>
    expect(decideMark(plan, last, { ...wish, ...other }, today)).toEqual(
      typeof expected === 'string' ? { ok: false, error: expected } : { ok: true, value: expected },
    ),
  )
  it.each(['draft', 'offered', 'partly-signed', 'superseded', 'ended', 'void'] as const)(
    'of a version that is %s is refused',
    (state) =>
      expect(decideMark({ state, content }, undefined, wish, today)).toEqual({
        ok: false,
        error: 'not-in-force',
      }),
  )
})

it('stands where the last line says, and counts what was not dropped', () => {
  const steps = standingGoals(content, [mark('s1', 'done'), mark('s2', 'dropped')]).flatMap(
    (goal) => goal.steps,
  )
  expect(steps.map(({ state }) => state)).toEqual(['done', 'dropped', 'open'])
  expect(progressOf(steps)).toEqual({ done: 1, of: 2 })
})

it('is overdue the day after its deadline, and only while it is open', () => {
  expect(isOverdue({ state: 'open', until: '2026-03-09' }, '2026-03-09')).toBe(false)
  expect(isOverdue({ state: 'open', until: '2026-03-08' }, '2026-03-09')).toBe(true)
  expect(isOverdue({ state: 'done', until: '2026-03-08' }, '2026-03-09')).toBe(false)
  expect(isOverdue({ state: 'open', until: null }, '2026-03-09')).toBe(false)
})
