import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { SYSTEM_ACTOR } from '../../db/actor.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import { type CityAccess, mintAccess } from '../../db/mint.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import { caseworker, standingClock, testServer } from '../factories/city.ts'

const server = testServer()
const slug = `f${Date.now().toString(36)}`
let databases: Databases
let access: CityAccess<'staff'>

beforeAll(async () => {
  await provisionCity(server, { slug, name: 'Stadt Voll' })
  databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  const city = { slug, name: 'Stadt Voll', colour: '#1d4f91' }
  const clock = standingClock('2026-11-23T07:00:00Z')
  access = mintAccess(databases, { kind: 'staff', city, actor: SYSTEM_ACTOR, clock })
})
afterAll(async () => {
  await databases.close()
  await removeCity(server, slug)
})

it('fills a city with as many open files and appointments as asked for, in real caseloads', async () => {
  const filled = await fillCity(access, { clients: 400, appointments: 2000, workers: [caseworker] })
  expect(filled.outcome).toBe('loaded')
  expect(filled.workers[0]).toEqual(caseworker)
  await analyzeCity(server, slug)
  const [found] = await act(access, { action: 'view', subject: 'test' }, ({ db }) =>
    db.execute(sql`
      select (select count(*) from client where closed_on is null)::int as clients,
        (select count(*) from appointment)::int as appointments,
        (select array_agg(files order by files) from (select count(*)::int as files from client group by lead_id) load)::text as loads`),
  )
  expect(found).toEqual({ clients: 400, appointments: 2000, loads: '{95,100,100,105}' })
}, 120_000)

it('leaves a city alone that has programmes', async () => {
  expect((await fillCity(access, { clients: 100, appointments: 300 })).outcome).toBe('already there')
}, 120_000)

it('refuses more talks than fit into the programme', async () => {
  await expect(fillCity(access, { clients: 100, appointments: 5000 })).rejects.toThrow('cannot have')
})
