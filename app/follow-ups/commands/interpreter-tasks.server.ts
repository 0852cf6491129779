/** That nobody has agreed to translate is a task while there is time to find somebody: see the rule `agreedUntil`. */
import { type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { agreedUntil, mustBeAgreedFrom } from '../rules/interpreting.ts'
import type { TaskReason } from '../rules/tasks.ts'

const REASON = 'interpreter-missing' satisfies TaskReason

/** Talks of the next days with a client who needs somebody, and nobody has agreed. */
const uninterpreted = ({ now, today }: CityWork): SQL =>
  sql`${toBeInterpreted} and appointment.starts_at > ${now.toString()}::timestamptz
    and appointment.starts_at < ${agreedUntil(today).toString()}::timestamptz`

/** Past and far ahead, too. A group is spoken to as a whole. */
const toBeInterpreted = sql`
  select appointment.id, appointment.client_id, (appointment.starts_at at time zone 'Europe/Berlin')::date as on_day
  from appointment
  join client on client.id = appointment.client_id and client.closed_on is null and client.voided_at is null
  join person_contact contact on contact.person_id = client.person_id and contact.interpreter
  where appointment.state = 'booked' and appointment.voided_at is null and appointment.group_id is null
    and not exists (select from appointment_interpreter asked
      where asked.appointment_id = appointment.id and asked.lifted_at is null and asked.agreed_at is not null)`

/**
 * Gives and takes back the tasks of a whole city, in two statements. What a person has done stays done; what was taken back here
 * comes back when somebody is needed again.
 */
export async function tellMissingInterpreters(city: CityWork): Promise<void> {
  const { db, actor, now } = city
  await db.execute(sql`
    with missing as (${uninterpreted(city)})
    update task set done_at = ${now.toString()}::timestamptz, done_by = ${actor.id}::uuid
    where reason = ${REASON} and done_at is null and not exists (select from missing where missing.id = task.ref_id)`)
  await db.execute(sql`
    with missing as (${uninterpreted(city)})
    ${given(city)}
    where not exists (select from task known where known.reason = ${REASON} and known.ref_id = missing.id
      and (known.done_at is null or known.done_by is distinct from ${actor.id}::uuid))
    ${again}`)
}

/** When the next talk comes so near that somebody must have agreed, and nobody has; null = none is booked. */
export async function nextMissingInterpreter({ db, today }: CityWork): Promise<Temporal.Instant | null> {
  const [next] = await db.execute<{ day: string | null }>(sql`
    select min(on_day)::text as day from (${toBeInterpreted}
      and appointment.starts_at >= ${agreedUntil(today).toString()}::timestamptz) later`)
  return next?.day ? mustBeAgreedFrom(Temporal.PlainDate.from(next.day)) : null
}

/** The same for one talk, after an act that changes who translates in it: a task that was done is to be done again. */
export async function tellMissingInterpreter(city: CityWork, appointmentId: string): Promise<void> {
  const { db, actor, now } = city
  await db.execute(sql`
    with missing as (${uninterpreted(city)} and appointment.id = ${appointmentId}::uuid),
    settled as (update task set done_at = ${now.toString()}::timestamptz, done_by = ${actor.id}::uuid
      where reason = ${REASON} and ref_id = ${appointmentId}::uuid and done_at is null and not exists (select from missing))
    ${given(city)} ${again}`)
}

const given = ({ now }: CityWork): SQL => sql`
  insert into task (client_id, reason, ref_id, due_on, created_at)
  select client_id, ${REASON}, id, on_day, ${now.toString()}::timestamptz from missing`

const again = sql`on conflict (reason, ref_id) do update set done_at = null, done_by = null, due_on = excluded.due_on`
