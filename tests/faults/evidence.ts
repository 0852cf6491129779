import { withPlatform } from '../../db/fleet/registry.ts'
import type { Server } from '../../db/fleet/server.ts'
import type { City } from './cities.ts'
import type { Hint, Row } from './judge.ts'

/** Every message of the cities that is about a talk. */
export async function rowsOf(cities: readonly City[]): Promise<Row[]> {
  const all: Row[] = []
  for (const { owner } of cities) {
    const rows = await owner<Row[]>`
        select m.id, m.appointment_id as "appointmentId", m.channel, m.state, m.reason, m.delivery,
          (extract(epoch from coalesce(m.next_at, b.next_at)) * 1000)::float8 as "nextAt", m.claimed_until is not null as "isClaimed",
          exists (select from task t where t.ref_id = m.id and t.done_at is null) as "hasTask",
          exists (select from task t where t.ref_id = a.id and t.done_at is null) as "talkHasTask",
          coalesce(s.lines, 0)::int as "sentLines",
          (extract(epoch from a.starts_at) * 1000)::float8 as "startsAt",
          a.state = 'booked' and a.voided_at is null as "isBooked",
          (extract(epoch from a.outcome_at) * 1000)::float8 as "endedAt"
        from message m join appointment a on a.id = m.appointment_id
        left join message_batch b on b.id = m.batch_id
        left join (select ref_id, count(*) as lines from timeline where kind = 'reminder-sent' group by ref_id) s
          on s.ref_id = m.id`
    all.push(...rows)
  }
  return all
}

export interface Pulse {
  /** Messages and calls to look at now. */
  due: number
  /** Messages with nothing left to do. */
  closed: number
  /** When the next of the others is to be looked at, and the last within the hour after that; null = none before `until`. */
  next: number | null
  nextHour: number | null
}

/** How far a city is, at one look; `now` and `until` as ISO instants. */
export async function pulseOf({ owner }: City, now: string, until: string): Promise<Pulse> {
  const [pulse] = await owner<[Pulse]>`
    with open as (select next_at from message where next_at is not null
      union all select next_at from message_batch where next_at is not null),
    next as (select min(next_at) as at from open where next_at > ${now} and next_at <= ${until})
    select (select count(*)::int from open where next_at <= ${now}) as due,
      (select count(*)::int from message where next_at is null and state <> 'frozen') as closed,
      (extract(epoch from at) * 1000)::float8 as next,
      (select (extract(epoch from max(next_at)) * 1000)::float8 from open
        where next_at > ${now} and next_at <= ${until} and next_at <= next.at + interval '1 hour') as "nextHour"
    from next`
  return pulse
}

/** What the platform thinks when each city is to be opened, beside when its rows say so. */
export async function hintsOf(server: Server, cities: readonly City[]): Promise<Hint[]> {
  const hints = await withPlatform(
    server,
    (platform) => platform<{ slug: string; hint: number | null }[]>`
      select slug, (extract(epoch from next_due_at) * 1000)::float8 as hint from city`,
  )
  const hintBySlug = new Map(hints.map(({ slug, hint }) => [slug, hint]))
  return Promise.all(
    cities.map(async ({ slug, owner }) => {
      const [{ nextAt }] = await owner<[{ nextAt: number | null }]>`
        select (extract(epoch from least(
          (select min(next_at) from message), (select min(next_at) from message_batch))) * 1000)::float8 as "nextAt"`
      return { hint: hintBySlug.get(slug) ?? null, nextAt }
    }),
  )
}
