import { applyCityRoles, CITY_FINGERPRINT, CITY_SCHEMA_VERSION, migrateCityTables } from './migrations.ts'
import { cityAddress, withPlatform } from './registry.ts'
import { type Server, withConnection } from './server.ts'

/** Brings every live city that is behind to this code's version. One city's failure stops no other; all are named. */
export async function migrateFleet(server: Server): Promise<{ migrated: string[] }> {
  return withPlatform(server, async (platform) => {
    const behind = await platform<{ slug: string }[]>`
      select slug from city where status <> 'provisioning' and schema_fingerprint is distinct from ${CITY_FINGERPRINT} order by slug`
    const failures: string[] = []
    for (const { slug } of behind) {
      try {
        await withConnection(await cityAddress(server, platform, slug, 'owner'), async (sql) => {
          await migrateCityTables(sql)
          await sql`update city_identity set schema_version = ${CITY_SCHEMA_VERSION}`
          await applyCityRoles(sql, slug)
        })
        await platform`
          update city set schema_version = ${CITY_SCHEMA_VERSION}, schema_fingerprint = ${CITY_FINGERPRINT} where slug = ${slug}`
      } catch (error) {
        failures.push(`${slug}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    if (failures.length > 0) throw new Error(`Not brought up to date: ${failures.join('; ')}`)
    return { migrated: behind.map((city) => city.slug) }
  })
}
