import type { ReactNode } from 'react'
import { type Definition, DefinitionList } from '../kit/definition-list.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import type { TalkView } from './queries.server.ts'
import { hasVocation, MOTIVATION } from './rules.ts'

/** What was said, in sentences one can read out. */
export function TalkSummary({ talk, today }: { talk: TalkView; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const date = f.date(talk.occurredOn)
  const led = talk.conductedByName
    ? t('assessments:summary.led', { date, name: talk.conductedByName })
    : t('assessments:summary.ledUnknown', { date })
  const typed =
    talk.recordedByName === talk.conductedByName
      ? ''
      : `, ${t('assessments:summary.typed', { name: talk.recordedByName })}`
  return (
    <div className="talk-summary">
      <p className="talk-summary__who">{`${led}${typed}`}</p>
      <DefinitionList facts={factsOf(talk, t)} />
    </div>
  )
}

function factsOf(talk: TalkView, t: Translate): Definition[] {
  const { germanOral, germanWritten } = talk
  return [
    { term: t('assessments:summary.school'), value: schoolOf(talk, t) },
    { term: t('assessments:summary.vocation'), value: vocationOf(talk, t) },
    {
      term: t('assessments:summary.recognition'),
      value: talk.recognition && t(`assessments:recognition.${talk.recognition}`),
    },
    { term: t('assessments:summary.education'), value: iscedWords(talk.isced, t) },
    {
      term: t('assessments:summary.german'),
      value: (
        <ul className="talk-summary__lines">
          <li>
            {t('assessments:summary.oral', {
              words: t(`assessments:oral.${germanOral}`),
              level: t(`assessments:level.${germanOral}`),
            })}
          </li>
          <li>
            {t('assessments:summary.written', {
              words: t(`assessments:written.${germanWritten}`),
              level: t(`assessments:level.${germanWritten}`),
            })}
          </li>
          <li>{t(`assessments:germanProof.${talk.germanProof}`)}</li>
        </ul>
      ),
    },
    { term: t('assessments:summary.wish'), value: talk.wish || t('assessments:summary.wishOpen') },
    { term: t('assessments:summary.motivation'), value: motivationWords(talk.motivation, t) },
    {
      term: t('assessments:summary.ability'),
      value: talk.ability && t(`assessments:ability.${talk.ability}`),
    },
    {
      term: t('assessments:summary.childcare'),
      value: talk.childcare && t(`assessments:childcare.${talk.childcare}`),
    },
    { term: t('assessments:summary.note'), value: talk.abilityNote },
  ]
}

const ISCED = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const

function iscedWords(isced: number, t: Translate): string {
  const level = ISCED[isced]
  return level ? t(`assessments:isced.${level}`) : String(isced)
}

function motivationWords(motivation: number, t: Translate): string {
  const step = MOTIVATION[motivation - 1]
  return step ? t(`assessments:motivation.${step}`) : String(motivation)
}

function schoolOf({ schooling, schoolYears, schoolCountry }: TalkView, t: Translate): string {
  return [
    schooling && t(`assessments:schooling.${schooling}`),
    schoolYears !== null && t('assessments:summary.years', { count: schoolYears }),
    schoolCountry,
  ]
    .filter(Boolean)
    .join(', ')
}

function vocationOf({ training, trainingPlace, qualification }: TalkView, t: Translate): string {
  const learned =
    training && (training === 'none' && qualification ? null : t(`assessments:training.${training}`))
  const where =
    training && hasVocation(training) && trainingPlace && t(`assessments:trainingPlace.${trainingPlace}`)
  return [qualification, learned, where].filter(Boolean).join(' · ')
}
