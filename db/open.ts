import { and, eq } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Temporal } from 'temporal-polyfill'
import type { FileRoom } from '../infra/files/file-room.ts'
import { StoreUnavailable } from '../infra/files/store.ts'
import { decrypt, decryptFileKey, derivePassword, type RootKey } from '../infra/key.ts'
import cityJournal from './city/migrations/meta/_journal.json' with { type: 'json' }
import { cityIdentity } from './city/schema/audit.ts'
import type { OperatorDb, PlatformDb } from './handles.ts'
import { city, cityCredential, cityFileKey } from './platform/schema/index.ts'
import { tamed } from './tamed-driver.ts'
import { openTouches } from './touched.ts'

export type CityLogin = 'staff' | 'partner' | 'report' | 'sealer'
export type CityPool = PostgresJsDatabase

/**
 * `act` holds a connection for as long as its transaction takes. `look` is one short statement: its connection takes one
 * after the other without waiting for answers, and no transaction ever stands in the way.
 */
export type CityUse = 'act' | 'look'

/** The city cannot be worked with just now: its server, its version or its audit trail is not there. */
export class CityUnavailable extends Error {
  constructor(
    message: string,
    readonly part: 'data' | 'audit' = 'data',
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Every connection a process holds: one pool of the platform, and a few small ones of the cities in use. */
export interface Databases {
  platform: PlatformDb
  /** Opens on first use, compares the database's name with the registry. Throws CityUnavailable. */
  city(slug: string, login: CityLogin, use?: CityUse): Promise<CityPool>
  /** Something was done in the city that its trail is to be sealed over: the sealer hears of it within the second. */
  touched(slug: string, at: Temporal.Instant): void
  /** Where files lie; undefined in a process that has nothing to do with them. `filesOf` is the way to them. */
  readonly files: FileRoom | undefined
  /** The key of a city's files, 32 bytes: read anew each time, so that without it no process opens one. Throws StoreUnavailable. */
  fileKey(slug: string): Promise<Buffer>
  /** The platform's own trail as its sealer sees it; opened on first use. */
  platformSealer(): CityPool
  /** The platform with the operator's own login, which reads no account; opened on first use. */
  platformOperator(): OperatorDb
  /** One statement on the platform, for libraries that speak to `pg`. */
  platformQuery(statement: {
    text: string
    values?: unknown[]
  }): Promise<{ rows: unknown[]; rowCount: number }>
  close(): Promise<void>
}

export interface OpenOptions {
  /** Address of the Postgres server; database and login in it are not used. */
  serverUrl: string
  key: RootKey
  as: 'platform_web' | 'platform_worker'
  files?: FileRoom
}

const MOST_POOLS = 100
/** More for looking were slower: several servers with cold caches, taking turns on the same cores. */
const CONNECTIONS: Record<CityUse, number> = { act: 3, look: 1 }
const IDLE_SECONDS = 30

interface OpenCity {
  sql: postgres.Sql
  ready: Promise<CityPool>
}

/** How many migrations a city's database has seen when it is up to date: behind it, its city cannot be opened. */
export const CITY_VERSION = cityJournal.entries.length

function at(
  serverUrl: string,
  database: string,
  role: string,
  password: string,
  host?: string | null,
  port?: number | null,
): string {
  const address = new URL(serverUrl)
  address.pathname = `/${database}`
  address.username = role
  address.password = password
  if (host) address.hostname = host
  if (port) address.port = String(port)
  return address.href
}

const options = (max: number): postgres.Options<Record<string, never>> => ({
  max,
  idle_timeout: IDLE_SECONDS,
  connect_timeout: 5,
  // Without it every new connection asks for all types of the database first; we name ours.
  fetch_types: false,
  onnotice: () => {},
  connection: {
    application_name: 'partizipation',
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    // Our statements step into indexes whatever the values are; planning one anew costs as much as running it.
    plan_cache_mode: 'force_generic_plan',
  },
})

const asParameter = (value: unknown): string | number | null => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new Error(`Not a parameter: ${typeof value}`)
}

export function openDatabases({ serverUrl, key, as, files }: OpenOptions): Databases {
  const platformSql = tamed(postgres(at(serverUrl, 'platform', as, derivePassword(key, as)), options(8)))
  let sealerSql: postgres.Sql | undefined
  let operatorSql: postgres.Sql | undefined
  const one = (role: 'platform_sealer' | 'platform_operator'): postgres.Sql =>
    tamed(postgres(at(serverUrl, 'platform', role, derivePassword(key, role)), options(1)))
  const platform: PlatformDb = Object.assign(drizzle(platformSql), {
    opens: 'platform' as const,
  })
  const touches = openTouches(platform)
  // Insertion order is order of use: the first is the one not used for longest.
  const cities = new Map<string, OpenCity>()

  async function registered(slug: string, login: CityLogin) {
    const [entry] = await platform
      .select({
        host: city.host,
        port: city.port,
        status: city.status,
        timeZone: city.timeZone,
        generation: city.generation,
        secret: cityCredential.secret,
      })
      .from(city)
      .innerJoin(cityCredential, eq(cityCredential.citySlug, city.slug))
      .where(and(eq(city.slug, slug), eq(cityCredential.role, login)))
    if (entry?.status !== 'live') throw new CityUnavailable(`${slug} is not live`)
    return entry
  }

  async function open(slug: string, login: CityLogin, use: CityUse): Promise<OpenCity> {
    const entry = await registered(slug, login)
    const database = `city_${slug.replaceAll('-', '_')}`
    const password = decrypt(key, `city:${slug}:${login}`, entry.secret)
    const address = at(serverUrl, database, `${database}_${login}`, password, entry.host, entry.port)
    const sql = tamed(postgres(address, options(CONNECTIONS[use])))
    // Without its schema: drizzle would make an object for every table in every transaction.
    const db = drizzle(sql)
    const compare = async (): Promise<CityPool> => {
      const [identity] = await db.select().from(cityIdentity)
      if (
        identity?.slug !== slug ||
        identity.timeZone !== entry.timeZone ||
        identity.generation !== entry.generation
      ) {
        throw new CityUnavailable(`${slug}: the database behind the registered address is another one`)
      }
      if (identity.schemaVersion < CITY_VERSION)
        throw new CityUnavailable(`${slug} is not brought up to date yet`)
      return db
    }
    return { sql, ready: compare() }
  }

  const opening = new Map<string, Promise<OpenCity>>()

  async function closeOldest(): Promise<void> {
    const [oldest] = cities
    if (!oldest) return
    cities.delete(oldest[0])
    await oldest[1].sql.end({ timeout: 30 })
  }

  async function openCity(name: string, slug: string, login: CityLogin, use: CityUse): Promise<OpenCity> {
    const opened = await open(slug, login, use)
    try {
      await opened.ready
    } catch (error) {
      await opened.sql.end({ timeout: 0 })
      throw error instanceof CityUnavailable
        ? error
        : new CityUnavailable(`${slug} does not answer`, 'data', { cause: error })
    }
    cities.set(name, opened)
    // Not awaited by the one who opens: the oldest pool may still be finishing somebody's statement.
    if (cities.size > MOST_POOLS)
      void closeOldest().catch((error: unknown) => console.error('closing a pool', error))
    return opened
  }

  return {
    platform,
    async city(slug, login, use = 'act') {
      const name = `${slug}/${login}/${use}`
      const known = cities.get(name)
      if (known) {
        cities.delete(name)
        cities.set(name, known)
        return known.ready
      }
      let pending = opening.get(name)
      if (!pending) {
        pending = openCity(name, slug, login, use).finally(() => opening.delete(name))
        opening.set(name, pending)
      }
      return (await pending).ready
    },
    touched: touches.add,
    files,
    async fileKey(slug) {
      const [found] = await platform
        .select({ secret: cityFileKey.secret })
        .from(cityFileKey)
        .where(eq(cityFileKey.citySlug, slug))
      if (!found) throw new StoreUnavailable(`${slug} has no key for its files`)
      return decryptFileKey(key, slug, found.secret)
    },
    platformSealer() {
      sealerSql ??= one('platform_sealer')
      return drizzle(sealerSql)
    },
    platformOperator() {
      operatorSql ??= one('platform_operator')
      return Object.assign(drizzle(operatorSql), { opens: 'operator' as const })
    },
    async platformQuery({ text, values = [] }) {
      const rows = await platformSql.unsafe(text, values.map(asParameter))
      return { rows: [...rows], rowCount: rows.count }
    },
    async close() {
      await Promise.all([sealerSql?.end({ timeout: 5 }), operatorSql?.end({ timeout: 5 })])
      await Promise.all([...cities.values()].map((city) => city.sql.end({ timeout: 5 })))
      cities.clear()
      await touches.close().catch((error: unknown) => console.error('telling the sealer', error))
      await platformSql.end({ timeout: 5 })
    },
  }
}
