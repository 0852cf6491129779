import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { titleInput } from './input.ts'
import { statusOptions } from './paper-words.ts'

interface TitleFormProps {
  formKey: string
  today: string
  /** Where to go without an entry; undefined where there is nothing else to see yet. */
  back: string | undefined
  lastResult: SubmissionResult<string[]> | undefined
}

/** A paper somebody shows. */
export function TitleForm({ formKey, today, back, lastResult }: TitleFormProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { seenOn: today }
  const [form, fields] = useZodForm({ schema: titleInput, lastResult, defaultValue, id: 'title' })
  const labels = {
    status: t('permits:status'),
    wording: t('permits:wording'),
    validUntil: t('permits:until'),
    seenOn: t('permits:seenOn'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="title" />
        <ErrorSummary form={form} labels={labels} />
        <SelectField
          field={fields.status}
          label={labels.status}
          hint={t('permits:form.statusHint')}
          options={statusOptions}
          empty={t('permits:form.statusEmpty')}
        />
        <TextField
          field={fields.wording}
          label={labels.wording}
          hint={t('permits:form.wordingHint')}
          lang="de"
          autoComplete="off"
        />
        <DateField field={fields.validUntil} label={labels.validUntil} hint={t('permits:form.untilHint')} />
        <DateField field={fields.seenOn} label={labels.seenOn} max={today} />
        <SaveRow back={back}>{t('permits:form.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
