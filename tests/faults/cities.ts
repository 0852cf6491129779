/** Cities in which every client has a talk, and a reminder of it that is due. */
import { Temporal } from 'temporal-polyfill'
import { moveAppointment } from '../../app/follow-ups/commands.server.ts'
import { hintDue } from '../../app/messages/commands.server.ts'
import { act } from '../../db/act.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { connect, type Server, type Sql } from '../../db/fleet/server.ts'
import { asRole, withCity } from '../../infra/cli/access.ts'
import type { Clock } from '../../infra/clock.ts'
import { REFUSED_ADDRESS } from './vendor/wire.ts'

export interface Reminders {
  /** ISO instant at which all of them are due. */
  dueAt: string
  kind: 'week-before' | 'day-before'
  /** Hours from then to the talks, in turn. */
  hoursAhead: readonly number[]
  /** Of 25 clients one whose address the vendor refuses. */
  badAddresses?: boolean
}

export interface City {
  slug: string
  /** As the owner of its tables. Stays open: it is asked twice a second. */
  owner: Sql
}

/** So many clients in all, spread over cities; of each what a demo knows of a client. */
export async function makeCities(
  server: Server,
  clock: Clock,
  { count, clients }: { count: number; clients: number },
): Promise<City[]> {
  const cities: City[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const slug = `faults-${nth + 1}`
    const own = Math.floor((clients + nth) / count)
    await provisionCity(server, { slug, name: `Stadt ${nth + 1}` })
    await withCity(server, clock, slug, (access) =>
      fillCity(access, { clients: own, appointments: own, seed: slug }),
    )
    const address = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'owner'))
    cities.push({ slug, owner: connect(address) })
    await analyzeCity(server, slug)
  }
  return cities
}

/** What scenes before have left is gone. Of 25 talks one is called off, and one has begun, without its reminder knowing. */
export async function makeDue(server: Server, cities: readonly City[], reminders: Reminders): Promise<void> {
  const { dueAt, kind, hoursAhead, badAddresses = false } = reminders
  for (const { slug, owner } of cities) {
    await owner`truncate task, delivery_event, blocked_address, message, message_batch, appointment, diary_time cascade`
    await owner`delete from timeline where kind in ('reminder-sent', 'reminder-failed', 'appointment-moved')`
    await owner`
        insert into appointment (id, client_id, participation_id, starts_at, minutes, place, responsible_id, state,
          cancelled_by, outcome_at, occurred_on, recorded_at, recorded_by)
        select gen_random_uuid(), client_id, participation_id,
          case when nth % 25 = 13 then ${dueAt}::timestamptz - interval '1 hour' - nth * interval '1 second'
            else ${dueAt}::timestamptz + nth * interval '1 second'
              + (${owner.array(hoursAhead.map(Number))}::float8[])[1 + nth % ${hoursAhead.length}::int] * interval '1 hour' end,
          0, 'Rathaus', lead_id, case when nth % 25 = 7 then 'cancelled' else 'booked' end,
          case when nth % 25 = 7 then 'client' end, case when nth % 25 = 7 then ${dueAt}::timestamptz - interval '1 hour' end,
          ${dueAt}::date - 30, ${dueAt}::timestamptz - interval '30 days', lead_id
        from (
          select p.client_id, p.id as participation_id, c.lead_id, row_number() over (order by p.id)::int as nth
          from client c join lateral (select * from participation where client_id = c.id order by id limit 1) p on true
          where c.closed_on is null and c.voided_at is null and c.lead_id is not null) numbered`
    await owner`
        update person_contact set email = case when ${badAddresses} and nth % 25 = 3 then ${REFUSED_ADDRESS} else '' end
          || person_id || '@example.com'
        from (
          select c.person_id as id, row_number() over (order by a.starts_at) as nth
          from appointment a join client c on c.id = a.client_id) numbered
        where numbered.id = person_id`
    await owner`
        insert into message (id, client_id, appointment_id, kind, channel, language, state, created_at, next_at)
        select gen_random_uuid(), client_id, id, ${kind}, 'email', 'ar', 'due', recorded_at, ${dueAt}::timestamptz
        from appointment`
    await withPlatform(server, (sql) => sql`update city set next_due_at = ${dueAt} where slug = ${slug}`)
  }
}

const MOVED = 3

/** A colleague puts some talks of each city two days later, whatever becomes of their reminders at this moment. */
export async function moveTalks(server: Server, clock: Clock, cities: readonly City[]): Promise<void> {
  for (const { slug, owner } of cities) {
    const talks = await owner<{ id: string; startsOn: string }[]>`
        select id, (starts_at at time zone 'Europe/Berlin')::date::text as "startsOn" from appointment where state = 'booked' and starts_at > ${clock.now().toString()}
        order by id limit ${MOVED}`
    await withCity(server, clock, slug, async (access) => {
      for (const { id: appointmentId, startsOn } of talks) {
        const day = Temporal.PlainDate.from(startsOn).add({ days: 2 }).toString()
        const purpose = { action: 'change', subject: 'appointment', subjectId: appointmentId } as const
        const moved = await act(access, purpose, (city) => moveAppointment(city, { appointmentId, day }))
        if (!moved.ok) throw new Error(`A talk cannot be moved: ${moved.error}`)
        const { nextMessageAt } = moved.value
        await asRole(server, 'platform_worker', (platform) => hintDue(platform, slug, nextMessageAt))
      }
    })
  }
}
