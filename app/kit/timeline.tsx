import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { useWords } from './use-words.ts'

export interface TimelineEntry {
  id: string
  /** ISO, for machines. */
  at: string
  /** As people say it: `09.11.` */
  date: string
  icon: IconName
  what: ReactNode
  /** Name of the person who did it. */
  by?: string | undefined
  children?: ReactNode | undefined
}

/** What happened, the newest first. */
export function Timeline({
  entries,
  label,
}: {
  entries: readonly TimelineEntry[]
  label: string
}): ReactNode {
  const { t } = useWords()
  return (
    <ol className="k-time" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className="k-time__entry">
          <time className="k-time__date" dateTime={entry.at}>
            {entry.date}
          </time>
          <span className="k-time__icon">
            <Icon name={entry.icon} small />
          </span>
          <div className="k-time__what">
            {entry.what}
            {entry.by ? (
              <span className="k-time__by"> {t('kit:timeline.by', { name: entry.by })}</span>
            ) : null}
            {entry.children}
          </div>
        </li>
      ))}
    </ol>
  )
}
