import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CheckboxField, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { EmployerField } from './employer-field.tsx'
import { placementInput } from './input.ts'

export interface PlacementFormProps {
  formKey: string
  employers: readonly { employerId: string; name: string; town: string }[]
  /** The last first day of work that may be entered; ISO date. */
  latestFirstDay: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Somebody starts a job. */
export function PlacementForm(props: PlacementFormProps): ReactNode {
  const { formKey, employers, latestFirstDay, lastResult } = props
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: placementInput, lastResult, id: 'placement' })
  const labels = {
    employer: t('placements:employer'),
    town: t('placements:form.town'),
    jobTitle: t('placements:job'),
    workingTime: t('placements:time'),
    hoursPerWeek: t('placements:form.hours'),
    firstDay: t('placements:page.firstDay'),
    sure: t('placements:time'),
  }
  const asked = fields.sure.errors !== undefined || fields.sure.value === 'on'
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="place" />
        <ErrorSummary form={form} labels={labels} />
        <EmployerField
          field={fields.employer}
          label={labels.employer}
          hint={t('placements:form.employerHint')}
          offered={employers}
        />
        <TextField
          field={fields.town}
          label={labels.town}
          hint={t('placements:form.townHint')}
          optional
          autoComplete="off"
        />
        <TextField field={fields.jobTitle} label={labels.jobTitle} autoComplete="off" />
        <RadioGroup
          field={fields.workingTime}
          label={labels.workingTime}
          options={[
            { value: 'full-time', label: t('placements:form.fullTime') },
            { value: 'part-time', label: t('placements:form.partTime') },
          ]}
        />
        <TextField
          field={fields.hoursPerWeek}
          label={labels.hoursPerWeek}
          hint={t('placements:form.hoursHint')}
          inputMode="decimal"
          size={6}
          autoComplete="off"
        />
        {asked ? <CheckboxField field={fields.sure} label={t('placements:form.sure')} /> : null}
        <DateField
          field={fields.firstDay}
          label={labels.firstDay}
          hint={t('placements:form.firstDayHint')}
          max={latestFirstDay}
        />
        <Row>
          <SubmitButton>{t('placements:form.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
