/** What a letter and the page behind its code say, in each language; `{city}`, `{phone}` and `{date}` are filled in. */
import { LANGUAGES, type Language } from '../list/languages.ts'
import texts from './texts.json'

export type LetterLanguage = keyof typeof texts
export type LetterTexts = (typeof texts)['de']

const isWritten = (tag: string): tag is LetterLanguage => tag in texts

/** Romani is spoken more than read: who speaks it mostly reads one of the languages around. */
const INSTEAD: Partial<Record<Language, LetterLanguage>> = { rom: 'sr-Latn' }

const isLanguage = (tag: string): tag is Language => tag in LANGUAGES

/** In which language somebody is written to; English where nobody knows, or where it is not written yet. */
export function letterLanguage(tag: string | null): LetterLanguage {
  if (tag === null) return 'en'
  if (isWritten(tag)) return tag
  return (isLanguage(tag) ? INSTEAD[tag] : undefined) ?? 'en'
}

export const textsIn = (tag: string): LetterTexts => texts[letterLanguage(tag)]

export const directionOf = (tag: string): 'ltr' | 'rtl' => LANGUAGES[letterLanguage(tag)].dir

/** Fills a text; what is put in keeps its own direction in a line that runs the other way (U+2068, U+2069). */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name]
    return value === undefined ? gap : `\u2068${value}\u2069`
  })
