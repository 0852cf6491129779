import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { reasonInput } from './input.ts'

interface ReasonFormProps {
  /** Where to go without an entry. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
  intent: 'take-back' | 'restore'
}

/** Why, in a sentence. */
export function ReasonForm({ intent, back, lastResult }: ReasonFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: reasonInput, lastResult, id: 'reason' })
  const label = t('undo:reason')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <input type="hidden" name="intent" value={intent} />
        <ErrorSummary form={form} labels={{ reason: label }} />
        <TextArea field={fields.reason} label={label} hint={t(`undo:hint.${intent}`)} rows={2} />
        <SaveRow back={back}>{t(`undo:save.${intent}`)}</SaveRow>
      </Stack>
    </Form>
  )
}
