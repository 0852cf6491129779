import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { CityAccounts, CitySignInAlert } from './city-sign-in-view.tsx'
import { LockedAlert } from './code-view.tsx'
import './sign-in.css'
import type { OfferedProvider } from './queries/city-sign-in.server.ts'
import type { CitySignInProblem } from './rules/city-sign-in.ts'
import { type DemoGroup, demoGroups } from './rules.ts'

interface SignInViewProps {
  next: string | null
  accounts: { email: string; name: string }[]
  providers: OfferedProvider[]
  /** What came of signing in by a city's provider. */
  problem: CitySignInProblem | null
  refused: { email: string; until: string | null } | undefined
}

const field = (name: string, defaultValue?: string) => ({
  id: name,
  name,
  errorId: `${name}-error`,
  descriptionId: `${name}-hint`,
  defaultValue,
  required: true,
})

export function SignInView({ next, accounts, providers, problem, refused }: SignInViewProps): ReactNode {
  const { t } = useWords()
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('access:signIn.title')} sub={t('access:signIn.lead')} />
        {problem && !refused ? <CitySignInAlert problem={problem} /> : null}
        {refused?.until ? <LockedAlert until={refused.until} /> : null}
        {refused && !refused.until ? (
          <Alert tone="danger" title={t('access:signIn.wrong')}>
            {t('access:signIn.wrongHelp')}
          </Alert>
        ) : null}
        <Form method="post" className="k-stack">
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextField
            field={field('email', refused?.email)}
            label={t('access:signIn.email')}
            type="email"
            autoComplete="username"
          />
          <TextField
            field={field('password')}
            label={t('access:signIn.password')}
            type="password"
            autoComplete="current-password"
          />
          <Row>
            <SubmitButton>{t('access:signIn.submit')}</SubmitButton>
            <LinkButton kind="tertiary" to="/password-reset">
              {t('access:signIn.forgot')}
            </LinkButton>
          </Row>
        </Form>
        {providers.length > 0 ? <CityAccounts providers={providers} next={next} /> : null}
        {accounts.length > 0 ? (
          <Panel title={t('access:signIn.demo')}>
            <p>{t('access:signIn.demoHelp', { password: 'partizipation' })}</p>
            {demoGroups(accounts).map((group) => (
              <DemoAccounts key={JSON.stringify(group.kind)} group={group} />
            ))}
          </Panel>
        ) : null}
      </Stack>
    </Frame>
  )
}

function DemoAccounts({ group: { kind, accounts } }: { group: DemoGroup }): ReactNode {
  const { t } = useWords()
  return (
    <section>
      <h3 className="demo__place">{typeof kind === 'string' ? t(`access:demo.${kind}`) : kind.city}</h3>
      <ul className="demo">
        {accounts.map(({ email, name, role }) => (
          <li key={email} className="demo__one">
            <span className="demo__email">{email}</span>
            <span className="k-quiet">
              {[role && t(`access:role.${role}`), name].filter(Boolean).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
