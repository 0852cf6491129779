import type { i18n } from 'i18next'
import type { Locale } from './locale.ts'
import { de } from './words.de.ts'
import { en } from './words.en.ts'
import { makeI18n, type Translate, translator } from './words.ts'

const instances: Record<Locale, i18n> = { de: makeI18n('de', de), en: makeI18n('en', en) }

/** The dictionary of a language, shared by all requests: nothing ever changes it. */
export const dictionary = (locale: Locale): i18n => instances[locale]

const translators: Record<Locale, Translate> = {
  de: translator(instances.de),
  en: translator(instances.en),
}

/** Words outside React: loaders, workers, the command line. */
export const translate = (locale: Locale): Translate => translators[locale]
