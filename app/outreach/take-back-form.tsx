import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextArea } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { BuiltOn } from './imports.server.ts'
import { takeBackInput } from './input.ts'

interface TakeBackProps {
  builtOn: BuiltOn[]
  detail: { created: number; updated: number }
  lastResult: SubmissionResult<string[]> | undefined
}

/** Takes a whole list back while nothing was built on it; else says what was, and on how many. */
export function TakeBack({ builtOn, detail, lastResult }: TakeBackProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: takeBackInput, lastResult, id: 'take-back' })
  const label = t('outreach:takeBack.reason')
  return (
    <Panel title={t('outreach:takeBack.title')}>
      {builtOn.length > 0 ? (
        <>
          <p>{t('outreach:takeBack.builtOn')}</p>
          <ul>
            {builtOn.map(({ what, people }) => (
              <li key={what}>{t(`outreach:takeBack.on.${what}`, { count: people })}</li>
            ))}
          </ul>
        </>
      ) : (
        <Form method="post" {...getFormProps(form)}>
          <Stack>
            <p>
              {t('outreach:takeBack.created', { count: detail.created })}{' '}
              {detail.updated > 0 ? t('outreach:takeBack.updated', { count: detail.updated }) : null}
            </p>
            <ErrorSummary form={form} labels={{ reason: label }} />
            <TextArea field={fields.reason} label={label} rows={2} />
            <div>
              <SubmitButton kind="secondary">{t('outreach:takeBack.save')}</SubmitButton>
            </div>
          </Stack>
        </Form>
      )}
    </Panel>
  )
}
