import { randomBytes } from 'node:crypto'
import { withPlatform } from '../../db/fleet/registry.ts'
import { databaseOf, type Sql, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity, testServer } from './city.ts'

export interface TestRegion {
  slug: string
  cities: [TestCity, TestCity, TestCity]
  /** As superuser in the platform database. */
  platform<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** As superuser in one city's database. */
  inCity<T>(city: TestCity, work: (sql: Sql) => Promise<T>): Promise<T>
  /** Nobody can open this city's database any more, and whoever has it open is thrown out. */
  shut(city: TestCity): Promise<void>
  open(city: TestCity): Promise<void>
  remove(): Promise<void>
}

/** `false`: nobody can open the city's database any more, and whoever has it open is thrown out. */
export const allowConnections = (adminUrl: string, slug: string, allowed: boolean): Promise<void> =>
  withConnection(adminUrl, async (sql) => {
    const database = databaseOf(slug)
    await sql.unsafe(`alter database "${database}" allow_connections ${allowed}`)
    if (!allowed)
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`
  })

/** Adds to a city: many on a list, most of them spoken with, 30 with a file, and some of these at work. */
export async function plantCounts(
  sql: Sql,
  { listed, reached, working }: { listed: number; reached: number; working: number },
): Promise<void> {
  await sql`insert into actor (id, name) values ('0a000000-0000-4000-8000-000000000009', 'Probe') on conflict do nothing`
  await sql.unsafe(`
    with people as (
      insert into person (family_name, birth_date, names_key, created_at)
      select 'Gezählt', '1980', 'gezaehlt', now() from generate_series(1, ${listed}) returning id),
    list as (
      insert into list_import (programme_id, imported_on, imported_at, imported_by, rows, created, updated, unchanged, duplicates, rejected, header)
      select id, '2026-01-10', now(), '0a000000-0000-4000-8000-000000000009', ${listed}, ${listed}, 0, 0, 0, 0, '[]' from programme limit 1
      returning id, programme_id),
    numbered as (select id, row_number() over () as n from people),
    lines as (
      insert into list_row (import_id, line, outcome, person_id) select list.id, n, 'created', numbered.id from list, numbered),
    knocks as (
      insert into visit (person_id, programme_id, outcome, occurred_on, recorded_at, recorded_by)
      select numbered.id, list.programme_id, 'declined', '2026-01-20', now(), '0a000000-0000-4000-8000-000000000009'
      from list, numbered where n <= ${reached}),
    files as (
      insert into client (person_id, origin, occurred_on, recorded_at, recorded_by)
      select id, 'door', '2026-01-20', now(), '0a000000-0000-4000-8000-000000000009' from numbered where n <= 30 returning id),
    entries as (
      insert into participation (client_id, programme_id, occurred_on, recorded_at, recorded_by)
      select files.id, list.programme_id, '2026-01-20', now(), '0a000000-0000-4000-8000-000000000009' from files, list
      returning id, client_id),
    shop as (insert into employer (name, created_at) values ('Betrieb', now()) returning id),
    chosen as (select *, row_number() over () as n from entries)
    insert into placement (client_id, participation_id, employer_id, job_title, full_time, hours_per_week, occurred_on, recorded_at, recorded_by)
    select client_id, chosen.id, shop.id, 'Hilfe', true, 39, '2026-02-01', now(), '0a000000-0000-4000-8000-000000000009'
    from chosen, shop where n <= ${working}`)
}

/** A region of its own with three cities. */
export async function makeRegion(): Promise<TestRegion> {
  const server = testServer()
  const slug = `r${randomBytes(5).toString('hex')}`
  const cities: [TestCity, TestCity, TestCity] = [await makeCity(), await makeCity(), await makeCity()]
  const slugs = cities.map((city) => city.slug)
  await withPlatform(server, async (sql) => {
    await sql`insert into region (slug, name) values (${slug}, 'Testregion')`
    await sql`update city set region_slug = ${slug} where slug in ${sql(slugs)}`
  })
  return {
    slug,
    cities,
    platform: (work) => withPlatform(server, work),
    inCity(city, work) {
      const address = new URL(server.adminUrl)
      address.pathname = `/${databaseOf(city.slug)}`
      return withConnection(address.href, work)
    },
    shut: (city) => allowConnections(server.adminUrl, city.slug, false),
    open: (city) => allowConnections(server.adminUrl, city.slug, true),
    async remove() {
      await withPlatform(server, (sql) => sql`delete from report_run where region_slug = ${slug}`)
      for (const city of cities) await city.remove()
      await withPlatform(server, (sql) => sql`delete from region where slug = ${slug}`)
    },
  }
}
