import { type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import type { Change } from './changes.server.ts'
import type { Pair } from './moves.ts'

const id = ['id'] as const
const MERGED = 'merged'

const voids = ({ now, actor }: CityWork): SQL =>
  sql`voided_at = ${now.toString()}::timestamptz, voided_by = ${actor.id}::uuid, void_reason = ${MERGED}`
const VOIDED = ['voided_at', 'voided_by', 'void_reason'] as const

/** Who lives where, and with whom, there is once: the other entry's ends today. */
function homes({ today }: CityWork, { keptId, goneId }: Pair, address: 'kept' | 'gone'): Change[] {
  const day = today.toString()
  const [stays, ends] = address === 'kept' ? [keptId, goneId] : [goneId, keptId]
  const end = { columns: ['until_on'], set: sql`until_on = greatest(${day}::date, was.from_on)` }
  return [
    {
      table: 'tenancy',
      key: id,
      ...end,
      where: sql`was.person_id = ${ends}::uuid and was.until_on is null and exists (
        select from tenancy other where other.person_id = ${stays}::uuid and other.until_on is null)`,
    },
    {
      table: 'household_member',
      key: ['household_id', 'person_id', 'from_on'],
      ...end,
      where: sql`was.person_id = ${goneId}::uuid and was.until_on is null and exists (
        select from household_member other where other.person_id = ${keptId}::uuid
          and (other.until_on is null or other.household_id = was.household_id))`,
    },
  ]
}

/** A mark at the door there is once: that of the entry that stays. */
const marks = ({ now, actor }: CityWork, { keptId, goneId }: Pair): Change => ({
  table: 'do_not_visit',
  key: id,
  columns: ['lifted_at', 'lifted_by', 'lift_reason'],
  set: sql`lifted_at = ${now.toString()}::timestamptz, lifted_by = ${actor.id}::uuid, lift_reason = ${MERGED}`,
  where: sql`was.person_id = ${goneId}::uuid and was.lifted_at is null and exists (
    select from do_not_visit other where other.person_id = ${keptId}::uuid and other.lifted_at is null)`,
})

/** Of each thing a file has once at a time, one goes on. */
function files(city: CityWork, kept: string, gone: string): Change[] {
  const day = city.today.toString()
  const now = city.now.toString()
  const live = sql`was.ended_on is null and was.voided_at is null`
  const other = (file: string, signed: SQL): SQL => sql`exists (
    select from work_plan other where other.client_id = ${file}::uuid and other.voided_at is null and other.ended_on is null ${signed})`
  const [signed, unsigned] = [sql`was.in_force_on is not null`, sql`was.in_force_on is null`]
  const otherSigned = sql`and other.in_force_on is not null`
  // A plan both have signed goes before one that was only offered; else that of the file that stays.
  const yields = sql`(was.client_id = ${gone}::uuid and ${other(kept, sql``)}
      and not (${signed} and not ${other(kept, otherSigned)})
    or was.client_id = ${kept}::uuid and ${unsigned} and ${other(gone, otherSigned)})`
  return [
    {
      table: 'work_plan',
      key: id,
      columns: ['ended_on', 'end_reason'],
      set: sql`ended_on = greatest(${day}::date, was.in_force_on), end_reason = ${MERGED}`,
      where: sql`${live} and ${signed} and ${yields}`,
    },
    {
      table: 'work_plan_version',
      key: id,
      columns: ['state'],
      set: sql`state = 'ended'`,
      where: sql`was.state = 'in-force'
        and was.plan_id in (select was.id from work_plan was where ${live} and ${signed} and ${yields})`,
    },
    {
      table: 'work_plan',
      key: id,
      columns: VOIDED,
      set: voids(city),
      where: sql`${live} and ${unsigned} and ${yields}`,
    },
    {
      table: 'follow_up_schedule',
      key: id,
      columns: ['state'],
      set: sql`state = 'ended'`,
      where: sql`was.client_id = ${gone}::uuid and was.state = 'live' and exists (select from follow_up_schedule other
        where other.client_id = ${kept}::uuid and other.state = 'live')`,
    },
    {
      table: 'follow_up_hold',
      key: id,
      columns: VOIDED,
      set: voids(city),
      where: sql`was.client_id = ${gone}::uuid and was.ended_on is null and was.voided_at is null and exists (
        select from follow_up_hold other where other.client_id = ${kept}::uuid and other.ended_on is null and other.voided_at is null)`,
    },
    {
      table: 'referral',
      key: id,
      columns: ['ended_at', 'end_reason', 'until_on'],
      set: sql`ended_at = ${now}::timestamptz, end_reason = ${MERGED}, until_on = coalesce(was.until_on, greatest(${day}::date, was.occurred_on))`,
      where: sql`was.client_id = ${gone}::uuid and was.ended_at is null and was.voided_at is null and exists (
        select from referral other where other.client_id = ${kept}::uuid and other.organisation_id = was.organisation_id
          and other.purpose = was.purpose and other.ended_at is null and other.voided_at is null)`,
    },
    ...groups(city, kept, gone),
    {
      table: 'hand_over',
      key: id,
      columns: ['returned_at'],
      set: sql`returned_at = ${now}::timestamptz`,
      where: sql`was.client_id = ${gone}::uuid and was.until_on is not null and was.returned_at is null and was.voided_at is null`,
    },
    {
      table: 'client',
      key: id,
      columns: ['lead_id', 'closed_on'],
      set: sql`lead_id = coalesce(was.lead_id, (select lead_id from client where id = ${gone}::uuid)),
        closed_on = case when (select closed_on from client where id = ${gone}::uuid) is null then null else was.closed_on end`,
      where: sql`was.id = ${kept}::uuid and (was.lead_id is null or was.closed_on is not null)`,
    },
  ]
}

/** Of two seats in one group one goes on: that of whom it is known whether she came, else of the file that stays. */
function groups(city: CityWork, kept: string, gone: string): Change[] {
  const other = (file: string, known: SQL): SQL => sql`exists (select from appointment other
    where other.group_id = was.group_id and other.client_id = ${file}::uuid
      and other.voided_at is null and other.state <> 'cancelled' ${known})`
  const seated = sql`was.group_id is not null and was.voided_at is null and was.state <> 'cancelled'`
  const yields = sql`${seated} and (
    was.client_id = ${gone}::uuid and ${other(kept, sql``)}
      and not (was.state <> 'booked' and ${other(kept, sql`and other.state = 'booked'`)})
    or was.client_id = ${kept}::uuid and was.state = 'booked' and ${other(gone, sql`and other.state <> 'booked'`)})`
  const yielding = sql`(select was.id from appointment was where ${yields})`
  const now = sql`${city.now.toString()}::timestamptz`
  return [
    { table: 'appointment', key: id, columns: VOIDED, set: voids(city), where: yields },
    {
      table: 'message',
      key: id,
      columns: ['state', 'next_at', 'reason', 'closed_at'],
      set: sql`state = 'skipped', next_at = null, reason = 'cancelled', closed_at = ${now}`,
      where: sql`was.state = 'due' and was.appointment_id in ${yielding}`,
    },
    {
      table: 'task',
      key: id,
      columns: ['done_at', 'done_by'],
      set: sql`done_at = ${now}, done_by = ${city.actor.id}::uuid`,
      where: sql`was.done_at is null and was.ref_id in ${yielding}`,
    },
  ]
}

/** What must end before the two are one, so that nothing is there twice that may be there once. */
export const settlementsOf = (city: CityWork, pair: Pair, address: 'kept' | 'gone'): Change[] => [
  ...homes(city, pair, address),
  marks(city, pair),
  ...(pair.keptFile && pair.goneFile ? files(city, pair.keptFile, pair.goneFile) : []),
]

/** The file that has gone into the other: voided, and it says which. What took part in the same programme is counted once. */
export function closingsOf(city: CityWork, { keptFile, goneFile }: Pair): Change[] {
  if (!keptFile || !goneFile) return []
  return [
    {
      table: 'participation',
      key: id,
      columns: VOIDED,
      set: voids(city),
      where: sql`was.client_id = ${goneFile}::uuid and was.voided_at is null`,
    },
    {
      table: 'client',
      key: id,
      columns: [...VOIDED, 'merged_into'],
      set: sql`${voids(city)}, merged_into = ${keptFile}::uuid`,
      where: sql`was.id = ${goneFile}::uuid`,
    },
    {
      table: 'client',
      key: id,
      columns: ['merged_into'],
      set: sql`merged_into = ${keptFile}::uuid`,
      where: sql`was.merged_into = ${goneFile}::uuid`,
    },
  ]
}
