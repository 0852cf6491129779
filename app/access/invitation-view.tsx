import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button, LinkButton } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { CityAccount, CitySignInAlert } from './city-sign-in-view.tsx'
import { setUpInput } from './input.ts'
import { AccountName, NewPasswordField } from './new-password-field.tsx'
import type { Invited } from './queries/links.server.ts'
import type { CitySignInProblem } from './rules/city-sign-in.ts'

export const REFUSALS = ['member', 'no-contract', 'other-organisation'] as const
type Refusal = (typeof REFUSALS)[number]
type Way = 'set-up' | 'sign-in' | 'join' | 'somebody-else'

interface InvitationViewProps {
  invited: Pick<Invited, 'role' | 'place' | 'organisation' | 'inviter' | 'signIn'>
  /** Null where it is nobody's business: to somebody else. */
  email: string | null
  way: Way
  /** Of this page: where to come back to after signing in. */
  path: string
  user: { name: string; email: string } | null
  lastResult: SubmissionResult<string[]> | undefined
  refused: Refusal | undefined
  /** What came of signing in by the city's provider. */
  cameTo: CitySignInProblem | null
}

/** An invitation that can still be taken. */
export function InvitationView(props: InvitationViewProps): ReactNode {
  const { invited, email, user, refused, cameTo, lastResult } = props
  const { role, place, organisation, inviter } = invited
  const { t } = useWords()
  return (
    <Frame user={user ?? undefined} narrow>
      <Stack text>
        <PageHeader title={t('access:invitation.title')} sub={t('access:invitation.sub', { place })} />
        {cameTo && !refused && !lastResult ? <CitySignInAlert problem={cameTo} /> : null}
        <DefinitionList
          facts={[
            { term: t('access:invitation.role'), value: t(`access:role.${role}`) },
            { term: t('access:invitation.organisation'), value: organisation },
            { term: t('access:invitation.from'), value: inviter },
            { term: t('access:invitation.email'), value: email },
          ]}
        />
        {refused ? <Refused refusal={refused} place={place} /> : <WayIn {...props} />}
      </Stack>
    </Frame>
  )
}

function Refused({ refusal, place }: { refusal: Refusal; place: string }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Alert tone="warn" title={t(`access:invitation.${refusal}`, { place })}>
        {t(`access:invitation.${refusal}Help`)}
      </Alert>
      <Row>
        <LinkButton to="/">{t('access:invitation.toWork')}</LinkButton>
      </Row>
    </>
  )
}

function WayIn({ invited: { signIn }, way, email, path, user, lastResult }: InvitationViewProps): ReactNode {
  const { t } = useWords()
  switch (way) {
    case 'join':
      return (
        <>
          <Form method="post">
            <SubmitButton>{t('access:invitation.accept')}</SubmitButton>
          </Form>
          {signIn ? <CityAccount signIn={signIn} path={path} known /> : null}
        </>
      )
    case 'sign-in':
      return (
        <>
          <Alert title={t('access:invitation.signIn')}>
            {t('access:invitation.signInHelp', { email: email ?? '' })}
          </Alert>
          <Row>
            <LinkButton kind="primary" to={`/sign-in?next=${encodeURIComponent(path)}`}>
              {t('access:invitation.signInButton')}
            </LinkButton>
          </Row>
        </>
      )
    case 'somebody-else':
      return (
        <>
          <Alert tone="warn" title={t('access:invitation.somebodyElse')}>
            {t('access:invitation.somebodyElseHelp', { email: user?.email ?? '' })}
          </Alert>
          <form method="post" action="/sign-out">
            <Button>{t('access:invitation.signOut')}</Button>
          </form>
        </>
      )
    case 'set-up':
      return (
        <>
          {signIn ? <CityAccount signIn={signIn} path={path} /> : null}
          <SetUp email={email ?? ''} lastResult={lastResult} />
        </>
      )
  }
}

function SetUp({
  email,
  lastResult,
}: {
  email: string
  lastResult: SubmissionResult<string[]> | undefined
}): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: setUpInput, lastResult, id: 'set-up' })
  return (
    <Form method="post" {...getFormProps(form)} className="k-stack">
      <ErrorSummary
        form={form}
        labels={{ name: t('access:invitation.name'), password: t('access:password.field') }}
      />
      <AccountName email={email} />
      <TextField
        field={fields.name}
        label={t('access:invitation.name')}
        hint={t('access:invitation.nameHint')}
        autoComplete="name"
      />
      <NewPasswordField field={fields.password} />
      <Row>
        <SubmitButton>{t('access:invitation.setUp')}</SubmitButton>
      </Row>
    </Form>
  )
}
