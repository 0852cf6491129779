import { useWords } from '../kit/use-words.ts'
import type { Reading } from './reading.server.ts'

/** What stands at the field to sign in. */
export interface SignWords {
  lang: string
  dir: 'ltr' | 'rtl'
  agree: string
  name: string
  field: string
  here: string
  clear: string
  typeInstead: string
  drawInstead: string
  witness: string
  submit: string
}

/** In the client's language. */
export const wordsToSign = ({
  language,
  dir,
  texts: { signing },
}: Pick<Reading, 'language' | 'dir' | 'texts'>): SignWords => ({
  lang: language,
  dir,
  ...signing,
})

/** In the language of the interface, for the worker. */
export function useStaffSignWords(): SignWords {
  const { t, locale } = useWords()
  return {
    lang: locale,
    dir: 'ltr',
    agree: t('work-plans:signing.agree.worker'),
    name: t('work-plans:signing.name'),
    field: t('work-plans:signing.field'),
    here: t('work-plans:signing.here'),
    clear: t('work-plans:signing.clear'),
    typeInstead: t('work-plans:signing.typeInstead'),
    drawInstead: t('work-plans:signing.drawInstead'),
    witness: t('work-plans:signing.witness'),
    submit: t('work-plans:signing.submit'),
  }
}
