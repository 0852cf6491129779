import type { Option } from '../kit/form/select-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'

/** The languages of the people on the lists, for a select. */
export function useLanguages(): Option[] {
  const { locale } = useWords()
  return Object.entries(LANGUAGES).map(([value, names]) => ({ value, label: names[locale] }))
}
