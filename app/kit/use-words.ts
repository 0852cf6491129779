import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, toLocale } from './locale.ts'
import { type Translate, translator } from './words.ts'

/** The words of the page's language, in any component. */
export function useWords(): { t: Translate; locale: Locale } {
  const { t, i18n } = useTranslation()
  return useMemo(() => ({ t: translator(t), locale: toLocale(i18n.language) }), [t, i18n.language])
}
