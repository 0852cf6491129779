import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { StaffDb } from '../../../db/handles.ts'
import { agreedRhythm } from '../../work-plans/queries.server.ts'
import type { DueWindow, NextAfter, Window } from '../rules/windows.ts'
import { dueAfter } from './due.server.ts'

/** Of a row of `appointment`: a follow-up took place, on time or late, alone with the worker. The same as the rule `nextAfter` says. */
export const talkHeld = sql.raw(
  "(appointment.group_id is null and appointment.state in ('attended', 'late') and appointment.talk_result in ('as-planned', 'cut-short'))",
)

/** What the next talk is reckoned from. */
export interface Happening {
  participationId: string
  after: NextAfter
  /** ISO date. */
  on: string
}

/**
 * The last thing that stands and makes a talk due: a plan in force, a talk held or missed. `without`: as if this act
 * were taken back. The day of a talk is the one told in the stream; it may be later than the one agreed.
 */
export async function lastHappening(
  db: StaffDb,
  clientId: string,
  without: string | null = null,
): Promise<Happening | undefined> {
  const [found] = await db.execute<Happening & Record<string, unknown>>(sql`
    select "participationId", after, "on" from (
      select participation_id as "participationId", 'plan-signed' as after, in_force_on as "on", null::timestamptz as at
      from work_plan
      where client_id = ${clientId}::uuid and voided_at is null and in_force_on is not null
        and id is distinct from ${without}::uuid
      union all
      select participation_id, case state when 'late' then 'attended' else state end, coalesce(
        (select max(occurred_on) from timeline
          where timeline.client_id = appointment.client_id and ref_id = appointment.id and kind = appointment.state),
        (starts_at at time zone 'Europe/Berlin')::date), outcome_at
      from appointment
      where client_id = ${clientId}::uuid and voided_at is null and (${talkHeld} or (state = 'no-show' and group_id is null))
        and id is distinct from ${without}::uuid
    ) happening order by "on" desc, at desc nulls last limit 1`)
  return found
}

/** The window that is due when this act is taken back; null = none. */
export async function windowWithout(db: StaffDb, clientId: string, actId: string): Promise<DueWindow | null> {
  const last = await lastHappening(db, clientId, actId)
  if (!last) return null
  return dueAfter(db, clientId, { ...last, rhythmWeeks: await agreedRhythm(db, clientId) }, actId)
}

/** The window that is open now. */
export async function liveWindowOf(db: StaffDb, clientId: string): Promise<Window | undefined> {
  const [live] = await db.execute<{ from: string; to: string }>(sql`
    select window_from as "from", window_to as "to" from follow_up_schedule
    where client_id = ${clientId}::uuid and state = 'live'`)
  return live && { from: Temporal.PlainDate.from(live.from), to: Temporal.PlainDate.from(live.to) }
}
