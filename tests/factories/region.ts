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
  const allow = (city: TestCity, allowed: boolean) =>
    withConnection(server.adminUrl, async (sql) => {
      await sql.unsafe(`alter database "${databaseOf(city.slug)}" allow_connections ${allowed}`)
      if (!allowed) {
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${databaseOf(city.slug)}`
      }
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
    shut: (city) => allow(city, false),
    open: (city) => allow(city, true),
    async remove() {
      await withPlatform(server, (sql) => sql`delete from report_run where region_slug = ${slug}`)
      for (const city of cities) await city.remove()
      await withPlatform(server, (sql) => sql`delete from region where slug = ${slug}`)
    },
  }
}
