import type { ReactNode } from 'react'
import { Link } from '../kit/link.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ClientHead } from './queries.server.ts'
import { languageName } from './rules.ts'

interface ClientBannerProps {
  head: ClientHead
  shell: { city: { slug: string }; today: string }
  actions?: ReactNode | undefined
}

/** Who this page is about. Stays in sight while scrolling, wherever something is saved. */
export function ClientBanner({ head, shell, actions }: ClientBannerProps): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(shell.today)
  const { familyName, givenName, birthDate, language, interpreter, title, leadName } = head
  const facts = [
    f.birthDate(birthDate),
    language &&
      [languageName(language, locale), interpreter && t('clients:banner.interpreter')]
        .filter(Boolean)
        .join(', '),
    title &&
      (title.validUntil
        ? `${title.wording} ${t('clients:banner.until', { date: f.date(title.validUntil), days: f.inDays(title.validUntil) })}`
        : title.wording),
    leadName && t('clients:banner.lead', { name: leadName }),
  ].filter(Boolean)
  return (
    <div className="k-banner">
      <p className="k-banner__who">
        <Link to={`/c/${shell.city.slug}/clients/${head.clientId}`} className="k-banner__name">
          <strong>{familyName.toLocaleUpperCase(locale)}</strong>
          {givenName ? `, ${givenName}` : ''}
        </Link>
        {facts.map((fact) => (
          <span key={String(fact)} className="k-banner__fact">
            {fact}
          </span>
        ))}
      </p>
      {actions ? <div className="k-banner__actions">{actions}</div> : null}
    </div>
  )
}
