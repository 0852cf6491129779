import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLATFORM_ROLES, platformAddress } from '../../db/fleet/platform.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import {
  addressOf,
  CITY_ROLES,
  type CityLogin,
  createDatabase,
  databaseOf,
  PLATFORM,
  roleOf,
  type Server,
  type Sql,
  withConnection,
} from '../../db/fleet/server.ts'
import { testServer } from '../factories/city.ts'

const slugs = ['iso-a', 'iso-b', 'iso-c'].map((slug) => `${slug}-${Date.now().toString(36)}`)
let server: Server
const addresses = new Map<string, string>()

/** The code Postgres refuses with, or 'opened'. */
async function open(address: string, query = 'select 1'): Promise<string> {
  const sql = postgres(address, { max: 1, connect_timeout: 10, fetch_types: false, onnotice: () => {} })
  try {
    await sql.unsafe(query)
    return 'opened'
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code
    throw error
  } finally {
    await sql.end({ timeout: 1 })
  }
}

const addressFor = (slug: string, login: CityLogin): string => {
  const address = addresses.get(`${slug}/${login}`)
  if (!address) throw new Error('no address')
  return address
}

beforeAll(async () => {
  server = testServer()
  for (const slug of slugs) await provisionCity(server, { slug, name: slug })
  await withPlatform(server, async (platform) => {
    for (const slug of slugs) {
      for (const login of CITY_ROLES)
        addresses.set(`${slug}/${login}`, await cityAddress(server, platform, slug, login))
    }
  })
})
afterAll(async () => {
  for (const slug of slugs) await removeCity(server, slug)
})

const PERMISSION_DENIED = '42501'
const pairs = slugs.flatMap((slug) => CITY_ROLES.map((login) => ({ slug, login })))

describe('a city opens only to its own roles', () => {
  it.each(pairs)('$login of $slug opens its own database', async ({ slug, login }) => {
    expect(await open(addressFor(slug, login))).toBe('opened')
  })

  it.each(pairs)('$login of $slug is refused by every other database', async ({ slug, login }) => {
    const others = [...slugs.filter((other) => other !== slug).map(databaseOf), PLATFORM, 'city_template']
    const own = new URL(addressFor(slug, login))
    const role = { role: own.username, password: own.password }
    const answers = await Promise.all(
      others.map((database) => open(addressOf(server.adminUrl, database, role))),
    )
    expect(answers).toEqual(others.map(() => PERMISSION_DENIED))
  })

  it.each(PLATFORM_ROLES)('%s is refused by every city', async (role) => {
    const own = new URL(platformAddress(server, role))
    const login = { role: own.username, password: own.password }
    const answers = await Promise.all(
      slugs.map((slug) => open(addressOf(server.adminUrl, databaseOf(slug), login))),
    )
    expect(answers).toEqual(slugs.map(() => PERMISSION_DENIED))
  })
})

describe('inside its own database', () => {
  const [slug = ''] = slugs
  const refused: [CityLogin, string][] = [
    ['report', 'select * from person'],
    ['report', 'select count(*) from client'],
    ['report', 'select * from report_snapshot'],
    ['report', "select * from report.figures(null, null, null, '2026-01-01')"],
    ['partner', 'select * from person'],
    ['partner', 'select * from client'],
    ['partner', 'select * from audit_event'],
    ['sealer', 'select * from person'],
    ['sealer', 'update audit_event set subject = $$x$$'],
    ['sealer', 'delete from audit_seal'],
    ['staff', 'select * from audit_event'],
    ['staff', 'update audit_event set subject = $$x$$'],
    ['staff', 'delete from audit_event'],
    ['staff', 'insert into audit_seal default values'],
    ['staff', 'update timeline set kind = $$x$$'],
    ['staff', 'update work_plan_version set version = 9'],
    ['staff', 'update signature set name = $$x$$'],
    ['staff', 'delete from person'],
    ['staff', 'create table mine (id int)'],
    ['staff', 'create temp table mine (id int)'],
  ]
  it.each(refused)('%s may not: %s', async (login, query) => {
    expect(await open(addressFor(slug, login), query)).toBe(PERMISSION_DENIED)
  })
})

describe('a database that is just being made', () => {
  it('lets nobody in, and one that a crash left closed is opened by the next try', async () => {
    const [slug = ''] = slugs
    const database = `city_made_${randomUUID().replaceAll('-', '')}`
    const state = (admin: Sql) => admin`
      select datallowconn as open, has_database_privilege(${roleOf(slug, 'staff')}, oid, 'connect') as foreign
      from pg_database where datname = ${database}`
    await withConnection(server.adminUrl, async (admin) => {
      try {
        await admin.unsafe(`create database "${database}" allow_connections false`)
        expect([...(await state(admin))]).toEqual([{ open: false, foreign: true }])
        await createDatabase(admin, database)
        expect([...(await state(admin))]).toEqual([{ open: true, foreign: false }])
      } finally {
        await admin.unsafe(`drop database if exists "${database}" with (force)`)
      }
    })
  })
})
