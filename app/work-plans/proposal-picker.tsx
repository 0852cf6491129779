import { type ReactNode, useEffect, useState } from 'react'
import { GOALS, type GoalKey } from '../assessments/rules/proposals.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import {
  type Draft,
  EMPTY_STEP,
  isTaken,
  type ProposedStep,
  placeFor,
  type ReadyStep,
} from './rules/ready-steps.ts'
import type { PlanFields, PlanForm } from './use-plan-form.ts'

interface Target {
  form: PlanForm
  list: PlanFields['goals']
  /** The goals in German, as they stand in a plan. */
  goalWords: Readonly<Record<GoalKey, string>>
}
interface ProposalPickerProps extends Target {
  ready: { proposals: readonly ProposedStep[]; others: readonly ReadyStep[] }
  talkOn: string
  today: string
}

/** What the talk suggests, each with its reason, then the rest of the catalogue; a button puts it into the plan. */
export function ProposalPicker({ ready, talkOn, today, ...target }: ProposalPickerProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  // Without a script the page knows only what it was made with, not what was typed since: then nothing is filled in.
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  const draft = draftOf(target.list)
  const take = (step: ReadyStep): ReactNode => (
    <TakeStep {...target} step={step} draft={draft} scripted={scripted} />
  )
  return (
    <aside className="plan-picker">
      <h2 className="plan-picker__title">{t('work-plans:edit.proposals')}</h2>
      <p className="plan-picker__from">{t('work-plans:edit.proposalsFrom', { date: f.date(talkOn) })}</p>
      {ready.proposals.length === 0 ? <p>{t('work-plans:edit.noProposals')}</p> : null}
      <ul className="plan-picker__list">
        {ready.proposals.map((step) => (
          <li key={step.ref} className="plan-picker__one">
            <p className="plan-picker__what" lang="de">
              {step.what}
            </p>
            <p className="plan-picker__why">
              {t('assessments:summary.because', { reason: t(`assessments:proposal.${step.why}.why`) })}
            </p>
            {take(step)}
          </li>
        ))}
      </ul>
      {ready.others.length > 0 ? (
        <details className="plan-picker__more">
          <summary>{t('work-plans:edit.catalogue', { number: ready.others.length })}</summary>
          {GOALS.map((goal) => {
            const steps = ready.others.filter((step) => step.goal === goal)
            return steps.length > 0 ? (
              <section key={goal}>
                <h3 className="plan-picker__goal">{t(`assessments:goal.${goal}`)}</h3>
                <ul>
                  {steps.map((step) => (
                    <li key={step.ref} className="plan-picker__one">
                      <p className="plan-picker__what" lang="de">
                        {step.what}
                      </p>
                      {take(step)}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null
          })}
        </details>
      ) : null}
    </aside>
  )
}

interface TakeStepProps extends Target {
  step: ReadyStep
  draft: Draft
  scripted: boolean
}

/** The button that puts a step into the plan, or that it is there. */
function TakeStep({ form, list, goalWords, step, draft, scripted }: TakeStepProps): ReactNode {
  const { t } = useWords()
  const { goal, what, who, until, evidence } = step
  if (isTaken(draft, what))
    return (
      <p className="plan-picker__taken">
        <Icon name="check" small />
        {t('work-plans:edit.taken')}
      </p>
    )
  return (
    <Button
      small
      aria-label={t('work-plans:edit.takeWhat', { what })}
      {...takeInto(form, list, scripted ? draft : null, {
        goal: goalWords[goal],
        step: { ...EMPTY_STEP, what, who, until, evidence },
      })}
    >
      {t('work-plans:edit.take')}
    </Button>
  )
}

/** What stands in the fields now; before the first keystroke, what they started with. */
function draftOf(list: PlanFields['goals']): Draft {
  return {
    goals: list.getFieldList().map((goal) => {
      const { what, steps } = goal.getFieldset()
      return {
        what: what.value,
        steps: steps.getFieldList().map((step) => {
          const fields = step.getFieldset()
          return { what: fields.what.value, until: fields.until.value }
        }),
      }
    }),
  }
}

interface Taken {
  goal: string
  step: Omit<ReadyStep, 'ref' | 'goal'> & { key: string }
}

/** The button's name and value: a change of the form that works as a submit too. */
function takeInto(form: PlanForm, list: PlanFields['goals'], draft: Draft | null, { goal, step }: Taken) {
  const place = draft ? placeFor(draft, goal) : ({ kind: 'new-goal' } as const)
  const whole = { what: goal, steps: [step, EMPTY_STEP] }
  const field = place.kind === 'new-goal' ? undefined : list.getFieldList()[place.goal]
  if (!field || place.kind === 'new-goal')
    return form.insert.getButtonProps({ name: list.name, defaultValue: whole })
  if (place.kind === 'goal') return form.update.getButtonProps({ name: field.name, value: whole })
  const { steps } = field.getFieldset()
  const row = place.kind === 'row' ? steps.getFieldList()[place.step] : undefined
  return row
    ? form.update.getButtonProps({ name: row.name, value: step })
    : form.insert.getButtonProps({ name: steps.name, defaultValue: step })
}
