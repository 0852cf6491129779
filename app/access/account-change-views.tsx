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
import { emailChangeInput, passwordChangeInput } from './input.ts'
import { AccountName, NewPasswordField } from './new-password-field.tsx'

interface ChangeProps {
  user: { name: string; email: string }
  lastResult: SubmissionResult<string[]> | undefined
}

function Back(): ReactNode {
  const { t } = useWords()
  return (
    <LinkButton kind="tertiary" to="/account">
      {t('access:account.back')}
    </LinkButton>
  )
}

export function PasswordChangeView({ user, lastResult }: ChangeProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: passwordChangeInput, lastResult, id: 'password-change' })
  const labels = { current: t('access:password.current'), password: t('access:password.field') }
  return (
    <Frame user={user} narrow>
      <Stack text>
        <PageHeader title={t('access:password.changeTitle')} sub={t('access:password.changeSub')} />
        <Form method="post" {...getFormProps(form)} className="k-stack">
          <ErrorSummary form={form} labels={labels} />
          <AccountName email={user.email} />
          <TextField
            field={fields.current}
            label={labels.current}
            type="password"
            autoComplete="current-password"
          />
          <NewPasswordField field={fields.password} />
          <Row>
            <SubmitButton>{t('access:password.save')}</SubmitButton>
            <Back />
          </Row>
        </Form>
      </Stack>
    </Frame>
  )
}

/** `asked`: the mail to the new address is on its way. */
export function EmailChangeView({ user, lastResult, asked }: ChangeProps & { asked: boolean }): ReactNode {
  const { t } = useWords()
  return (
    <Frame user={user} narrow>
      <Stack text>
        <PageHeader title={t('access:email.title')} sub={t('access:email.sub', { email: user.email })} />
        {asked ? (
          <>
            <Alert title={t('access:email.asked')}>{t('access:email.askedHelp')}</Alert>
            <Row>
              <Back />
            </Row>
          </>
        ) : (
          <EmailForm lastResult={lastResult} />
        )}
      </Stack>
    </Frame>
  )
}

function EmailForm({ lastResult }: Pick<ChangeProps, 'lastResult'>): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: emailChangeInput, lastResult, id: 'email-change' })
  const labels = { email: t('access:email.field'), password: t('access:email.password') }
  return (
    <Form method="post" {...getFormProps(form)} className="k-stack">
      <ErrorSummary form={form} labels={labels} />
      <TextField
        field={fields.email}
        label={labels.email}
        hint={t('access:email.hint')}
        type="email"
        autoComplete="email"
      />
      <TextField
        field={fields.password}
        label={labels.password}
        type="password"
        autoComplete="current-password"
      />
      <Row>
        <SubmitButton>{t('access:email.send')}</SubmitButton>
        <Back />
      </Row>
    </Form>
  )
}

/** The link in the mail: opening it changes nothing, for machines open links too. */
export function EmailConfirmView({
  email,
  state,
}: {
  email?: string | undefined
  state: 'open' | 'done' | 'taken'
}): ReactNode {
  const { t } = useWords()
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('access:email.confirmTitle')} />
        {state === 'open' ? (
          <Form method="post" className="k-stack">
            <p>{t('access:email.confirmText', { email: email ?? '' })}</p>
            <Row>
              <SubmitButton>{t('access:email.confirm')}</SubmitButton>
            </Row>
          </Form>
        ) : (
          <>
            {state === 'done' ? (
              <Alert tone="ok" title={t('access:email.confirmed')}>
                {t('access:email.confirmedHelp')}
              </Alert>
            ) : (
              <Alert tone="warn" title={t('access:email.taken')}>
                {t('access:email.takenHelp')}
              </Alert>
            )}
            <Row>
              <LinkButton to="/account">{t('access:link.toAccount')}</LinkButton>
            </Row>
          </>
        )}
      </Stack>
    </Frame>
  )
}
