import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { PlanFields, PlanForm } from './plan-editor.tsx'
import { type Draft, EMPTY_STEP, isTaken, placeFor, type ReadyStep } from './rules/ready-steps.ts'
import type { Who } from './rules.ts'

interface ProposalPickerProps {
  form: PlanForm
  list: PlanFields['goals']
  proposals: ReadyStep[]
  talkOn: string
  today: string
}

/** What the talk suggests, each with its reason and a button that puts it into the plan. */
export function ProposalPicker({ form, list, proposals, talkOn, today }: ProposalPickerProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const draft = draftOf(list)
  // Without a script the page knows only what it was made with, not what was typed since: then nothing is filled in.
  const [scripted, setScripted] = useState(false)
  useEffect(() => setScripted(true), [])
  return (
    <aside className="plan-picker">
      <h2 className="plan-picker__title">{t('work-plans:edit.proposals')}</h2>
      <p className="plan-picker__from">{t('work-plans:edit.proposalsFrom', { date: f.date(talkOn) })}</p>
      {proposals.length === 0 ? <p>{t('work-plans:edit.noProposals')}</p> : null}
      <ul className="plan-picker__list">
        {proposals.map((proposal) => {
          const what = t(`assessments:proposal.${proposal.key}.what`)
          return (
            <li key={proposal.key} className="plan-picker__one">
              <p className="plan-picker__what">{what}</p>
              <p className="plan-picker__why">
                {t('assessments:summary.because', { reason: t(`assessments:proposal.${proposal.key}.why`) })}
              </p>
              {isTaken(draft, what) ? (
                <p className="plan-picker__taken">
                  <Icon name="check" small />
                  {t('work-plans:edit.taken')}
                </p>
              ) : (
                <Button
                  small
                  aria-label={t('work-plans:edit.takeWhat', { what })}
                  {...takeInto(form, list, scripted ? draft : null, {
                    goal: t(`assessments:goal.${proposal.goal}`),
                    step: { ...EMPTY_STEP, what, who: proposal.who, until: proposal.until },
                  })}
                >
                  {t('work-plans:edit.take')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </aside>
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
  step: { key: string; what: string; who: Who; until: string; evidence: string }
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
