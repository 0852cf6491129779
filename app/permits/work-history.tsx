import type { ReactNode } from 'react'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WorkFactsLine } from './queries.server.ts'
import type { WorkFacts } from './rules/work-permission.ts'

const FIELDS = [
  'receptionDuty',
  'asylumAppliedOn',
  'stayingSince',
  'toleratedSince',
  'safeCountry',
  'rejection',
  'removalImminent',
  'barred',
  'fiction',
  'employment',
] as const satisfies (keyof WorkFacts)[]

/** What was said for the work permission on each day: the first time everything known, later what changed. */
export function WorkHistory({
  facts,
  today,
}: {
  /** The newest first. */
  facts: readonly WorkFactsLine[]
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const said = (line: WorkFacts, field: (typeof FIELDS)[number]): string => {
    switch (field) {
      case 'asylumAppliedOn':
      case 'stayingSince':
      case 'toleratedSince': {
        const day = line[field]
        return day ? f.date(day) : t('permits:work.known.unknown')
      }
      case 'receptionDuty':
      case 'removalImminent':
      case 'barred':
        return t(`permits:work.known.${line[field]}`)
      case 'safeCountry':
        return t(`permits:work.safeCountry.${line[field]}`)
      case 'rejection':
        return t(`permits:work.rejection.${line[field]}`)
      case 'fiction':
        return t(`permits:work.fiction.${line[field]}`)
      default:
        return t(`permits:work.employment.${line[field]}`)
    }
  }
  return (
    <ol className="k-plain">
      {facts.map((line, at) => {
        const before = facts[at + 1]
        const changed = FIELDS.filter((field) =>
          before ? line[field] !== before[field] : line[field] !== null && line[field] !== 'unknown',
        )
        return (
          <li key={line.factsId}>
            <strong>{t('permits:work.saidOn', { date: f.date(line.recordedOn), name: line.by })}</strong>
            <ul>
              {changed.map((field) => (
                <li key={field}>
                  {t(`permits:work.field.${field}`)}: {said(line, field)}
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
