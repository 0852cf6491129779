import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form, useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import type { FormField } from '../kit/form/form-field.ts'
import { SelectField } from '../kit/form/select-field.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { outcomeInput } from './input.ts'
import './outcome-forms.css'
import { ABSENCE_CAUSES, ATTENDANCES, CALLED_OFF_BY, TALK_RESULTS } from './rules/outcome.ts'

interface OutcomeFormProps {
  /** ISO dates. */
  talkOn: string
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

const Intent = (): ReactNode => <input type="hidden" name="intent" value="outcome" />

/** Was the client there, and what came of it? Two questions; the second fits the answer to the first. */
export function OutcomeForm({ talkOn, today, lastResult }: OutcomeFormProps): ReactNode {
  const { t } = useWords()
  // Whoever comes from the day's list has said already whether the client was there.
  const [asked] = useSearchParams()
  const outcome = ATTENDANCES.find((one) => one === asked.get('outcome'))
  const defaultValue = {
    on: talkOn,
    result: 'as-planned',
    cause: 'unknown',
    ...(outcome ? { outcome } : {}),
  } as const
  const [form, fields] = useZodForm({ schema: outcomeInput, lastResult, defaultValue, id: 'outcome' })
  const labels = {
    outcome: t('follow-ups:outcome.question'),
    result: t('follow-ups:result.question'),
    cause: t('follow-ups:cause.question'),
    by: t('follow-ups:by.question'),
    on: t('follow-ups:outcome.on'),
    note: t('follow-ups:outcome.note'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Intent />
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          big
          field={fields.outcome}
          label={labels.outcome}
          options={ATTENDANCES.map((value) => ({
            value,
            label: t(`follow-ups:outcome.${value}`),
            hint: t(`follow-ups:outcome.hint.${value}`),
          }))}
        />
        <div className="k-outcome-result">
          <RadioGroup
            field={fields.result}
            label={labels.result}
            options={TALK_RESULTS.map((value) => ({ value, label: t(`follow-ups:result.${value}`) }))}
          />
        </div>
        <div className="k-outcome-cause">
          <SelectField
            field={fields.cause}
            label={labels.cause}
            empty={false}
            options={ABSENCE_CAUSES.map((value) => ({ value, label: t(`follow-ups:cause.${value}`) }))}
          />
        </div>
        <div className="k-outcome-by">
          <CalledOffBy field={fields.by} label={labels.by} />
        </div>
        <DateField field={fields.on} label={labels.on} min={talkOn} max={today} />
        <TextArea
          field={fields.note}
          label={labels.note}
          hint={t('follow-ups:outcome.noteHint')}
          optional
          rows={4}
        />
        <Row>
          <SubmitButton>{t('follow-ups:outcome.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

/** Calls off a talk that lies ahead; another time in its window is booked at once. */
export function CancelForm({ today, lastResult }: Omit<OutcomeFormProps, 'talkOn'>): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: outcomeInput, lastResult, id: 'cancel' })
  const labels = { by: t('follow-ups:by.question'), note: t('follow-ups:outcome.note') }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Intent />
      <input type="hidden" name="outcome" value="cancelled" />
      <input type="hidden" name="on" value={today} />
      <Stack>
        <p className="k-quiet">{t('follow-ups:cancel.hint')}</p>
        <ErrorSummary form={form} labels={labels} />
        <CalledOffBy field={fields.by} label={labels.by} />
        <TextArea field={fields.note} label={labels.note} optional rows={2} />
        <Row>
          <SubmitButton kind="secondary">{t('follow-ups:cancel.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

function CalledOffBy({ field, label }: { field: FormField; label: string }): ReactNode {
  const { t } = useWords()
  return (
    <RadioGroup
      field={field}
      label={label}
      options={CALLED_OFF_BY.map((value) => ({ value, label: t(`follow-ups:by.${value}`) }))}
    />
  )
}
