import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { resetInput, resetRequestInput } from './input.ts'
import { AccountName, NewPasswordField } from './new-password-field.tsx'

type LastResult = SubmissionResult<string[]> | undefined

/** Asks for the address; `told`: what has just happened instead. */
export function ResetRequestView({
  told,
  lastResult,
}: {
  told: 'asked' | 'done' | null
  lastResult: LastResult
}): ReactNode {
  const { t } = useWords()
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('access:reset.title')} sub={told ? undefined : t('access:reset.sub')} />
        {told ? (
          <Alert tone={told === 'done' ? 'ok' : 'info'} title={t(`access:reset.${told}`)}>
            {t(`access:reset.${told}Help`)}
          </Alert>
        ) : (
          <RequestForm lastResult={lastResult} />
        )}
        <Row>
          <LinkButton kind={told === 'done' ? 'primary' : 'tertiary'} to="/sign-in">
            {t('access:reset.signIn')}
          </LinkButton>
        </Row>
      </Stack>
    </Frame>
  )
}

function RequestForm({ lastResult }: { lastResult: LastResult }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: resetRequestInput, lastResult, id: 'reset-request' })
  return (
    <Form method="post" {...getFormProps(form)} className="k-stack">
      <ErrorSummary form={form} labels={{ email: t('access:signIn.email') }} />
      <TextField field={fields.email} label={t('access:signIn.email')} type="email" autoComplete="username" />
      <Row>
        <SubmitButton>{t('access:reset.send')}</SubmitButton>
      </Row>
    </Form>
  )
}

/** Sets the password of the account the link belongs to. */
export function ResetView({ email, lastResult }: { email: string; lastResult: LastResult }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: resetInput, lastResult, id: 'reset' })
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('access:reset.setTitle')} sub={t('access:reset.setSub', { email })} />
        <Form method="post" {...getFormProps(form)} className="k-stack">
          <ErrorSummary form={form} labels={{ password: t('access:password.field') }} />
          <AccountName email={email} />
          <NewPasswordField field={fields.password} />
          <Row>
            <SubmitButton>{t('access:reset.save')}</SubmitButton>
          </Row>
        </Form>
      </Stack>
    </Frame>
  )
}
