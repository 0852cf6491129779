import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { documentInput } from './input.ts'
import { ACCEPT, KINDS } from './rules.ts'

interface DocumentFormProps {
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** One file at a time; after it an empty form stands there for the next. What is typed comes before the file. */
export function DocumentForm({ formKey, lastResult }: DocumentFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: documentInput, lastResult, id: 'document' })
  const labels = { kind: t('files:kindLabel'), title: t('files:name'), file: t('files:file') }
  return (
    <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.kind}
          label={labels.kind}
          options={KINDS.map((value) => ({ value, label: t(`files:kind.${value}`) }))}
        />
        <TextField field={fields.title} label={labels.title} hint={t('files:nameHint')} autoComplete="off" />
        <TextField
          field={fields.file}
          type="file"
          label={labels.file}
          hint={t('files:fileHint')}
          accept={ACCEPT}
        />
        <Row>
          <SubmitButton>{t('files:save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
