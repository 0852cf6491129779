/** What the home page says of rounds: a part of its one statement. */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../db/act.ts'
import { listedName } from '../clients/queries.server.ts'
import { isUnder27 } from './rounds/plan.server.ts'
import { waiting } from './rounds/queries.server.ts'
import { MEETINGS } from './rounds/rules.ts'

export interface RoundToday {
  id: string
  name: string
  untilOn: string
  people: number
  /** Met at the door, and of these women and people under 27. */
  met: number
  women: number
  under27: number
  targetWomen: number
  targetUnder27: number
}

export interface CallBackToday {
  roundId: string
  personId: string
  name: string
  /** ISO instant: when to come again, or when the request came in. */
  at: string
  kind: 'door' | 'phone'
}

export interface OutreachToday {
  rounds: RoundToday[]
  calls: CallBackToday[]
}

const MOST_CALLS = 12

/** `jsonb` of OutreachToday: the running rounds of whoever walks them, of a lead all, and who waits to be called on today. */
export function outreachToday({ id, role }: Actor, day: string): SQL {
  const mine =
    role === 'lead'
      ? sql`true`
      : sql`exists (select from round_walker walker where walker.round_id = round.id and walker.actor_id = ${id}::uuid)`
  const running = sql`
    select * from outreach_round round
    where round.status = 'open' and round.voided_at is null and ${day}::date >= round.from_on and ${mine}`
  return sql`jsonb_build_object(
    'rounds', (select coalesce(jsonb_agg(jsonb_build_object('id', round.id, 'name', round.name, 'untilOn', round.until_on,
        'people', (select count(*) from round_person where round_id = round.id), 'met', met.met, 'women', met.women, 'under27', met.under27,
        'targetWomen', round.target_women, 'targetUnder27', round.target_under_27) order by round.until_on, round.name), '[]')
      from (${running}) round
      cross join lateral (
        select count(*) as met, count(*) filter (where person.gender = 'female') as women,
          count(*) filter (where ${isUnder27(sql`round.from_on`)}) as under27
        from (select distinct person_id from visit where visit.round_id = round.id and visit.voided_at is null
          and visit.outcome in (${sql.join(
            MEETINGS.map((outcome) => sql`${outcome}`),
            sql`, `,
          )})) seen
        join person on person.id = seen.person_id) met),
    'calls', (select coalesce(jsonb_agg(call order by call.at), '[]') from (
      select waiting.round_id as "roundId", waiting.person_id as "personId", waiting.kind,
        ${listedName} as name,
        to_char(waiting.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
      from (${waiting((roundId) => sql`${roundId} in (select round.id from (${running}) round)`)}) waiting
      join person on person.id = waiting.person_id
      where (waiting.at at time zone 'Europe/Berlin')::date <= ${day}::date
      order by waiting.at limit ${MOST_CALLS}) call))`
}
