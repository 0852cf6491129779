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

/**
 * RemixBrowser throws a promise until the loaders' data is decoded. A key pressed while React waits for that would make
 * React give up with "Root did not complete"; so it is waited for before React begins.
 */
async function dataDecoded(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (waiting) {
    if (!(waiting instanceof Promise)) throw waiting
    await waiting
  }
}

async function hydrate(): Promise<void> {
  const locale = toLocale(document.documentElement.lang)
  const [words] = await Promise.all([loadWords(locale), dataDecoded()])
  const i18n = makeI18n(locale, words)
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
