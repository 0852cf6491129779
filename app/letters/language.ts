/** In which language somebody is written to, and what is put into a sentence of it. */
import { LANGUAGES, type Language } from '../outreach/list/languages.ts'

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

/** Letters that run from the right: Hebrew, Arabic and what follows them up to U+08FF, and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/**
 * What is put into a sentence keeps its own direction (U+2068, U+2069) where one of them runs from the right; elsewhere
 * nothing is added, for each mark is a break in the line.
 */
const isolated = (value: string, sentence: string): string =>
  RIGHT_TO_LEFT.test(sentence) || RIGHT_TO_LEFT.test(value) ? isolate(value) : value

export const isolate = (value: string): string => `\u2068${value}\u2069`

/** Fills a sentence, what is put in isolated where it must be. A gap without a value stays. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name]
    return value === undefined ? gap : isolated(value, text)
  })
