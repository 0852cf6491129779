import { type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { moveWindow, reckonWindow } from '../../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { wakeSigning } from '../../work-plans/commands/rest.server.ts'
import { type ActAddress, actOf } from '../acts.server.ts'
import { type ActKind, movesWindow, type RestoreError } from '../rules.ts'
import { comeAgain, markValid, markVoid, tellOf } from './mark.server.ts'
import { unlessTaken } from './unique.server.ts'

/** What stands against an act that no index forbids: one statement each, a row when it does. */
const AGAINST: Partial<Record<ActKind, (actId: string, city: CityWork) => SQL>> = {
  placement: (id) => sql`
    select from placement act join placement other on other.client_id = act.client_id and other.voided_at is null
      and other.employer_id = act.employer_id and other.occurred_on = act.occurred_on and other.id <> act.id
    where act.id = ${id}::uuid`,
  plan: (id) => sql`
    select from work_plan act where act.id = ${id}::uuid and not exists (select from assessment
      where assessment.client_id = act.client_id and assessment.voided_at is null
        and assessment.occurred_on <= act.occurred_on)`,
  // A time that lies ahead was called off; it is agreed anew.
  appointment: (id, { now }) => sql`
    select from appointment act where act.id = ${id}::uuid and act.starts_at > ${now.toString()}::timestamptz`,
  // The talk that waited for its outcome has got another one. A time called off says nothing.
  talk: (id) => sql`select ${waiting(id)} and state not in ('booked', 'cancelled')`,
  extension: (id) => sql`
    select from permit_extension act join residence_title title on title.id = act.title_id
    where act.id = ${id}::uuid and title.voided_at is not null`,
  referral: (id) => sql`
    select from referral act join consent on consent.id = act.consent_id
    where act.id = ${id}::uuid and (consent.voided_at is not null or consent.withdrawn_at is not null)`,
}

/** The same talk as it was opened again when its outcome was taken back. */
const waiting = (id: string): SQL => sql`
  from appointment where voided_at is null and (client_id, responsible_id, starts_at)
    = (select client_id, responsible_id, starts_at from appointment act where act.id = ${id}::uuid)`

/** Taking back was the mistake: the act counts again, where nothing else has taken its place. Twice is once. */
export async function restoreAct(
  city: CityWork,
  at: ActAddress,
  { reason }: { reason: string },
): Promise<Result<string | null, RestoreError | 'not-found'>> {
  if (!(await holdFile(city, at.clientId))) return fail('not-found')
  const act = await actOf(city.db, at)
  if (!act) return fail('not-found')
  if (act.standing === 'stands') return ok(null)
  if (act.standing === 'moved') return fail('moved')
  const against = AGAINST[at.kind]
  if (against && (await city.db.execute(against(at.actId, city))).length > 0) return fail('contradicts')
  if (at.kind === 'talk') await closeWaiting(city, at, reason)
  if (!(await unlessTaken(city, (db) => markValid(db, at)))) return fail('contradicts')
  await comeAgain(city, at)
  await tellOf(city, 'stands-again', { at, act, reason })
  const signing = at.kind === 'plan' ? await wakeSigning(city, at.clientId, at.actId) : null
  const window = await windowAgain(city, at)
  return ok(earlier(signing, window))
}

async function windowAgain(city: CityWork, { kind, clientId }: ActAddress): Promise<string | null> {
  if (kind === 'talk' || kind === 'plan') return reckonWindow(city, clientId)
  return movesWindow(kind) ? moveWindow(city, clientId) : null
}

/** Of two ISO instants the first; null = none. */
const earlier = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other < one) ? other : one

/** The talk has its outcome again: nothing waits for one any more. */
async function closeWaiting(city: CityWork, at: ActAddress, reason: string): Promise<void> {
  const rows = await city.db.execute<{ id: string }>(sql`select id ${waiting(at.actId)} and state = 'booked'`)
  for (const { id } of rows)
    await markVoid(city, { kind: 'appointment', clientId: at.clientId, actId: id }, reason)
}
