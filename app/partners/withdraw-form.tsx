import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { WITHDRAWN_HOW, withdrawInput } from './input.ts'
import type { ConsentRow } from './queries.server.ts'
import type { AnsweredForm } from './rules.ts'

interface WithdrawFormProps {
  form: AnsweredForm<ConsentRow>
  /** Where to go without a change. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** A client takes back what was given in one form. */
export function WithdrawForm({ form: answered, back, lastResult }: WithdrawFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: withdrawInput, lastResult, id: 'withdraw' })
  const labels = { how: t('partners:withdrawForm.how'), reason: t('partners:withdrawForm.reason') }
  const categories = answered.categories.map((category) => t(`partners:category.${category}`)).join(', ')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="formId" value={answered.formId} />
        <ErrorSummary form={form} labels={labels} />
        <p>
          {t('partners:withdrawForm.lead', { organisation: answered.first.organisationName, categories })}{' '}
          {answered.categories.includes('identity') ? t('partners:withdrawForm.all') : null}
        </p>
        <RadioGroup
          field={fields.how}
          label={labels.how}
          options={WITHDRAWN_HOW.map((value) => ({ value, label: t(`partners:how.${value}`) }))}
        />
        <TextField field={fields.reason} label={labels.reason} autoComplete="off" optional />
        <SaveRow back={back}>{t('partners:withdrawForm.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
