import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { Link } from '../kit/link.tsx'
import { Section } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { Timeline } from '../kit/timeline.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ClientPage } from './overview.server.ts'
import { NEWEST, STREAM_GROUPS, streamAddress, undoOf } from './rules/stream.ts'
import { iconOf } from './rules.ts'
import type { StreamEntry } from './stream.server.ts'
import { useSentences } from './stream-words.ts'
import './stream.css'

interface StreamProps {
  stream: ClientPage['stream']
  /** Address of the client's file. */
  base: string
  today: string
  /** What whoever looks may take back. */
  may: readonly string[]
}

/** What happened, the newest first: by kind, page by page, what was taken back struck through. */
export function Stream({ stream, base, today, may }: StreamProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const said = useSentences(today)
  const { entries, query, next } = stream
  const noteOf = (entry: StreamEntry): ReactNode => (
    <>
      {entry.kind === 'no-show' && !entry.struck ? (
        <Badge tone="warn">{t('clients:page.missed')}</Badge>
      ) : null}
      {entry.struck ? <Badge>{t('clients:stream.takenBack')}</Badge> : null}
      <UndoLink entry={entry} base={base} may={may} sentence={said(entry)} />
    </>
  )
  return (
    <Section title={t('clients:page.stream')} id="stream">
      <Filter stream={stream} base={base} />
      {entries.length === 0 ? (
        <EmptyState title={t('clients:page.streamEmpty')} />
      ) : (
        <Timeline
          label={t('clients:page.stream')}
          entries={entries.map((entry) => ({
            id: String(entry.id),
            at: entry.occurredOn,
            date: f.shortDate(entry.occurredOn),
            icon: iconOf(entry.kind),
            what: entry.struck ? <s>{said(entry)}</s> : said(entry),
            by: entry.by,
            children: noteOf(entry),
          }))}
        />
      )}
      <Pagination
        first={query.before ? `${base}${streamAddress({ ...query, before: null })}` : undefined}
        next={next ? `${base}${streamAddress({ ...query, before: next })}` : undefined}
      />
    </Section>
  )
}

interface UndoLinkProps extends Pick<StreamProps, 'base' | 'may'> {
  entry: StreamEntry
  sentence: string
}

function UndoLink({ entry, base, may, sentence }: UndoLinkProps): ReactNode {
  const { t } = useWords()
  const undo = undoOf(entry, (right) => may.includes(right))
  if (!undo) return null
  return (
    <Link to={`${base}/${undo.path}`} className="stream__undo">
      {t(`clients:stream.${undo.does}`)}
      <span className="kern-sr-only">: {sentence}</span>
    </Link>
  )
}

function Filter({ stream: { counts, query }, base }: Pick<StreamProps, 'stream' | 'base'>): ReactNode {
  const { t } = useWords()
  const all = STREAM_GROUPS.reduce((sum, group) => sum + counts[group], 0)
  const { hides } = query
  const choices = [
    { group: null, label: t('clients:stream.all'), count: all },
    ...STREAM_GROUPS.filter((group) => counts[group] > 0 || group === query.group).map((group) => ({
      group,
      label: t(`clients:stream.group.${group}`),
      count: counts[group],
    })),
  ]
  return (
    <nav className="stream__filter" aria-label={t('clients:stream.filter')}>
      <ul className="stream__choices">
        {choices.map(({ group, label, count }) => (
          <li key={group ?? 'all'}>
            <Link
              to={`${base}${streamAddress({ ...NEWEST, hides, group })}`}
              className="stream__choice"
              aria-current={group === query.group ? 'true' : undefined}
            >
              {label} <span className="stream__count">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
      <TextLink to={`${base}${streamAddress({ ...query, before: null, hides: !hides })}`}>
        {t(hides ? 'clients:stream.show' : 'clients:stream.hide')}
      </TextLink>
    </nav>
  )
}
