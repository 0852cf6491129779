import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { FrameCity, NavEntry } from './frame-facts.ts'
import { SearchForm } from './frame-search.tsx'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'
import { useWords } from './use-words.ts'

interface PhoneBarProps {
  nav: readonly NavEntry[]
  city: FrameCity | undefined
  query: string | undefined
}

/** The bar under the thumb: the pinned places, the search, and the rest under "Mehr". Opens with details, no script. */
export function PhoneBar({ nav, city, query }: PhoneBarProps): ReactNode {
  const { t } = useWords()
  const { key } = useLocation()
  const [first, ...pinned] = nav.filter((entry) => entry.pinned)
  const rest = nav.filter((entry) => !entry.pinned)
  // The key closes an open panel when a link of it was followed without a new document.
  return (
    <nav className="k-phone" aria-label={t('kit:frame.phone')} key={key}>
      {first ? <PhoneLink entry={first} /> : null}
      {city ? (
        <details className="k-phone__more" name="k-phone">
          <summary className="k-phone__item">
            <Icon name="search" />
            {t('kit:search.short')}
          </summary>
          <div className="k-phone__panel">
            <SearchForm city={city} query={query} place="phone" />
          </div>
        </details>
      ) : null}
      {pinned.map((entry) => (
        <PhoneLink key={entry.to} entry={entry} />
      ))}
      {rest.length > 0 ? (
        <details className="k-phone__more" name="k-phone">
          <summary className="k-phone__item">
            <Icon name="dehaze" />
            {t('kit:frame.more')}
          </summary>
          <ul className="k-phone__panel k-phone__list">
            {rest.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  className="k-phone__link"
                  aria-current={entry.current ? 'page' : undefined}
                >
                  {entry.label}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </nav>
  )
}

function PhoneLink({ entry }: { entry: NavEntry }): ReactNode {
  return (
    <Link to={entry.to} className="k-phone__item" aria-current={entry.current ? 'page' : undefined}>
      <Icon name={entry.icon ?? 'chevron-right'} />
      {entry.label}
    </Link>
  )
}
