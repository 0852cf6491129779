import { applyCityRoles, CITY_FINGERPRINT, CITY_SCHEMA_VERSION } from './migrations.ts'
import { changeCities, enterCity, type NewCity, passwordOf, withPlatform } from './registry.ts'
import {
  addressOf,
  allowSet,
  alone,
  CITY_ROLES,
  CITY_TEMPLATE,
  createDatabase,
  databaseOf,
  ensureRole,
  roleOf,
  type Server,
  TEMPLATE_OWNER,
  withConnection,
} from './server.ts'

/**
 * Makes a city: registry, five roles, a copy of the template, grants. Every step looks first whether it is done,
 * so that a crash anywhere is mended by calling it again. Takes a second or two.
 */
export async function provisionCity(server: Server, city: NewCity): Promise<'made' | 'already there'> {
  const { slug } = city
  const database = databaseOf(slug)
  return alone(server, (admin) =>
    withPlatform(server, async (platform) => {
      await enterCity(server, platform, city)
      const [entry] =
        await platform`select status, name, time_zone, generation from city where slug = ${slug}`
      if (entry?.status !== 'provisioning') return 'already there'
      for (const login of CITY_ROLES) {
        await ensureRole(admin, roleOf(slug, login), await passwordOf(server, platform, slug, login))
      }
      const owner = roleOf(slug, 'owner')
      await allowSet(admin, owner)
      await createDatabase(admin, database, `template "${CITY_TEMPLATE}" owner "${owner}"`)
      await withConnection(addressOf(server.adminUrl, database), async (sql) => {
        await sql.unsafe(`reassign owned by "${TEMPLATE_OWNER}" to "${owner}"; set role "${owner}"`)
        await sql`
          insert into city_identity (slug, name, time_zone, schema_version, generation)
          values (${slug}, ${entry.name}, ${entry.time_zone}, ${CITY_SCHEMA_VERSION}, ${entry.generation})
          on conflict (one) do nothing`
        await applyCityRoles(sql, slug)
      })
      await changeCities(
        platform,
        'city-provisioned',
        platform`update city
          set status = 'live', schema_version = ${CITY_SCHEMA_VERSION}, schema_fingerprint = ${CITY_FINGERPRINT}
          where slug = ${slug}`,
      )
      return 'made'
    }),
  )
}

/** Takes a city away for good: database, roles, registry. */
export async function removeCity(server: Server, slug: string): Promise<boolean> {
  const database = databaseOf(slug)
  return alone(server, (admin) =>
    withPlatform(server, async (platform) => {
      await admin.unsafe(`drop database if exists "${database}" with (force)`)
      for (const login of CITY_ROLES) await admin.unsafe(`drop role if exists "${roleOf(slug, login)}"`)
      return (
        (await changeCities(platform, 'city-removed', platform`delete from city where slug = ${slug}`)) > 0
      )
    }),
  )
}
