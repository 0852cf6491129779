/** What an operator does about a job that failed for good: one statement changes the row and leaves one in the trail. */
import { type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { OperatorDb } from '../../../db/handles.ts'
import { fail, ok, type Result } from '../../kit/result.ts'

interface Act {
  id: string
  actorId: string
  now: Temporal.Instant
}

/** Has it tried again; the worker puts it back into its queue. `gone`: dealt with, or asked for, by somebody before. */
export const askAgain = (db: OperatorDb, act: Act): Promise<Result<'asked', 'gone'>> =>
  settle(db, act, 'asked', 'job-asked-again', sql`asked_at = ${act.now.toString()}`)

/** Lays it aside for good. */
export const discardJob = (db: OperatorDb, act: Act): Promise<Result<'discarded', 'gone'>> =>
  settle(db, act, 'discarded', 'job-discarded', sql`closed_at = ${act.now.toString()}`)

async function settle<S extends 'asked' | 'discarded'>(
  db: OperatorDb,
  { id, actorId, now }: Act,
  state: S,
  kind: 'job-asked-again' | 'job-discarded',
  change: SQL,
): Promise<Result<S, 'gone'>> {
  const changed = await db.execute(sql`
    with changed as (
      update failed_job set state = ${state}, ${change} where id = ${id}::uuid and state = 'open' returning id, job),
    noted as (
      insert into account_event (generation, at, kind, actor_id, reason)
      select generation, ${now.toString()}, ${kind}, ${actorId}::uuid, changed.job || ' ' || changed.id
      from changed, platform_identity)
    select id from changed`)
  return changed.length > 0 ? ok(state) : fail('gone')
}
