import type { ReactNode } from 'react'

import { Badge, type Tone } from '../kit/badge.tsx'
import { Link } from '../kit/link.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { languageName } from '../outreach/list/languages.ts'
import { type Urgency, urgencyOf } from '../permits/rules/titles.ts'
import type { ClientHead } from './queries.server.ts'

interface ClientBannerProps {
  head: ClientHead
  shell: { city: { slug: string }; today: string }
  /** Badges of other rooms beside the facts. */
  marks?: ReactNode | undefined
  actions?: ReactNode | undefined
  /** Another file than the page's own: it stands where it is. */
  beside?: boolean | undefined
}

const TONES: Partial<Record<Urgency, Tone>> = { expired: 'danger', now: 'danger', soon: 'warn' }

/** Who this page is about. Stays in sight while scrolling, wherever something is saved. */
export function ClientBanner({ head, shell, marks, actions, beside }: ClientBannerProps): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(shell.today)
  const { familyName, givenName, birthDate, language, interpreter, title, leadName } = head
  const spoken = [
    language && languageName(language, locale),
    interpreter && t('clients:banner.interpreter'),
  ].filter(Boolean)
  const until = (date: string): string =>
    t('clients:banner.until', { date: f.date(date), days: f.inDays(date) })
  const tone = TONES[urgencyOf(title?.validUntil ?? null, shell.today)]
  return (
    <div className={beside ? 'k-banner k-banner--beside' : 'k-banner'}>
      <p className="k-banner__who">
        <Link to={`/c/${shell.city.slug}/clients/${head.clientId}`} className="k-banner__name">
          <strong>{familyName.toLocaleUpperCase(locale)}</strong>
          {givenName ? `, ${givenName}` : ''}
        </Link>
        <Fact>{f.birthDate(birthDate)}</Fact>
        {spoken.length > 0 ? <Fact>{spoken.join(', ')}</Fact> : null}
        {title ? (
          <Fact tone={tone}>
            {title.validUntil ? `${title.wording} ${until(title.validUntil)}` : title.wording}
          </Fact>
        ) : null}
        {head.restricted ? <Badge tone="warn">{t('clients:banner.restricted')}</Badge> : null}
        {marks}
        {leadName ? <Fact>{t('clients:banner.lead', { name: leadName })}</Fact> : null}
      </p>
      {actions ? <div className="k-banner__actions">{actions}</div> : null}
    </div>
  )
}

/** Who this page is about and nothing else of the file: for a page that leaves the worker's hands. */
export function IdentityBanner({
  who: { familyName, givenName, birthDate },
  today,
}: {
  who: Pick<ClientHead, 'familyName' | 'givenName' | 'birthDate'>
  today: string
}): ReactNode {
  const { locale } = useWords()
  const f = useFormat(today)
  return (
    <div className="k-banner">
      <p className="k-banner__who">
        <span className="k-banner__name">
          <strong>{familyName.toLocaleUpperCase(locale)}</strong>
          {givenName ? `, ${givenName}` : ''}
        </span>
        <Fact>{f.birthDate(birthDate)}</Fact>
      </p>
    </div>
  )
}

function Fact({ tone, children }: { tone?: Tone | undefined; children: ReactNode }): ReactNode {
  return <span className={tone ? `k-banner__fact k-tone--${tone}` : 'k-banner__fact'}>{children}</span>
}
