export const LOCALES = ['de', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const FALLBACK: Locale = 'de'

/** Reads a language tag such as `en`, `en-GB` or `de`; whatever we have no words for becomes German. */
export function toLocale(tag: string | null | undefined): Locale {
  const language = tag?.slice(0, 2).toLowerCase()
  return LOCALES.find((locale) => locale === language) ?? FALLBACK
}
