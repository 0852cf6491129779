import type { CSSProperties, ReactNode } from 'react'
import type { FrameCity, NavEntry } from './frame-facts.ts'
import { LanguageSwitch, UserMenu } from './frame-menus.tsx'
import { PhoneBar } from './frame-phone.tsx'
import { SearchForm } from './frame-search.tsx'
import { Link } from './link.tsx'
import { useWords } from './use-words.ts'

export interface FrameProps {
  /** Undefined on pages that belong to no city: sign-in, partner inbox, region, operator. */
  city?: FrameCity | undefined
  /** Undefined before sign-in: no user menu. */
  user?: { name: string } | undefined
  nav?: readonly NavEntry[] | undefined
  /** Shows the field that finds a person; posts `q` to the city's client list, so no name enters an address. */
  search?: boolean | undefined
  /** What the user searched for, to go on from. */
  query?: string | undefined
  /** 70 characters a line instead of 1200 px: forms and texts. */
  narrow?: boolean | undefined
  children: ReactNode
}

const NO_NAV: readonly NavEntry[] = []

/** What stands around every page: which city, where to go, who you are. Works without JavaScript. */
export function Frame(props: FrameProps): ReactNode {
  const { city, user, nav = NO_NAV, search, query, narrow, children } = props
  const { t } = useWords()
  const colour: CSSProperties & Record<'--k-city', string> = { '--k-city': city?.colour ?? 'var(--k-line)' }
  const searched = search && city ? city : undefined
  return (
    <div className="k-frame" style={colour}>
      <a className="k-skip" href="#content">
        {t('kit:app.skip')}
      </a>
      <header className="k-top">
        <div className="k-top__bar k-wide">
          <Link to="/" className="k-top__name">
            {city ? <strong className="k-top__city">{city.name}</strong> : null}
            <span className="k-top__app">{t('kit:app.name')}</span>
          </Link>
          {searched ? <SearchForm city={searched} query={query} place="top" /> : null}
          <div className="k-top__menus">
            <LanguageSwitch />
            {user ? <UserMenu name={user.name} /> : null}
          </div>
        </div>
        {nav.length > 0 ? <MainNav nav={nav} /> : null}
      </header>
      <main id="content" tabIndex={-1} className={narrow ? 'k-main k-main--text' : 'k-main k-wide'}>
        {children}
      </main>
      <Footer />
      {nav.length > 0 ? <PhoneBar nav={nav} city={searched} query={query} /> : null}
    </div>
  )
}

function MainNav({ nav }: { nav: readonly NavEntry[] }): ReactNode {
  const { t } = useWords()
  return (
    <nav className="k-nav" aria-label={t('kit:frame.main')}>
      <ul className="k-nav__list k-wide">
        {nav.map((entry) => (
          <li key={entry.to}>
            <Link to={entry.to} className="k-nav__link" aria-current={entry.current ? 'page' : undefined}>
              {entry.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Footer(): ReactNode {
  const { t } = useWords()
  return (
    <footer className="k-foot">
      <nav className="k-wide k-foot__links" aria-label={t('kit:frame.footer')}>
        <Link to="/barrierefreiheit">{t('kit:frame.accessibility')}</Link>
        <Link to="/datenschutz">{t('kit:frame.privacy')}</Link>
      </nav>
    </footer>
  )
}
