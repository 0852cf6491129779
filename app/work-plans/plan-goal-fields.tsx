import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { DateField, TextArea, TextField } from '../kit/form/text-field.tsx'
import { Icon } from '../kit/icon.tsx'
import { useWords } from '../kit/use-words.ts'
import { WHO } from './rules.ts'
import type { PlanFields, PlanForm } from './use-plan-form.ts'

type GoalList = PlanFields['goals']
type GoalField = ReturnType<GoalList['getFieldList']>[number]
type StepField = ReturnType<ReturnType<GoalField['getFieldset']>['steps']['getFieldList']>[number]

interface PlanGoalFieldsProps {
  form: PlanForm
  list: GoalList
  goal: GoalField
  /** Position from 0. */
  at: number
}

/** One goal: what should be achieved, and its steps as rows. */
export function PlanGoalFields({ form, list, goal, at }: PlanGoalFieldsProps): ReactNode {
  const { t } = useWords()
  const fields = goal.getFieldset()
  const steps = fields.steps.getFieldList()
  return (
    <fieldset className="plan-goal">
      <legend className="plan-goal__legend">{t('work-plans:edit.goal', { number: at + 1 })}</legend>
      <Button
        kind="tertiary"
        small
        aria-label={t('work-plans:edit.removeGoal', { number: at + 1 })}
        {...form.remove.getButtonProps({ name: list.name, index: at })}
      >
        {t('work-plans:edit.remove')}
      </Button>
      <TextField field={fields.what} label={t('work-plans:edit.goalWhat')} />
      <ol className="plan-goal__steps">
        {steps.map((step, row) => (
          <PlanStepFields key={step.key} step={step} row={row}>
            {row === 0 ? null : (
              <button
                className="plan-step__tool plan-step__tool--up"
                aria-label={t('work-plans:edit.raiseStep', { number: row + 1 })}
                {...form.reorder.getButtonProps({ name: fields.steps.name, from: row, to: row - 1 })}
              >
                <Icon name="arrow-up" small />
                <span className="plan-step__tool-word">{t('work-plans:edit.raise')}</span>
              </button>
            )}
            <button
              className="plan-step__tool plan-step__tool--remove"
              aria-label={t('work-plans:edit.removeStep', { number: row + 1 })}
              {...form.remove.getButtonProps({ name: fields.steps.name, index: row })}
            >
              <Icon name="close" small />
              <span className="plan-step__tool-word">{t('work-plans:edit.remove')}</span>
            </button>
          </PlanStepFields>
        ))}
      </ol>
      <Button
        kind="tertiary"
        icon="add"
        small
        {...form.insert.getButtonProps({ name: fields.steps.name, defaultValue: { who: 'client' } })}
      >
        {t('work-plans:edit.addStep')}
      </Button>
    </fieldset>
  )
}

function PlanStepFields({
  step,
  row,
  children,
}: {
  step: StepField
  row: number
  children: ReactNode
}): ReactNode {
  const { t } = useWords()
  const { key, what, who, until, evidence } = step.getFieldset()
  return (
    <li className="plan-step">
      <p className="plan-step__number" aria-hidden="true">
        {row + 1}
      </p>
      <TextArea field={what} label={t('work-plans:edit.what')} rows={1} />
      <SelectField
        field={who}
        label={t('work-plans:edit.who')}
        options={WHO.map((value) => ({ value, label: t(`work-plans:who.${value}`) }))}
        empty={false}
      />
      <DateField field={until} label={t('work-plans:edit.until')} />
      {children}
      <div className="plan-step__evidence">
        <TextField field={evidence} label={t('work-plans:edit.evidence')} />
      </div>
      <input type="hidden" name={key.name} value={key.value ?? ''} />
    </li>
  )
}
