import { type SQL, sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import type { ActAddress } from './acts.server.ts'
import type { ActKind, Hindrance } from './rules.ts'

type Asks = (actId: SQL, clientId: SQL) => SQL

/** A plan, or a talk, as what hinders. */
const startsOn = sql`(starts_at at time zone 'Europe/Berlin')::date`
/** A group rests on no plan, and on no talk before it. */
const held = sql`voided_at is null and group_id is null and state not in ('booked', 'cancelled')`

/** What stands on an act, one statement each: `because`, `on`, `kind` and `id` of what must be taken back first. */
const ASKS: Partial<Record<ActKind, Asks>> = {
  // A plan answers a talk: without one before it, it would answer none.
  assessment: (id, client) => sql`
    select 'plan-rests-on-it' as because, plan.occurred_on as "on", 'plan' as kind, plan.id
    from assessment act join work_plan plan on plan.client_id = act.client_id and plan.voided_at is null
    where act.id = ${id} and act.client_id = ${client} and act.occurred_on <= plan.occurred_on
      and not exists (select from assessment other where other.client_id = act.client_id and other.id <> act.id
        and other.voided_at is null and other.occurred_on <= plan.occurred_on)`,
  plan: (id, client) => sql`
    select 'talk-after-plan' as because, ${startsOn} as "on", 'talk' as kind, appointment.id
    from appointment
    where appointment.client_id = ${client} and ${held}
      and ${startsOn} >= (select in_force_on from work_plan where id = ${id} and client_id = ${client})
    order by starts_at desc`,
  talk: (id, client) => sql`
    select 'later-talk' as because, ${startsOn} as "on", 'talk' as kind, appointment.id
    from appointment
    where appointment.client_id = ${client} and ${held}
      and starts_at > (select act.starts_at from appointment act
        where act.id = ${id} and act.client_id = ${client} and act.group_id is null)
    order by starts_at desc`,
  appointment: (id, client) => sql`
    select case state when 'cancelled' then 'was-moved' else 'has-outcome' end as because, ${startsOn} as "on",
      case state when 'cancelled' then null else 'talk' end as kind, id
    from appointment where id = ${id} and client_id = ${client} and state <> 'booked'`,
  title: (id) => sql`
    select 'extension-of-title' as because, occurred_on as "on", 'extension' as kind, id
    from permit_extension where voided_at is null and ${id} in (title_id, new_title_id) order by occurred_on desc`,
  extension: (id, client) => sql`
    select 'later-extension' as because, later.occurred_on as "on", 'extension' as kind, later.id
    from permit_extension act join permit_extension later on later.title_id = act.new_title_id and later.voided_at is null
    where act.id = ${id} and act.client_id = ${client}`,
  // The sheet is the proof that somebody signed: it goes with the plan, not before it.
  document: (id, client) => sql`
    select 'signature-rests-on-it' as because, plan.occurred_on as "on", 'plan' as kind, plan.id
    from signature join work_plan_version version on version.id = signature.version_id
    join work_plan plan on plan.id = version.plan_id and plan.voided_at is null
    where signature.document_id = ${id} and plan.client_id = ${client}`,
  consent: (id, client) => sql`
    select 'referral-rests-on-it' as because, referral.occurred_on as "on", 'referral' as kind, referral.id
    from referral join consent on consent.id = referral.consent_id
    where consent.form_id = ${id} and consent.client_id = ${client}
      and referral.voided_at is null and referral.ended_at is null`,
}

/** What must be taken back before this act; undefined: nothing stands on it. */
export async function hindranceOf(
  db: StaffDb,
  { kind, clientId, actId }: ActAddress,
): Promise<Hindrance | undefined> {
  const asks = ASKS[kind]
  if (!asks) return undefined
  const [found] = await db.execute<{
    because: Hindrance['because']
    on: string
    kind: ActKind | null
    id: string
  }>(sql`${asks(sql`${actId}::uuid`, sql`${clientId}::uuid`)} limit 1`)
  if (!found) return undefined
  const act = found.kind && { kind: found.kind, id: found.id }
  return { because: found.because, on: found.on, act }
}
