import type { ReactNode } from 'react'
import { placeOf } from '../households/home-words.ts'
import { TextLink } from '../kit/button.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import { languageName } from '../outreach/list/languages.ts'
import type { Known } from './queries/known.server.ts'

/** Where it is asked and can be changed. */
const ASKED_AT: Record<Known['topic'], 'intake' | 'household'> = {
  languages: 'intake',
  readiness: 'intake',
  ability: 'household',
  obstacles: 'household',
}

interface KnownBesideProps {
  known: Known
  /** Address of the client's page. */
  file: string
}

/** What another page asks already, in a line, with the way there. */
export function KnownBeside({ known, file }: KnownBesideProps): ReactNode {
  const { t, locale } = useWords()
  return (
    <p className="talk__before">
      {wordsOf(known, t, locale)}{' '}
      <TextLink to={`${file}/${ASKED_AT[known.topic]}`}>
        {t(`assessments:known.at.${ASKED_AT[known.topic]}`)}
      </TextLink>
    </p>
  )
}

function wordsOf(known: Known, t: Translate, locale: string): string {
  switch (known.topic) {
    case 'languages':
      return languageWords(known, t, locale)
    case 'ability': {
      const children = known.children.map(({ name, age }) =>
        age === null ? name : `${name} (${t('households:age', { count: age })})`,
      )
      return children.length === 0
        ? t('assessments:known.noChildren')
        : t('assessments:known.children', { names: children.join(', ') })
    }
    case 'obstacles':
      return known.home
        ? t('assessments:known.home', { place: placeOf(known.home, t) })
        : t('assessments:known.noHome')
    case 'readiness':
      return `${t(`permits:work.short.${known.work}`)}.`
  }
}

function languageWords(
  { language, interpreter, readsLanguage, literacy }: Extract<Known, { topic: 'languages' }>,
  t: Translate,
  locale: string,
): string {
  const reading = [
    readsLanguage && languageName(readsLanguage, locale),
    literacy && t(`intake:literacy.${literacy}`),
  ]
  const said = [
    language && t('assessments:known.language', { language: languageName(language, locale) }),
    interpreter && t('assessments:known.interpreter'),
    literacy && t('assessments:known.reading', { words: reading.filter(Boolean).join(': ') }),
  ].filter(Boolean)
  return said.length === 0 ? t('assessments:known.noLanguage') : said.join(' ')
}
