/** In which language somebody is written to, and what is put into a sentence of it. */
import { LANGUAGES, type Language } from '../outreach/list/languages.ts'
import { isolated } from './rules/direction.ts'

const isLanguage = (tag: string): tag is Language => tag in LANGUAGES

/**
 * Romani is spoken more than read, and its speakers mostly read one of the languages around; Bosnian and Serbian are read
 * by the same people.
 */
const INSTEAD: Partial<Record<Language, string>> = { rom: 'sr-Latn', bs: 'sr-Latn' }

/** Of the languages something is written in, the one for a reader of `tag` (BCP 47): English where nobody knows. */
export function readableIn<Written extends string>(
  tag: string | null,
  isWritten: (tag: string) => tag is Written,
  english: Written,
): Written {
  if (tag === null) return english
  if (isWritten(tag)) return tag
  const instead = isLanguage(tag) ? INSTEAD[tag] : undefined
  return instead !== undefined && isWritten(instead) ? instead : english
}

/** Which way a language runs; left to right where we do not know it. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (isLanguage(tag) ? LANGUAGES[tag].dir : 'ltr')

/** Fills a sentence, what is put in isolated where it must be. A gap without a value stays. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name]
    return value === undefined ? gap : isolated(value, text)
  })
