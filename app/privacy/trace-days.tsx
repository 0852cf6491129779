import type { ReactNode } from 'react'
import type { AuditAction, SpecialCategory } from '../../db/city/schema/audit.ts'
import { Badge } from '../kit/badge.tsx'
import { onTheWall } from '../kit/format.ts'
import type { IconName } from '../kit/icon.tsx'
import { Stack } from '../kit/page.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { didOf } from './trace-words.ts'

export interface TraceLine {
  id: string
  at: string
  action: AuditAction
  subject: string
  reason: string | null
  special: readonly SpecialCategory[]
}

interface TraceDaysProps<T extends TraceLine> {
  rows: readonly T[]
  today: string
  /** Whom or what a line is about, before what was done. */
  head: (row: T) => ReactNode
}

const ICONS: Partial<Record<AuditAction, IconName>> = {
  search: 'search',
  create: 'add',
  change: 'edit',
  export: 'download',
  import: 'download',
  share: 'arrow-forward',
  send: 'mail',
  failure: 'danger',
}

/** Rows of the trail under the days they fell on; they come, and stay, in the order of time. */
export function TraceDays<T extends TraceLine>({ rows, today, head }: TraceDaysProps<T>): ReactNode {
  const f = useFormat(today)
  const days = new Map<string, T[]>()
  for (const row of rows) {
    const { date } = onTheWall(row.at)
    days.set(date, [...(days.get(date) ?? []), row])
  }
  /** With its year when that is not this one. */
  const dayOf = (date: string): string =>
    date.slice(0, 4) === today.slice(0, 4) ? f.longDay(date) : `${f.longDay(date)} ${date.slice(0, 4)}`
  return (
    <Stack>
      {[...days].map(([date, lines]) => (
        <div key={date}>
          <h3 className="k-day">{dayOf(date)}</h3>
          <Timeline
            label={dayOf(date)}
            entries={lines.map((line) => ({
              id: line.id,
              at: line.at,
              date: f.time(line.at),
              icon: ICONS[line.action] ?? 'visibility',
              what: head(line),
              children: <What line={line} />,
            }))}
          />
        </div>
      ))}
    </Stack>
  )
}

function What({ line: { action, subject, special, reason } }: { line: TraceLine }): ReactNode {
  const { t } = useWords()
  const did = didOf(t, action, subject)
  return (
    <div className="k-quiet">
      {did}
      {special.map((category) => (
        <span key={category}>
          {' '}
          <Badge tone="warn">{t(`privacy:special.${category}`)}</Badge>
        </span>
      ))}
      {reason ? <div>{t('kit:quoted', { text: reason })}</div> : null}
    </div>
  )
}
