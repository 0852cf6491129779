import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { SYSTEM_ACTOR } from '../actor.ts'
import cityJournal from '../city/migrations/meta/_journal.json' with { type: 'json' }
import { databaseOf, roleOf, type Sql } from './server.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const read = (path: string): string => readFileSync(at(path), 'utf8')

const journal: { entries: { tag: string }[] } = cityJournal

/** How many migrations a city's database must have seen. */
export const CITY_SCHEMA_VERSION = journal.entries.length

const roles = read('../city/roles.sql')
const report = read('../city/report.sql')
const audit = read('../city/audit.sql')
const triggers = read('../city/triggers.sql')
const imports = read('../city/imports.sql')

/** Changes whenever a migration, a grant, a trigger, the taking back of imports, a report function or the audit trail's own functions do. */
export const CITY_FINGERPRINT = createHash('sha256')
  .update(journal.entries.map((entry) => read(`../city/migrations/${entry.tag}.sql`)).join('\n'))
  .update(roles)
  .update(report)
  .update(triggers)
  .update(imports)
  .update(audit)
  .digest('hex')

export const migratePlatformTables = (sql: Sql): Promise<void> =>
  migrate(drizzle(sql), { migrationsFolder: at('../platform/migrations') })

export async function migrateCityTables(sql: Sql): Promise<void> {
  // Trusted since PostgreSQL 13: the owner of a database may add it. For finding people by parts of their names.
  await sql`create extension if not exists pg_trgm`
  await migrate(drizzle(sql), { migrationsFolder: at('../city/migrations') })
}

export async function applyPlatformRoles(sql: Sql): Promise<void> {
  await sql.unsafe(read('../platform/roles.sql'))
}

/** Report functions, triggers, grants, policies and the audit trail's functions of one city, in one transaction, run by its owner. */
export async function applyCityRoles(sql: Sql, slug: string): Promise<void> {
  const named = (text: string): string =>
    text
      .replaceAll('{{database}}', `"${databaseOf(slug)}"`)
      .replaceAll('{{system}}', SYSTEM_ACTOR.id)
      .replaceAll(/\{\{(owner|staff|partner|report|sealer)\}\}/g, (_, login) => `"${roleOf(slug, login)}"`)
  await sql.begin(async (tx) => {
    await tx.unsafe(report)
    await tx.unsafe(triggers)
    await tx.unsafe(imports)
    await tx.unsafe(named(roles))
    // After the grants: every table that may be changed keeps account of its changes.
    await tx.unsafe(named(audit))
  })
}
