import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { LinkProblem } from './rules/links.ts'

type LinkKind = 'invitation' | 'reset' | 'email'

const TITLES = {
  invitation: 'access:invitation.title',
  reset: 'access:reset.setTitle',
  email: 'access:email.confirmTitle',
} as const

/** A link that does nothing: why, and what to do instead. */
export function LinkProblemView({
  kind,
  problem,
  user,
}: {
  kind: LinkKind
  problem: LinkProblem
  user?: { name: string } | undefined
}): ReactNode {
  const { t } = useWords()
  return (
    <Frame user={user} narrow>
      <Stack text>
        <PageHeader title={t(TITLES[kind])} />
        <Alert tone="warn" title={t(`access:link.${kind}.${problem}`)}>
          {t(`access:link.${kind}.${problem}Help`)}
        </Alert>
        <Row>
          {kind === 'reset' ? (
            <LinkButton kind="primary" to="/password-reset">
              {t('access:reset.again')}
            </LinkButton>
          ) : null}
          {kind === 'email' ? (
            <LinkButton kind="primary" to="/account">
              {t('access:link.toAccount')}
            </LinkButton>
          ) : null}
          {user ? null : (
            <LinkButton kind={kind === 'invitation' ? 'primary' : 'tertiary'} to="/sign-in">
              {t('access:link.toSignIn')}
            </LinkButton>
          )}
        </Row>
      </Stack>
    </Frame>
  )
}
