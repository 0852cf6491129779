/** Many filled cities in the time it takes to copy a database: each with roles, passwords and a line in the registry of its own. */
import { applyCityRoles } from '../../db/fleet/migrations.ts'
import { enterCity, passwordOf, withPlatform } from '../../db/fleet/registry.ts'
import {
  addressOf,
  alone,
  CITY_ROLES,
  createDatabase,
  databaseOf,
  ensureRole,
  roleOf,
  type Server,
  withConnection,
} from '../../db/fleet/server.ts'

/** Makes cities `slugs` as `from` is, a provisioned and filled one to which nobody is connected. */
export const copyCity = (server: Server, from: string, slugs: readonly string[]): Promise<void> =>
  alone(server, (admin) =>
    withPlatform(server, async (platform) => {
      for (const slug of slugs) {
        const [database, owner] = [databaseOf(slug), roleOf(slug, 'owner')]
        await enterCity(server, platform, { slug, name: `Stadt ${slug}` })
        for (const login of CITY_ROLES)
          await ensureRole(admin, roleOf(slug, login), await passwordOf(server, platform, slug, login))
        await createDatabase(
          admin,
          database,
          `template "${databaseOf(from)}" owner "${owner}" strategy file_copy`,
        )
        await withConnection(addressOf(server.adminUrl, database), async (sql) => {
          await sql.unsafe(`reassign owned by "${roleOf(from, 'owner')}" to "${owner}"; set role "${owner}"`)
          await applyCityRoles(sql, slug)
          // Only now: till then its policies let another's owner in.
          await sql`update city_identity set slug = ${slug}, name = ${`Stadt ${slug}`}`
        })
        await platform`
          update city set status = 'live', schema_version = known.schema_version, schema_fingerprint = known.schema_fingerprint
          from city known where city.slug = ${slug} and known.slug = ${from}`
      }
      // Reassigning gives away the database itself, too.
      await admin.unsafe(`alter database "${databaseOf(from)}" owner to "${roleOf(from, 'owner')}"`)
    }),
  )
