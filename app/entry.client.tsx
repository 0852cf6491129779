import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { type Locale, toLocale } from './kit/locale.ts'
import { PageContext } from './kit/page-context.tsx'
import { makeI18n } from './kit/words.ts'

async function loadWords(locale: Locale): Promise<Record<string, object>> {
  return locale === 'en' ? (await import('./kit/words.en.ts')).en : (await import('./kit/words.de.ts')).de
}

async function hydrate(): Promise<void> {
  const locale = toLocale(document.documentElement.lang)
  const i18n = makeI18n(locale, await loadWords(locale))
  const incident = document.querySelector<HTMLElement>('[data-incident]')?.dataset.incident
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageContext.Provider value={{ incident }}>
          <I18nextProvider i18n={i18n}>
            <RemixBrowser />
          </I18nextProvider>
        </PageContext.Provider>
      </StrictMode>,
    )
  })
}

// A dictionary that cannot be loaded leaves the page as the server sent it, and that works without this script.
hydrate().catch((error: unknown) => reportError(error))
