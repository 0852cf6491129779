import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { GOALS, type GoalKey } from '../../assessments/rules/proposals.ts'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import type { FormField } from '../../kit/form/form-field.ts'
import { SaveRow } from '../../kit/form/save-row.tsx'
import { SelectField } from '../../kit/form/select-field.tsx'
import { FormKey } from '../../kit/form/submit-button.tsx'
import { TextArea, TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import { WHO } from '../rules.ts'
import './catalogue.css'
import { addInput, changeInput } from './input.ts'
import type { CatalogueStep } from './rules.ts'

type LastResult = SubmissionResult<string[]> | undefined
type FieldName = 'goal' | 'what' | 'who' | 'weeks' | 'evidence'

/** Another wording for a step that is there. */
export function ChangeForm({
  step: { goal, what, who, weeks, evidence, basis },
  back,
  lastResult,
}: {
  step: CatalogueStep
  back: string
  lastResult: LastResult
}): ReactNode {
  const { t } = useWords()
  const labels = useLabels()
  const [form, fields] = useZodForm({
    schema: changeInput,
    lastResult,
    defaultValue: { goal, what, who, weeks, evidence, basis },
    id: 'step',
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name={fields.basis.name} value={fields.basis.initialValue ?? ''} />
        <StepFields fields={fields} labels={labels} />
        <SaveRow back={back}>{t('work-plans:catalogue.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

/** A step that the city adds. */
export function AddForm({
  formKey,
  goal,
  back,
  lastResult,
}: {
  formKey: string
  goal: GoalKey
  back: string
  lastResult: LastResult
}): ReactNode {
  const { t } = useWords()
  const labels = useLabels()
  const [form, fields] = useZodForm({
    schema: addInput,
    lastResult,
    defaultValue: { goal, who: 'client', weeks: 6 },
    id: 'step',
  })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <FormKey value={formKey} />
        <StepFields fields={fields} labels={labels} />
        <SaveRow back={back}>{t('work-plans:catalogue.addSubmit')}</SaveRow>
      </Stack>
    </Form>
  )
}

function useLabels(): Record<FieldName, string> {
  const { t } = useWords()
  return {
    goal: t('work-plans:catalogue.field.goal'),
    what: t('work-plans:catalogue.field.what'),
    who: t('work-plans:catalogue.field.who'),
    weeks: t('work-plans:catalogue.field.weeks'),
    evidence: t('work-plans:catalogue.field.evidence'),
  }
}

interface StepFieldsProps {
  fields: Record<FieldName, FormField>
  labels: Record<FieldName, string>
}

function StepFields({ fields, labels }: StepFieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <SelectField
        field={fields.goal}
        label={labels.goal}
        options={GOALS.map((value) => ({ value, label: t(`assessments:goal.${value}`) }))}
        empty={false}
      />
      <TextArea
        field={fields.what}
        label={labels.what}
        hint={t('work-plans:catalogue.field.whatHint')}
        rows={3}
      />
      <div className="catalogue-form__row">
        <SelectField
          field={fields.who}
          label={labels.who}
          hint={t('work-plans:catalogue.field.whoHint')}
          options={WHO.map((value) => ({ value, label: t(`work-plans:who.${value}`) }))}
          empty={false}
        />
        <TextField
          field={fields.weeks}
          label={labels.weeks}
          hint={t('work-plans:catalogue.field.weeksHint')}
          inputMode="numeric"
          size={4}
        />
      </div>
      <TextField
        field={fields.evidence}
        label={labels.evidence}
        hint={t('work-plans:catalogue.field.evidenceHint')}
        optional
      />
    </>
  )
}
