import { type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../../../db/act.ts'
import type { Sought } from '../../../people/rules.ts'
import { findPeople } from '../../../people/search.server.ts'

/** Somebody who may be put into a group. */
export interface Proposal {
  clientId: string
  familyName: string
  givenName: string
  /** Reduced ISO date. */
  birthDate: string
  leadName: string | null
  /** Her window includes the day of the group. */
  inWindow: boolean
}

const MOST_PROPOSED = 8

interface Asked {
  /** ISO date of the group. */
  day: string
  responsibleId: string
  members: readonly { clientId: string; state: string }[]
}

const seated = ({ members }: Asked): string =>
  JSON.stringify(members.flatMap(({ clientId, state }) => (state === 'cancelled' ? [] : [clientId])))

/** Of those whoever asks leads, or whoever has the group: whose window includes its day, the one that closes first first. */
export async function proposalsFor({ db, actor }: CityWork, asked: Asked): Promise<Proposal[]> {
  return [
    ...(await db.execute<Proposal & Record<string, unknown>>(sql`
      select client.id as "clientId", family_name as "familyName", given_name as "givenName", birth_date as "birthDate",
        actor.name as "leadName", true as "inWindow"
      from client
      join follow_up_schedule schedule on schedule.client_id = client.id and schedule.state = 'live'
        and ${asked.day}::date between schedule.window_from and schedule.window_to
      join person on person.id = client.person_id
      join actor on actor.id = client.lead_id
      where client.lead_id in (${actor.id}::uuid, ${asked.responsibleId}::uuid)
        and client.closed_on is null and client.voided_at is null
        and client.id <> all(${idsIn(seated(asked))})
      order by schedule.window_to, family_name, given_name, client.id limit ${MOST_PROPOSED}`)),
  ]
}

const idsIn = (json: string): SQL => sql`array(select jsonb_array_elements_text(${json}::jsonb)::uuid)`

/** Whoever is sought, as everywhere, and has an open file; whose window includes the day of the group first. */
export async function soughtFor({ db }: CityWork, sought: Sought, groupId: string): Promise<Proposal[]> {
  const { people } = await findPeople(db, sought)
  const files = people.flatMap(({ clientId, closed, ...one }) =>
    clientId && !closed ? [{ ...one, clientId }] : [],
  )
  const rows = await db.execute<{ clientId: string }>(sql`
    select client_id as "clientId" from follow_up_schedule
    where client_id = any(${idsIn(JSON.stringify(files.map(({ clientId }) => clientId)))}) and state = 'live'
      and (select (starts_at at time zone 'Europe/Berlin')::date from group_talk where id = ${groupId}::uuid)
        between window_from and window_to`)
  const open = new Set(rows.map(({ clientId }) => clientId))
  return files
    .map(({ clientId, familyName, givenName, birthDate, leadName }) => ({
      ...{ clientId, familyName, givenName, birthDate, leadName },
      inWindow: open.has(clientId),
    }))
    .sort((a, b) => Number(b.inWindow) - Number(a.inWindow))
}
