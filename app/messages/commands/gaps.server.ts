import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { tellMissingInterpreters } from '../../follow-ups/commands/interpreter-tasks.server.ts'
import { openDaysOf } from '../../follow-ups/queries/days-off.server.ts'
import { LONGEST_CLOSURE } from '../../follow-ups/rules/settle.ts'
import { atOffice } from '../../follow-ups/rules/working-days.ts'
import { checkAt, checksBegin } from '../rules/times.ts'
import { planReactions } from './reaction.server.ts'
import { AT_A_TIME } from './rungs.server.ts'

/** What is to be asked about talks is asked, whoever booked them and however. */
export async function closeGaps(city: CityWork): Promise<void> {
  await planChecks(city)
  await planReactions(city)
  await tellMissingInterpreters(city)
}

/**
 * Every talk of the next days has the row that asks whether anybody was reached, whoever booked it and however. Most times there
 * is nothing to do.
 */
async function planChecks(city: CityWork): Promise<void> {
  const { db, today } = city
  const isOpen = await openDaysOf(db, { from: today, to: today.add({ days: 2 * LONGEST_CLOSURE }) })
  const until = atOffice(checksBegin(today, isOpen), '00:00')
  let closed: number
  do closed = await closeSome(city, { until, isOpen })
  while (closed === AT_A_TIME)
}

interface Ahead {
  until: Temporal.Instant
  isOpen: Awaited<ReturnType<typeof openDaysOf>>
}

async function closeSome({ db, now }: CityWork, { until, isOpen }: Ahead): Promise<number> {
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
      and appointment.starts_at > ${now.toString()} and appointment.starts_at < ${until.toString()}
      and not exists (select from message where message.appointment_id = appointment.id
        and message.kind = 'day-before' and message.channel = 'call')
    limit ${AT_A_TIME}`)
  if (missing.length === 0) return 0
  await db
    .insert(message)
    .values(
      missing.map(({ startsAt, ...of }) => ({
        ...of,
        kind: 'day-before' as const,
        channel: 'call' as const,
        nextAt: checkAt(Temporal.Instant.from(startsAt), now, isOpen),
        createdAt: now,
      })),
    )
    .onConflictDoNothing()
  return missing.length
}
