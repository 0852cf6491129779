import regular from '@kern-ux/native/dist/fonts/fira-sans/FiraSans-Regular.woff2?url'
import type { LinksFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { ErrorPage, problemOf } from './kit/error-page.tsx'
import icon from './kit/icon.svg?url'
import styles from './kit/kit.css?url'
import { FollowLinks } from './kit/link.tsx'
import { PageContext } from './kit/page-context.tsx'
import { titleOf } from './kit/page-title.ts'
import { useWords } from './kit/use-words.ts'

export const links: LinksFunction = () => [
  { rel: 'preload', href: regular, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: icon, type: 'image/svg+xml' },
]

export function Layout({ children }: { children: ReactNode }): ReactNode {
  const { t, locale } = useWords()
  const { nonce } = useContext(PageContext)
  const error = useRouteError()
  const matches = useMatches()
  const title = error === undefined || error === null ? titleOf(matches) : problemOf(error).title
  return (
    <html lang={locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title ? `${t(title)} – ${t('kit:app.name')}` : t('kit:app.name')}</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App(): ReactNode {
  return (
    <>
      <FollowLinks />
      <Outlet />
    </>
  )
}

export function ErrorBoundary(): ReactNode {
  return <ErrorPage error={useRouteError()} />
}
