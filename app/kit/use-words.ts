import type { i18n } from 'i18next'
import { useContext } from 'react'
import { I18nContext } from 'react-i18next'
import { type Locale, toLocale } from './locale.ts'
import { type Translate, translator } from './words.ts'

interface Words {
  t: Translate
  locale: Locale
}

const known = new WeakMap<i18n, Words>()

/**
 * The words of the page's language, in any component. A dictionary is complete from the start and never changes, so
 * none of what useTranslation watches for can happen.
 */
export function useWords(): Words {
  const { i18n } = useContext(I18nContext)
  let words = known.get(i18n)
  if (!words) {
    words = { t: translator(i18n), locale: toLocale(i18n.language) }
    known.set(i18n, words)
  }
  return words
}
