import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { checkAt } from '../rules/ladder.ts'
import { planReactions } from './reaction.server.ts'

/** Further than a check can lie before its talk: a weekend with holidays on both sides, and a day. */
const AHEAD_DAYS = 8

/** What is to be asked about talks is asked, whoever booked them and however. */
export async function closeGaps(city: CityWork): Promise<void> {
  await planChecks(city)
  await planReactions(city)
}

/**
 * Every talk of the next days has the row that asks whether anybody was reached, whoever booked it and however. Most times there
 * is nothing to do.
 */
async function planChecks({ db, now }: CityWork): Promise<void> {
  const missing = await db.execute<{
    appointmentId: string
    clientId: string
    startsAt: string
    language: string
  }>(sql`
    select appointment.id as "appointmentId", appointment.client_id as "clientId",
      to_char(appointment.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "startsAt",
      coalesce(contact.language, 'und') as language
    from appointment
    join client on client.id = appointment.client_id and client.closed_on is null and client.voided_at is null
    left join person_contact contact on contact.person_id = client.person_id
    where appointment.state = 'booked' and appointment.voided_at is null
      and appointment.starts_at > ${now.toString()} and appointment.starts_at < ${now.add({ hours: 24 * AHEAD_DAYS }).toString()}
      and not exists (select from message where message.appointment_id = appointment.id
        and message.kind = 'day-before' and message.channel = 'call')`)
  if (missing.length === 0) return
  await db
    .insert(message)
    .values(
      missing.map(({ startsAt, ...of }) => ({
        ...of,
        kind: 'day-before' as const,
        channel: 'call' as const,
        nextAt: checkAt(Temporal.Instant.from(startsAt), now),
        createdAt: now,
      })),
    )
    .onConflictDoNothing()
}
