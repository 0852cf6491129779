import postgres from 'postgres'
import type { RootKey } from '../../infra/key.ts'

/** A Postgres server and the role that may create databases and roles on it. */
export interface Server {
  adminUrl: string
  key: RootKey
}

export type Sql = postgres.Sql

export const PLATFORM = 'platform'
export const CITY_TEMPLATE = 'city_template'
export const TEMPLATE_OWNER = 'city_template_owner'
export const CITY_ROLES = ['owner', 'staff', 'partner', 'report', 'sealer'] as const
export type CityLogin = (typeof CITY_ROLES)[number]

const SLUG = /^[a-z][a-z0-9-]{1,40}$/

/** `city_<slug>`, hyphens as underscores. Throws for what is no slug: the name goes into DDL. */
export function databaseOf(slug: string): string {
  if (!SLUG.test(slug) || slug === 'template' || slug === PLATFORM)
    throw new Error(
      'A city slug has 2 to 41 of a-z, 0-9 and -, starts with a letter and is neither template nor platform',
    )
  return `city_${slug.replaceAll('-', '_')}`
}

export const roleOf = (slug: string, login: CityLogin): string => `${databaseOf(slug)}_${login}`

/** The same server, another database, and another role when one is given. */
export function addressOf(url: string, database: string, login?: { role: string; password: string }): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  if (login) {
    address.username = login.role
    address.password = login.password
  }
  return address.href
}

/** One connection, opened at the first query and anew when it was lost. Notices of `if not exists` are not worth a line. */
export const connect = (url: string): Sql =>
  postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'partizipation-fleet' } })

/** `connect` for as long as `work` takes. */
export async function withConnection<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url)
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Fleet work on one server happens one at a time, however many processes start at once. */
export const FLEET_LOCK = 7_046_001

export async function alone<T>(server: Server, work: (admin: Sql) => Promise<T>): Promise<T> {
  return withConnection(server.adminUrl, async (admin) => {
    await admin`select pg_advisory_lock(${FLEET_LOCK})`
    return work(admin)
  })
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Makes the login role or sets its password, and gives its powers back to what they must be: none. */
export async function ensureRole(admin: Sql, role: string, password: string | undefined): Promise<void> {
  const [found] = await admin`select 1 from pg_roles where rolname = ${role}`
  const login = password === undefined ? 'nologin' : `login password ${literal(password)}`
  await admin.unsafe(
    `${found ? 'alter' : 'create'} role "${role}" ${login} nocreatedb nocreaterole noinherit`,
  )
}

/** A provisioner that is no superuser needs SET on an owner role to hand it a database. */
export async function allowSet(admin: Sql, role: string): Promise<void> {
  const [me] =
    await admin`select rolsuper, current_setting('server_version_num')::int >= 160000 as sixteen from pg_roles where rolname = current_user`
  if (me?.rolsuper) return
  await admin.unsafe(`grant "${role}" to current_user${me?.sixteen ? ' with set true, inherit true' : ''}`)
}

export async function databaseExists(admin: Sql, name: string): Promise<boolean> {
  const found = await admin`select 1 from pg_database where datname = ${name}`
  return found.length > 0
}

const EMPTY = "template template0 encoding 'UTF8' locale_provider icu icu_locale 'de-DE' locale 'C'"

/**
 * Makes a database, an empty one unless `from` says otherwise. Postgres lets everybody into a new database: so it is
 * closed until they are shut out, also when a crash came between.
 */
export async function createDatabase(admin: Sql, name: string, from = EMPTY): Promise<void> {
  if (!(await databaseExists(admin, name)))
    await admin.unsafe(`create database "${name}" ${from} allow_connections false`)
  await admin.unsafe(
    `revoke all on database "${name}" from public; alter database "${name}" allow_connections true`,
  )
}
