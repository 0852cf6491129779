import { sql } from 'drizzle-orm'
import type { OperatorDb } from '../../../db/handles.ts'

export interface FailedJob extends Record<string, unknown> {
  id: string
  queue: string
  job: string
  /** Ids, slugs and switches. */
  payload: Record<string, string | number | boolean>
  /** Kind and code of the last error. */
  error: string
  tries: number
  /** ISO instants. */
  firstAt: string
  lastAt: string
  asked: boolean
}

/** As many as a page shows. */
export const MOST_FAILED = 50

/** Jobs that failed for good and were not dealt with, the newest first; `more` when there are others. */
export async function failedJobs(db: OperatorDb): Promise<{ jobs: FailedJob[]; more: boolean }> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`)
  const rows = await db.execute<FailedJob>(sql`
    select id, queue, job, payload, error, tries, state = 'asked' as asked,
      to_char(first_at at time zone 'UTC', ${iso}) as "firstAt", to_char(last_at at time zone 'UTC', ${iso}) as "lastAt"
    from failed_job where state in ('open', 'asked')
    order by last_at desc, id limit ${MOST_FAILED + 1}`)
  return { jobs: rows.slice(0, MOST_FAILED), more: rows.length > MOST_FAILED }
}

export interface QueueLine extends Record<string, unknown> {
  queue: string
  waiting: number
  active: number
  delayed: number
  /** ISO instant. */
  seenAt: string
}

/** How full the queues were when the worker last looked. */
export async function queueLines(db: OperatorDb): Promise<QueueLine[]> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`)
  const rows = await db.execute<QueueLine>(sql`
    select queue, waiting, active, delayed, to_char(seen_at at time zone 'UTC', ${iso}) as "seenAt"
    from queue_depth order by queue`)
  return [...rows]
}
