import { type CatalogueLanguage, catalogueLanguage, writtenLanguage } from '../letters/catalogue.ts'

/** `de-AT` is read in German; `sr-Latn` is a language of its own. */
const ownLanguage = (tag: string): CatalogueLanguage =>
  writtenLanguage(tag) ?? catalogueLanguage(tag.toLowerCase().split('-')[0] ?? tag)

/**
 * In which languages a client (BCP 47) is written to: in his own, with the German below for whoever helps him; German or English
 * alone where that is his own; German and English where nobody asked (`und`).
 */
export function mailLanguages(language: string): CatalogueLanguage[] {
  if (language === 'und') return ['de', 'en']
  const own = ownLanguage(language)
  const [base] = language.toLowerCase().split('-')
  return own === 'de' || base === 'en' ? [own] : [own, 'de']
}

/** A short message is in one language, for its length is paid for; in two where nobody asked. */
export const smsLanguages = (language: string): CatalogueLanguage[] =>
  language === 'und' ? ['de', 'en'] : mailLanguages(language).slice(0, 1)
