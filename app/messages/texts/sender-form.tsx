import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SelectField } from '../../kit/form/select-field.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { Stack } from '../../kit/page.tsx'
import { useWords } from '../../kit/use-words.ts'
import { type SetSender, takesAnswers } from '../rules/sender.ts'
import { senderInput } from './input.ts'

/** Who the city's messages come from. */
export function SenderForm({
  sender,
  domains,
  lastResult,
}: {
  sender: SetSender
  domains: readonly string[]
  lastResult: SubmissionResult<string[]> | undefined
}): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: senderInput,
    lastResult,
    defaultValue: { ...sender, replyTo: sender.replyTo ?? '' },
    id: 'sender',
  })
  const labels = {
    name: t('messages:sender.name'),
    localPart: t('messages:sender.localPart'),
    domain: t('messages:sender.domain'),
    replyTo: t('messages:sender.replyTo'),
    smsFrom: t('messages:sender.smsFrom'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} labels={labels} />
        <TextField field={fields.name} label={labels.name} hint={t('messages:sender.nameHint')} />
        <div className="k-sender__address">
          <TextField field={fields.localPart} label={labels.localPart} spellCheck={false} />
          <SelectField
            field={fields.domain}
            label={labels.domain}
            options={domains.map((domain) => ({ value: domain, label: `@${domain}` }))}
            empty={false}
          />
        </div>
        <TextField
          field={fields.replyTo}
          label={labels.replyTo}
          hint={t('messages:sender.replyToHint')}
          type="email"
          optional
        />
        <TextField
          field={fields.smsFrom}
          label={labels.smsFrom}
          hint={t('messages:sender.smsFromHint')}
          size={20}
        />
        {takesAnswers(sender.smsFrom) ? (
          <p className="k-quiet">{t('messages:sender.answered')}</p>
        ) : (
          <Alert title={t('messages:sender.unanswered')}>{t('messages:sender.unansweredWhy')}</Alert>
        )}
        <SubmitButton>{t('messages:sender.save')}</SubmitButton>
      </Stack>
    </Form>
  )
}
