import { getFormProps } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { GoalKey } from '../assessments/rules/proposals.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { PlanGoalFields } from './plan-goal-fields.tsx'
import { ProposalPicker } from './proposal-picker.tsx'
import type { readySteps } from './rules/ready-steps.ts'
import { isSignable } from './rules/states.ts'
import { RHYTHMS } from './rules.ts'
import { EMPTY_GOAL, type PlanFields, type PlanStart, usePlanForm } from './use-plan-form.ts'
import './plan-editor.css'

interface PlanEditorProps extends PlanStart {
  ready: ReturnType<typeof readySteps>
  /** The goals in German, as they stand in a plan. */
  goalWords: Readonly<Record<GoalKey, string>>
  /** ISO date of the talk the proposals come from. */
  talkOn: string
  today: string
}

/** Goals with their steps; every button that changes the rows is a submit that keeps what was typed. */
export function PlanEditor(props: PlanEditorProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = usePlanForm(props)
  const goals = fields.goals.getFieldList()
  return (
    <Form method="post" {...getFormProps(form)} className="plan-editor">
      {/* Enter in a field presses the first button of the form: it must be the one that saves. */}
      <button type="submit" className="plan-editor__enter" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name={fields.basis.name} value={fields.basis.initialValue ?? ''} />
      <div className="plan-editor__errors">
        <ErrorSummary form={form} labels={labelsOf(goals, t)} />
      </div>
      <ProposalPicker
        form={form}
        list={fields.goals}
        ready={props.ready}
        goalWords={props.goalWords}
        talkOn={props.talkOn}
        today={props.today}
      />
      <div className="plan-editor__plan">
        <TextField
          field={fields.targetJob}
          label={t('work-plans:edit.target')}
          hint={t('work-plans:edit.targetHint')}
        />
        <div className="plan-editor__goals" id={fields.goals.id}>
          {goals.map((goal, at) => (
            <PlanGoalFields key={goal.key} form={form} list={fields.goals} goal={goal} at={at} />
          ))}
        </div>
        <SelectField
          field={fields.rhythmWeeks}
          label={t('work-plans:edit.rhythm')}
          hint={t('work-plans:edit.rhythmHint')}
          options={RHYTHMS.map((weeks) => ({
            value: `${weeks}`,
            label: t('work-plans:edit.weeks', { weeks }),
          }))}
          empty={false}
        />
        {props.plan && isSignable(props.plan.state) ? (
          <Alert tone="warn" title={t('work-plans:edit.withdraws', { version: props.plan.version })} />
        ) : null}
        <div className="plan-editor__end">
          <Button
            icon="add"
            {...form.insert.getButtonProps({ name: fields.goals.name, defaultValue: EMPTY_GOAL })}
          >
            {t('work-plans:edit.addGoal')}
          </Button>
          <SubmitButton name={fields.as.name} value="offered">
            {t('work-plans:edit.offer')}
          </SubmitButton>
          <SubmitButton kind="secondary" name={fields.as.name} value="draft">
            {t('work-plans:edit.draft')}
          </SubmitButton>
          <p>{t('work-plans:edit.emptyRows')}</p>
        </div>
      </div>
    </Form>
  )
}

type GoalList = ReturnType<PlanFields['goals']['getFieldList']>

/** Words for each field by its name, for the list of errors. */
function labelsOf(goals: GoalList, t: ReturnType<typeof useWords>['t']): Record<string, string> {
  const labels: Record<string, string> = {
    targetJob: t('work-plans:edit.target'),
    goals: t('work-plans:title'),
  }
  for (const [at, goal] of goals.entries()) {
    const fields = goal.getFieldset()
    const words = t('work-plans:edit.goal', { number: at + 1 })
    labels[fields.what.name] = words
    for (const [row, step] of fields.steps.getFieldList().entries()) {
      const name = `${words}, ${t('work-plans:edit.step', { number: row + 1 })}`
      const { what, who, until, evidence } = step.getFieldset()
      for (const field of [what, who, until, evidence]) labels[field.name] = name
    }
  }
  return labels
}
