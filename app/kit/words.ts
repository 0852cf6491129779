import type { i18n } from 'i18next'
import { createInstance } from 'i18next'
import type { Locale } from './locale.ts'
import type { de } from './words.de.ts'

type Words = typeof de
type Plural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : K
type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${Path<T[K]>}`
}[keyof T & string]

/** `room:key.of.the.word`; a key that no words.de.json holds does not compile. */
export type WordKey = { [Room in keyof Words & string]: `${Room}:${Path<Words[Room]>}` }[keyof Words & string]
export type WordValues = Readonly<Record<string, string | number>>
/** Looks a word up; `count` in the values picks the plural. */
export type Translate = (key: WordKey, values?: WordValues) => string

/** One immutable dictionary: `words` = room -> nested words of `locale`. Ready when it returns, nothing is loaded later. */
export function makeI18n(locale: Locale, words: Readonly<Record<string, object>>): i18n {
  const instance = createInstance()
  instance.init({
    lng: locale,
    fallbackLng: false,
    ns: Object.keys(words),
    defaultNS: 'kit',
    resources: { [locale]: { ...words } },
    initImmediate: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return instance
}

const GAP = /\{\{\s*(\w+)\s*\}\}/

/**
 * Narrows i18next's own function to our keys. A word never changes, so i18next is asked once for each, and once for
 * each plural of it; filling the gaps is all that is left to do for a page.
 */
export function translator(dictionary: i18n): Translate {
  const plurals = new Intl.PluralRules(dictionary.language)
  /** Words and, at every odd place, the name of the value between them. */
  const known = new Map<string, string[]>()
  return (key, values) => {
    const count = values?.count
    const form = typeof count === 'number' ? `${key}|${count === 0 ? 'zero' : plurals.select(count)}` : key
    let pieces = known.get(form)
    if (!pieces) {
      pieces = dictionary.t(key, { ...values, skipInterpolation: true }).split(GAP)
      known.set(form, pieces)
    }
    if (pieces.length === 1) return pieces[0] ?? ''
    return pieces.map((piece, place) => (place % 2 === 0 ? piece : (values?.[piece] ?? ''))).join('')
  }
}
