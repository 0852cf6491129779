import { derivePassword } from '../../infra/key.ts'
import { migrateFleet } from './migrate.ts'
import {
  applyPlatformRoles,
  CITY_FINGERPRINT,
  migrateCityTables,
  migratePlatformTables,
} from './migrations.ts'
import { migrateQueues } from './queues.ts'
import { giveMissingFileKeys } from './registry.ts'
import {
  addressOf,
  allowSet,
  alone,
  CITY_TEMPLATE,
  createDatabase,
  databaseExists,
  ensureRole,
  PLATFORM,
  type Server,
  type Sql,
  TEMPLATE_OWNER,
  withConnection,
} from './server.ts'

export const PLATFORM_ROLES = [
  'platform_web',
  'platform_worker',
  'platform_operator',
  'platform_sealer',
] as const
export type PlatformRole = (typeof PLATFORM_ROLES)[number]

export const platformAddress = (server: Server, role: PlatformRole): string =>
  addressOf(server.adminUrl, PLATFORM, { role, password: derivePassword(server.key, role) })

/** The registry, the template and every city, all at the version of this code. Safe to call again at any time. */
export async function preparePlatform(server: Server): Promise<void> {
  await alone(server, async (admin) => {
    for (const role of PLATFORM_ROLES) await ensureRole(admin, role, derivePassword(server.key, role))
    await createDatabase(admin, PLATFORM)
    await withConnection(addressOf(server.adminUrl, PLATFORM), async (sql) => {
      await migratePlatformTables(sql)
      await migrateQueues(sql)
      await sql`insert into platform_identity (generation) values (1) on conflict do nothing`
      await applyPlatformRoles(sql)
      await giveMissingFileKeys(server, sql)
      await prepareTemplate(server, admin, sql)
    })
  })
  await migrateFleet(server)
}

/** An empty city at the newest version: making a new one is a copy of files. */
async function prepareTemplate(server: Server, admin: Sql, platform: Sql): Promise<void> {
  const [made] =
    await platform`select detail ->> 'fingerprint' as fingerprint from milestone where name = 'city-template'`
  if (made?.fingerprint === CITY_FINGERPRINT && (await databaseExists(admin, CITY_TEMPLATE))) return
  await ensureRole(admin, TEMPLATE_OWNER, undefined)
  await allowSet(admin, TEMPLATE_OWNER)
  await admin.unsafe(`drop database if exists "${CITY_TEMPLATE}"`)
  await createDatabase(admin, CITY_TEMPLATE)
  await admin.unsafe(`grant create on database "${CITY_TEMPLATE}" to "${TEMPLATE_OWNER}"`)
  await withConnection(addressOf(server.adminUrl, CITY_TEMPLATE), async (sql) => {
    await sql.unsafe(`alter schema public owner to "${TEMPLATE_OWNER}"; set role "${TEMPLATE_OWNER}"`)
    await migrateCityTables(sql)
  })
  await platform`
    insert into milestone (name, detail) values ('city-template', jsonb_build_object('fingerprint', ${CITY_FINGERPRINT}::text))
    on conflict (name) do update set detail = excluded.detail, reached_at = now()`
}
