import { createCookie } from '@remix-run/node'
import { LanguageDetector } from 'remix-i18next/server'
import { FALLBACK, LOCALES, type Locale, toLocale } from './locale.ts'

/** Remembers the language for a year. It says nothing about a person, so it is neither signed nor secret. */
export const localeCookie = createCookie('locale', {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 60 * 60 * 24 * 365,
})

const detector = new LanguageDetector({
  supportedLanguages: [...LOCALES],
  fallbackLanguage: FALLBACK,
  cookie: localeCookie,
  // The package's own reading of Accept-Language looks at the first language only: `fr, en;q=0.5` would be German.
  findLocale: async (request) => request.headers.get('Accept-Language')?.replace(/-[\w-]+/g, '') ?? null,
  order: ['cookie', 'custom'],
})

/** The language of a request: what was chosen in the page's header, else what the browser asks for, else German. */
export async function readLocale(request: Request): Promise<Locale> {
  return toLocale(await detector.detect(request))
}
