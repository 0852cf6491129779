import { type SQL, sql } from 'drizzle-orm'
import type { TimelineKind } from '../../db/city/schema/clients.ts'
import { linesOf, type StreamQuery } from './rules/stream.ts'

export interface StreamEntry {
  id: number
  /** ISO date. */
  occurredOn: string
  kind: TimelineKind
  /** The act it tells of. */
  refId: string | null
  words: Record<string, string | number>
  by: string
  /** That act was taken back or moved away. */
  struck: boolean
  /** Why; null where it was not said. */
  reason: string | null
  /** A notice that is the last word about its act. */
  last: boolean
}

/** A page of the stream as the database gives it: one line more than a page when there are more. */
export interface StreamRows {
  entries: StreamEntry[]
  counted: { kind: TimelineKind; act: string | null; lines: number }[]
}

export const STREAM_LENGTH = 40

const among = (words: readonly string[]): SQL =>
  sql`(${sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )})`

/** The file, and those that were brought together with it. */
export const filesOf = (clientId: string): SQL =>
  sql`array(select id from client where id = ${clientId}::uuid or merged_into = ${clientId}::uuid)`

function chosen({ group, before }: StreamQuery, clientId: string): SQL {
  const lines = group && linesOf(group)
  const ofGroup = lines
    ? sql`(line.kind in ${among(lines.kinds)} or (line.notice and line.words ->> 'act' in ${among(lines.acts)}))`
    : sql`true`
  const older = before
    ? sql`(line.occurred_on, line.id) < (select occurred_on, id from timeline
        where id = ${before}::bigint and client_id = any(${filesOf(clientId)}))`
    : sql`true`
  return sql`${ofGroup} and ${older}`
}

/**
 * What happened, the newest first, and how much of each kind there is: one JSON value. A line is struck when the last
 * word about its act is that it was taken back or moved away; the line itself never changes.
 */
export function streamValue(clientId: string, query: StreamQuery): SQL {
  const shown = query.hides
    ? sql`not line.struck and not (line.notice and line.kind <> 'stands-again')`
    : sql`true`
  return sql`(
    with word as (
      select distinct on (ref_id) id, ref_id, kind <> 'stands-again' as void, words ->> 'reason' as reason
      from timeline
      where client_id = any(${filesOf(clientId)}) and kind in ('taken-back', 'moved-away', 'stands-again', 'placement-voided')
      order by ref_id, id desc
    ), line as (
      select timeline.*, kind in ('taken-back', 'moved-away', 'stands-again') as notice,
        kind not in ('taken-back', 'moved-away', 'stands-again', 'placement-voided') and coalesce(word.void, false) as struck,
        word.reason, coalesce(word.id = timeline.id, false) as last
      from timeline left join word on word.ref_id = timeline.ref_id
      where timeline.client_id = any(${filesOf(clientId)})
    )
    select jsonb_build_object(
      'entries', to_jsonb(array(
        select jsonb_build_object('id', line.id, 'occurredOn', line.occurred_on, 'kind', line.kind, 'refId', line.ref_id,
          'words', line.words, 'by', actor.name, 'struck', line.struck, 'reason', line.reason, 'last', line.last)
        from line join actor on actor.id = line.recorded_by
        where ${shown} and ${chosen(query, clientId)}
        order by line.occurred_on desc, line.id desc limit ${STREAM_LENGTH + 1})),
      'counted', to_jsonb(array(
        select jsonb_build_object('kind', kind, 'act', act, 'lines', lines) from (
          select line.kind, case when line.notice then line.words ->> 'act' end as act, count(*) as lines
          from line where ${shown} group by 1, 2) counted))))`
}
