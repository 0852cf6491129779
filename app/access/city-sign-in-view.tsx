import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { Row, Section } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import type { OfferedProvider } from './queries/city-sign-in.server.ts'
import type { CitySignInProblem } from './rules/city-sign-in.ts'

/** A link and no form: our policy lets no form lead to another site. */
const startPath = (slug: string, next: string | null): string =>
  `/sign-in/city/${slug}${next ? `?next=${encodeURIComponent(next)}` : ''}`

/** The cities by whose own accounts one may sign in. */
export function CityAccounts({
  providers,
  next,
}: {
  providers: OfferedProvider[]
  next: string | null
}): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t('access:citySignIn.title')}>
      <Row>
        {providers.map(({ slug, label }) => (
          <LinkButton key={slug} to={startPath(slug, next)} reloadDocument>
            {t('access:citySignIn.with', { label })}
          </LinkButton>
        ))}
      </Row>
    </Section>
  )
}

/** On an invitation: to take it by the city's account. `known`: whoever is signed in adds it to what he has. */
export function CityAccount({
  signIn: { slug, label },
  path,
  known = false,
}: {
  signIn: OfferedProvider
  path: string
  known?: boolean
}): ReactNode {
  const { t } = useWords()
  const what = known ? 'join' : 'invited'
  return (
    <div className="k-stack">
      <p className="k-quiet">{t(`access:citySignIn.${what}Help`, { label })}</p>
      <Row>
        <LinkButton to={startPath(slug, path)} reloadDocument>
          {t(`access:citySignIn.${what}`)}
        </LinkButton>
      </Row>
    </div>
  )
}

/** Why a sign-in by a city's provider came to nothing, and what to do. */
export function CitySignInAlert({ problem }: { problem: CitySignInProblem }): ReactNode {
  const { t } = useWords()
  return (
    <Alert
      tone={problem === 'not-invited' || problem === 'known' ? 'warn' : 'danger'}
      title={t(`access:citySignIn.${problem}`)}
    >
      {t(`access:citySignIn.${problem}Help`)}
    </Alert>
  )
}
