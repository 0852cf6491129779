import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { expiringQuery, expiringTitles } from './queries.server.ts'

let city: TestCity
const worker = (number: number) => `0b000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** 10,000 clients of 120 workers, each with two papers and every fourth with an application. */
beforeAll(async () => {
  city = await makeCity()
  await city.work(async ({ db, actor, now }) => {
    const at = now.toString()
    await db.execute(sql`
      insert into actor (id, name)
      select ('0b000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Kraft ' || n from generate_series(0, 119) n`)
    await db.execute(sql`
      with people as (
        insert into person (family_name, given_name, birth_date, names_key, created_at)
        select 'Name' || n, 'V', '1980', 'name' || n || '|v', ${at} from generate_series(1, 10000) n returning id),
      files as (
        insert into client (person_id, lead_id, origin, occurred_on, recorded_at, recorded_by)
        select id, ('0b000000-0000-4000-8000-' || lpad((row_number() over () % 120)::text, 12, '0'))::uuid, 'door',
          date '2025-06-01', ${at}, ${actor.id} from people returning id, person_id),
      entered as (
        insert into participation (client_id, programme_id, occurred_on, recorded_at, recorded_by)
        select id, ${city.programmeId}, date '2025-06-01', ${at}, ${actor.id} from files returning id, client_id),
      titles as (
        insert into residence_title (person_id, status, wording, valid_until, occurred_on, recorded_at, recorded_by)
        select person_id, 'duldung', 'Duldung', date '2026-03-09' + (row_number() over () % 300)::int + paper * 30,
          date '2025-06-01' + paper, ${at}, ${actor.id} from files, generate_series(0, 1) paper
        returning id, person_id, occurred_on)
      insert into permit_extension (client_id, participation_id, title_id, occurred_on, recorded_at, recorded_by)
      select files.id, entered.id, titles.id, date '2026-03-01', ${at}, ${actor.id}
      from files join entered on entered.client_id = files.id join titles on titles.person_id = files.person_id
      where titles.occurred_on = date '2025-06-02' and ascii(right(files.id::text, 1)) % 4 = 0`)
  })
  const owner = await withPlatform(city.server, (platform) =>
    cityAddress(city.server, platform, city.slug, 'owner'),
  )
  await withConnection(owner, (owned) => owned`analyze`)
})
afterAll(() => city.remove())

/** Every kind of node in a plan of `explain (format json)`; few people are named in files, so that table is left out. */
function nodesOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf)
  if (typeof plan !== 'object' || plan === null) return []
  if ('Relation Name' in plan && plan['Relation Name'] === 'file_access') return []
  return Object.entries(plan).flatMap(([key, value]) =>
    key === 'Node Type' && typeof value === 'string' ? [value] : nodesOf(value),
  )
}

it("walks a worker's cases by index, never the city", async () => {
  const [found, plan] = await city.work(async ({ db }) => [
    await expiringTitles(db, worker(7), '2026-06-09'),
    await db.execute(sql`explain (format json) ${expiringQuery(worker(7), '2026-06-09')}`),
  ])
  expect(found.length).toBeGreaterThan(0)
  const nodes = nodesOf(plan)
  expect(nodes.filter((node) => node.includes('Index'))).not.toEqual([])
  expect(nodes).not.toContain('Seq Scan')
  expect(nodes).not.toContain('Parallel Seq Scan')
})
