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

/** Narrows i18next's own function to our keys, and remembers the words that need no values: they never change. */
export function translator(dictionary: i18n): Translate {
  const plain = new Map<WordKey, string>()
  return (key, values) => {
    if (values) return dictionary.t(key, { ...values })
    let word = plain.get(key)
    if (word === undefined) {
      word = dictionary.t(key)
      plain.set(key, word)
    }
    return word
  }
}
