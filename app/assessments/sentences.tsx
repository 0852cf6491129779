import type { ReactNode } from 'react'
import { type Format, useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import { type Answers, READINESS_ITEMS, SKILLS, type Topic } from './rules/topics.ts'
import { writeWhen } from './rules/when.ts'
import { iscedOf } from './rules.ts'

export interface SaySaved {
  topic: Topic
  state: 'answered' | 'declined' | 'not-asked'
  answers: Answers
}

/** One topic as sentences one can read out. `none` = what is said where there are none. */
export function TopicSentences({
  topic,
  state,
  answers,
  today,
  none,
}: SaySaved & { today: string; none: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (state === 'declined') return <p>{t('assessments:say.declined')}</p>
  const sentences = SAY[topic](answers, t, f).filter((one) => one !== '')
  if (sentences.length === 0) return <p className="k-quiet">{none}</p>
  return (
    <ul className="talk-sentences">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

type Say = (answers: Answers, t: Translate, f: Format) => string[]

const SAY: Record<Topic, Say> = {
  school: ({ school }, t) => {
    if (!school) return []
    const { schooling, schoolYears, schoolCountry: country, training, trainingPlace } = school
    const learned = [
      training && t(`assessments:training.${training}`),
      trainingPlace && t(`assessments:trainingPlace.${trainingPlace}`),
    ]
    const education = {
      schooling: schooling ?? null,
      schoolYears: schoolYears ?? null,
      training: training ?? null,
    }
    return [
      schooling ? t('assessments:say.schooling', { words: t(`assessments:schooling.${schooling}`) }) : '',
      schoolYears === undefined ? '' : t('assessments:say.years', { count: schoolYears }),
      country && t('assessments:say.country', { country }),
      training ? t('assessments:say.training', { words: joined(learned) }) : '',
      schooling || training ? t('assessments:say.isced', { words: iscedWords(iscedOf(education), t) }) : '',
    ]
  },
  work: ({ work }, t) => {
    const now = work?.workStatus
    return [
      now ? t('assessments:say.workStatus', { words: t(`assessments:workStatus.${now}`) }) : '',
      ...(work?.jobs ?? []).map(({ what, employer, country, from, until, kind }) => {
        const span = spanWords(from, until, t)
        const more = joined([employer, country, span, kind && t(`assessments:jobKind.${kind}`)])
        return t(more ? 'assessments:say.jobMore' : 'assessments:say.job', {
          what: what || t('assessments:say.unnamed'),
          more,
        })
      }),
    ]
  },
  papers: ({ papers }, t, f) =>
    (papers?.papers ?? []).map(({ name, country, year, paper, recognition, on, office }) => {
      const state = recognition && t(`assessments:recognition.${recognition}`)
      const more = joined([
        country,
        year === undefined ? '' : String(year),
        paper && t(`assessments:paper.${paper}`),
        state && t('assessments:say.recognition', { words: state }),
        on && f.date(on),
        office,
      ])
      return t(more ? 'assessments:say.paperMore' : 'assessments:say.paper', {
        name: name || t('assessments:say.unnamed'),
        more,
      })
    }),
  german: ({ german }, t, f) =>
    SKILLS.map((skill) => {
      const { level, proof, on } = german?.[skill] ?? {}
      if (!level) return ''
      return t(on ? 'assessments:say.skillOn' : 'assessments:say.skill', {
        skill: t(`assessments:skill.${skill}`),
        words: t(`assessments:${skill}.${level}`),
        level: t(`assessments:level.${level}`),
        proof: t(`assessments:germanProof.${proof ?? 'self'}`),
        date: on ? f.date(on) : '',
      })
    }),
  languages: ({ languages }, t) =>
    (languages?.languages ?? []).map(({ language, spoken, written }) => {
      const more = joined([
        spoken && t('assessments:say.spoken', { words: t(`assessments:fluency.${spoken}`).toLowerCase() }),
        written && t('assessments:say.written', { words: t(`assessments:fluency.${written}`).toLowerCase() }),
      ])
      return t(more ? 'assessments:say.languageMore' : 'assessments:say.language', {
        language: language || t('assessments:say.unnamed'),
        more,
      })
    }),
  wishes: ({ wishes }, t) => {
    if (!wishes) return []
    const { wish, hours, times, region, not } = wishes
    return [
      wish && t('assessments:say.wish', { words: wish }),
      hours ? t('assessments:say.hours', { words: t(`assessments:hours.${hours}`) }) : '',
      times && t('assessments:say.times', { words: times }),
      region && t('assessments:say.region', { words: region }),
      not && t('assessments:say.not', { words: not }),
    ]
  },
  motivation: ({ motivation }, t) => {
    const value = motivation?.motivation
    return [
      value ? t('assessments:say.motivation', { words: t(`assessments:motivation.${value}`), value }) : '',
      motivation?.note ? t('assessments:say.words', { words: motivation.note }) : '',
    ]
  },
  ability: ({ ability }, t) => {
    if (!ability) return []
    const { childcare, abilityNote } = ability
    const part = ability.ability
    return [
      part ? t('assessments:say.ability', { words: t(`assessments:ability.${part}`) }) : '',
      childcare ? t('assessments:say.childcare', { words: t(`assessments:childcare.${childcare}`) }) : '',
      abilityNote && t('assessments:say.abilityNote', { words: abilityNote }),
    ]
  },
  obstacles: ({ obstacles }, t) => {
    if (!obstacles) return []
    const { mobility, licence, debts, note } = obstacles
    return [
      mobility ? t('assessments:say.mobility', { words: t(`assessments:mobility.${mobility}`) }) : '',
      licence ? t('assessments:say.licence', { words: t(`assessments:licence.${licence}`) }) : '',
      debts ? t('assessments:say.debts', { words: t(`assessments:debts.${debts}`) }) : '',
      note && t('assessments:say.words', { words: note }),
    ]
  },
  readiness: ({ readiness }, t) =>
    READINESS_ITEMS.map((item) => {
      const state = readiness?.[item]
      if (!state) return ''
      return t('assessments:say.readiness', {
        item: t(`assessments:readinessItem.${item}`),
        words: t(`assessments:readiness.${state}`),
      })
    }),
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ')

function spanWords(from: string | undefined, until: string | undefined, t: Translate): string {
  if (from && until) return t('assessments:say.fromUntil', { from: writeWhen(from), until: writeWhen(until) })
  if (from) return t('assessments:say.since', { from: writeWhen(from) })
  return until ? t('assessments:say.until', { until: writeWhen(until) }) : ''
}

const ISCED = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const

function iscedWords(isced: number, t: Translate): string {
  const level = ISCED[isced]
  return level ? t(`assessments:isced.${level}`) : String(isced)
}
