import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { decrypt, encrypt, newFileKey } from '../../infra/key.ts'
import type { AccountEvent } from '../account-event.ts'
import {
  addressOf,
  CITY_ROLES,
  type CityLogin,
  databaseOf,
  PLATFORM,
  roleOf,
  type Server,
  type Sql,
  withConnection,
} from './server.ts'

export interface CityEntry {
  slug: string
  name: string
  colour: string
  status: 'provisioning' | 'live' | 'suspended'
  host: string | null
  port: number | null
  generation: number
  schemaVersion: number
}

export interface NewCity {
  slug: string
  name: string
  /** #rrggbb; the band across the city's pages. */
  colour?: string
  region?: string
}

export const withPlatform = <T>(server: Server, work: (sql: Sql) => Promise<T>): Promise<T> =>
  withConnection(addressOf(server.adminUrl, PLATFORM), work)

const BANDS = ['#1f5f8b', '#7a3b69', '#2f6b4f', '#8a4b1f', '#3f4a8a', '#6b2f3a']

/** Enters the city and makes its passwords and the key of its files; what is there already stays as it is. */
export async function enterCity(server: Server, platform: Sql, city: NewCity): Promise<void> {
  databaseOf(city.slug)
  await platform.begin(async (tx) => {
    const [count] = await tx`select count(*)::int as n from city`
    const colour = city.colour ?? BANDS[(count?.n ?? 0) % BANDS.length] ?? '#1f5f8b'
    await tx`insert into city (slug, name, colour, region_slug) values (${city.slug}, ${city.name}, ${colour}, ${city.region ?? null})
      on conflict (slug) do nothing`
    for (const login of CITY_ROLES) {
      const secret = encrypt(server.key, `city:${city.slug}:${login}`, randomBytes(24).toString('base64url'))
      await tx`insert into city_credential (city_slug, role, secret) values (${city.slug}, ${login}, ${secret}) on conflict do nothing`
    }
    await giveFileKey(server, tx, city.slug)
  })
}

const giveFileKey = (
  server: Server,
  platform: Sql | postgres.TransactionSql,
  slug: string,
): Promise<unknown> =>
  platform`insert into city_file_key (city_slug, secret) values (${slug}, ${newFileKey(server.key, slug)})
    on conflict do nothing`

/** Cities entered before there were files get their key. */
export async function giveMissingFileKeys(server: Server, platform: Sql): Promise<void> {
  const without = await platform<{ slug: string }[]>`
    select slug from city where not exists (select from city_file_key where city_slug = slug)`
  for (const { slug } of without) await giveFileKey(server, platform, slug)
}

export async function passwordOf(
  server: Server,
  platform: Sql,
  slug: string,
  login: CityLogin,
): Promise<string> {
  const [row] = await platform<
    { secret: Buffer }[]
  >`select secret from city_credential where city_slug = ${slug} and role = ${login}`
  if (!row) throw new Error(`No city "${slug}"`)
  return decrypt(server.key, `city:${slug}:${login}`, row.secret)
}

/** The server of a city as an address without login: the platform's own unless the registry names another. */
export function serverOf(server: Server, city: { host: string | null; port: number | null }): string {
  const address = new URL(server.adminUrl)
  if (city.host) address.hostname = city.host
  if (city.port) address.port = String(city.port)
  return address.href
}

export async function cityAddress(
  server: Server,
  platform: Sql,
  slug: string,
  login: CityLogin,
): Promise<string> {
  const [city] = await platform<
    { host: string | null; port: number | null }[]
  >`select host, port from city where slug = ${slug}`
  if (!city) throw new Error(`No city "${slug}"`)
  const password = await passwordOf(server, platform, slug, login)
  return addressOf(serverOf(server, city), databaseOf(slug), { role: roleOf(slug, login), password })
}

export const listCities = (platform: Sql): Promise<CityEntry[]> =>
  platform<CityEntry[]>`
    select slug, name, colour, status, host, port, generation, schema_version as "schemaVersion" from city order by slug`

/**
 * Carries out `change` of cities and tells the platform's trail about each in the same statement. Answers how many
 * changed. `change`: an update or delete of `city` without `returning`.
 */
export async function changeCities(
  platform: Sql,
  kind: AccountEvent['kind'],
  change: postgres.PendingQuery<postgres.Row[]>,
): Promise<number> {
  const told = await platform`
    with changed as (${change} returning slug)
    insert into account_event (generation, at, kind, city_slug, reason)
    select generation, now(), ${kind}, slug, 'command line' from changed, platform_identity`
  return told.count
}

/** Whether the city's staff must sign in with a second factor. */
export const requireSecondFactor = (server: Server, slug: string, required: boolean): Promise<number> =>
  withPlatform(server, (platform) =>
    changeCities(
      platform,
      required ? 'second-factor-required' : 'second-factor-not-required',
      platform`update city set second_factor_required = ${required}
        where slug = ${slug} and second_factor_required <> ${required}`,
    ),
  )

/**
 * Shuts a city from the next request on, or opens it again; its data stay. Answers how many changed: 0 when it was so
 * already.
 */
export const suspendCity = (server: Server, slug: string, suspended: boolean): Promise<number> =>
  withPlatform(server, (platform) =>
    suspended
      ? changeCities(
          platform,
          'city-suspended',
          platform`update city set status = 'suspended' where slug = ${slug} and status = 'live'`,
        )
      : changeCities(
          platform,
          'city-resumed',
          platform`update city set status = 'live' where slug = ${slug} and status = 'suspended'`,
        ),
  )
