import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from './list/languages.ts'

/** `ti` -> Tigrinya; a tag the house does not know stays as it is. */
export function useLanguageName(): (tag: string) => string {
  const { locale } = useWords()
  return (tag) => Object.entries(LANGUAGES).find(([known]) => known === tag)?.[1][locale] ?? tag
}
