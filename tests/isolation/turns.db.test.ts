/** How often an act speaks to Postgres, and that acts at once never speak into each other (db/tamed-driver.ts). */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { mintAccess } from '../../db/mint.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'

let city: TestCity
let between: Server
let databases: Databases
const sockets = new Set<Socket>()
/** What came from the driver, each time it wrote. */
let turns = 0

/** Stands between the driver and Postgres and counts. */
async function listenBetween({ hostname, port }: URL): Promise<Server> {
  const server = createServer((driver) => {
    const postgres = connect(Number(port), hostname)
    for (const socket of [driver, postgres]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
    driver.on('data', () => {
      turns += 1
    })
    driver.pipe(postgres).pipe(driver)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

beforeAll(async () => {
  city = await makeCity()
  const address = new URL(city.server.adminUrl)
  between = await listenBetween(address)
  address.hostname = '127.0.0.1'
  address.port = String((between.address() as AddressInfo).port)
  databases = openDatabases({ serverUrl: address.href, key: city.server.key, as: 'platform_worker' })
})
afterAll(async () => {
  await databases.close()
  for (const socket of sockets) socket.destroy()
  between.close()
  await city.remove()
})

const acting = <T>(work: (at: CityWork) => Promise<T>, id = caseworker.id): Promise<T> => {
  const { slug, clock } = city
  const of = { slug, name: slug, colour: '#1f5f8b' }
  const access = mintAccess(databases, { kind: 'staff', city: of, actor: { ...caseworker, id }, clock })
  return act(access, { action: 'change', subject: 'test' }, work)
}
const mine = async ({ db }: CityWork) => {
  const [row] = await db.execute<{ actor: string; act: string }>(
    sql`select current_setting('app.actor') as actor, pg_current_xact_id()::text as act`,
  )
  return row
}

it('an act is one turn for BEGIN, audit row and its first statement, one for each other, one for COMMIT', async () => {
  // Three connections learn the statements.
  await Promise.all(Array.from({ length: 12 }, () => acting(mine)))
  turns = 0
  await acting(mine)
  expect(turns).toBe(2)
  turns = 0
  await acting(async (at) => {
    await mine(at)
    await mine(at)
  })
  expect(turns).toBe(3)
})

it('acts at once stay apart: each sees its own actor and one transaction from beginning to end', async () => {
  const acts = new Set<string>()
  await Promise.all(
    Array.from({ length: 60 }, async (_, nth) => {
      const id = randomUUID()
      const work = async (at: CityWork): Promise<void> => {
        const first = await mine(at)
        // Some wait in between, some ask several at once, some fail.
        if (nth % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
        const later = await Promise.all([mine(at), mine(at)])
        expect([first?.actor, ...later.map((row) => row?.actor)]).toEqual([id, id, id])
        expect(new Set([first?.act, ...later.map((row) => row?.act)]).size).toBe(1)
        acts.add(String(first?.act))
        if (nth % 7 === 0) await at.db.execute(sql`select 1 / 0`)
      }
      const done = acting(work, id)
      if (nth % 7 === 0) await expect(done).rejects.toMatchObject({ cause: { code: '22012' } })
      else await done
    }),
  )
  expect(acts.size).toBe(60)
})
