import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'
import { LOCALES } from './locale.ts'
import { useWords } from './use-words.ts'

/** Both languages as buttons of one form: it posts, so it works without JavaScript and leaves no trace in the address. */
export function LanguageSwitch(): ReactNode {
  const { t, locale } = useWords()
  const { pathname, search } = useLocation()
  return (
    <form method="post" action="/language" className="k-lang" aria-label={t('kit:language.label')}>
      <input type="hidden" name="back" value={pathname + search} />
      {LOCALES.map((choice) => (
        <button
          key={choice}
          type="submit"
          name="locale"
          value={choice}
          lang={choice}
          className="k-lang__choice"
          aria-current={choice === locale ? 'true' : undefined}
          title={t(`kit:language.${choice}`)}
        >
          <span aria-hidden="true">{choice.toUpperCase()}</span>
          <span className="kern-sr-only">{t(`kit:language.${choice}`)}</span>
        </button>
      ))}
    </form>
  )
}

/** The name of who is signed in, and behind it the account and the way out. */
export function UserMenu({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  return (
    <details className="k-menu" name="k-menu">
      <summary className="k-menu__button">
        <span className="kern-sr-only">{t('kit:frame.user', { name })}</span>
        <span aria-hidden="true" className="k-menu__name">
          {name}
        </span>
        <Icon name="account-circle" />
      </summary>
      <div className="k-menu__body">
        <p className="k-menu__who">{t('kit:frame.user', { name })}</p>
        <Link to="/account" className="k-menu__item">
          {t('kit:frame.account')}
        </Link>
        <form method="post" action="/sign-out">
          <button type="submit" className="k-menu__item">
            {t('kit:frame.signOut')}
          </button>
        </form>
      </div>
    </details>
  )
}
