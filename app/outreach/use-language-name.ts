import { useWords } from '../kit/use-words.ts'
import { languageName } from './list/languages.ts'

/** `ti` -> Tigrinya, in the reader's language. */
export function useLanguageName(): (tag: string) => string {
  const { locale } = useWords()
  return (tag) => languageName(tag, locale)
}
