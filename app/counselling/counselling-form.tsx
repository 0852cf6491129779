import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CheckboxField, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { counsellingInput } from './input.ts'
import { KINDS, USUAL_MINUTES } from './rules.ts'

interface CounsellingFormProps {
  formKey: string
  /** ISO date. */
  today: string
  /** Where it is sent: the page of counselling, wherever the form stands. */
  to: string
  lastResult?: SubmissionResult<string[]> | undefined
}

/** Kind, minutes, a sentence; what is seldom asked lies folded away. */
export function CounsellingForm({ formKey, today, to, lastResult }: CounsellingFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: counsellingInput,
    lastResult,
    id: 'counselling',
    defaultValue: { occurredOn: today },
  })
  const labels = {
    kind: t('counselling:how'),
    duration: t('counselling:duration'),
    ownMinutes: t('counselling:ownMinutes'),
    note: t('counselling:note'),
    occurredOn: t('counselling:on'),
    withWhom: t('counselling:withWhom'),
  }
  const minutes = USUAL_MINUTES.map((value) => ({
    value,
    label: t('counselling:minutes', { minutes: value }),
  }))
  const folded = fields.occurredOn.errors === undefined && fields.withWhom.errors === undefined
  return (
    <Form method="post" action={to} {...getFormProps(form)}>
      <Stack>
        <p className="k-quiet">{t('counselling:noWindow')}</p>
        <FormKey value={formKey} />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.kind}
          label={labels.kind}
          big
          options={KINDS.map((value) => ({ value, label: t(`counselling:kind.${value}`) }))}
        />
        <RadioGroup
          field={fields.duration}
          label={labels.duration}
          big
          options={[...minutes, { value: 'own', label: t('counselling:own') }]}
        />
        <TextField
          field={fields.ownMinutes}
          label={labels.ownMinutes}
          hint={t('counselling:ownHint')}
          optional
          inputMode="numeric"
          size={4}
          autoComplete="off"
        />
        <TextArea field={fields.note} label={labels.note} hint={t('counselling:noteHint')} rows={2} />
        <details open={!folded}>
          <summary className="k-link">{t('counselling:more')}</summary>
          <Stack>
            <DateField field={fields.occurredOn} label={labels.occurredOn} max={today} />
            <TextField
              field={fields.withWhom}
              label={labels.withWhom}
              hint={t('counselling:withWhomHint')}
              optional
              autoComplete="off"
            />
            <CheckboxField field={fields.interpreter} label={t('counselling:interpreter')} />
          </Stack>
        </details>
        <Row>
          <SubmitButton>{t('counselling:save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
