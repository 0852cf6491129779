/** What a letter and the page behind its code say, in each language; `{city}`, `{phone}` and `{date}` are filled in. */
import { readableIn } from '../../letters/language.ts'
import texts from './texts.json'

export type LetterLanguage = keyof typeof texts
export type LetterTexts = (typeof texts)['de']

const isWritten = (tag: string): tag is LetterLanguage => tag in texts

/** In which language somebody is written to. */
export const letterLanguage = (tag: string | null): LetterLanguage => readableIn(tag, isWritten, 'en')

export const textsIn = (tag: string): LetterTexts => texts[letterLanguage(tag)]
