import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import type { StaffDb } from '../../db/handles.ts'
import { CityUnavailable } from '../../db/open.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

let city: TestCity
let admin: postgres.Sql
beforeAll(async () => {
  city = await makeCity()
  admin = postgres(city.server.adminUrl, { max: 1 })
})
afterAll(async () => {
  await admin.end()
  await city.remove()
})

const view = <T>(body: (db: StaffDb) => Promise<T>): Promise<T> =>
  act(city.access(), { action: 'view', subject: 'today' }, ({ db }) => body(db))

const ownPid = async (db: StaffDb): Promise<number> => {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
  if (!row) throw new Error('no backend')
  return row.pid
}
const seen = async (): Promise<number> => {
  const [row] = await view((db) => db.execute<{ n: number }>(sql`select max(id)::int as n from audit_event`))
  return row?.n ?? 0
}

describe('a transaction', () => {
  it('that fails leaves nothing, whichever of its statements failed', async () => {
    const before = await seen()
    const failing = act(city.access(), { action: 'change', subject: 'today' }, async ({ db }) => {
      await db.execute(sql`insert into actor (id, name) values (gen_random_uuid(), 'Nie Geschrieben')`)
      await db.execute(sql`select 1 / 0`)
    })
    await expect(failing).rejects.toThrow()
    const swallowed = act(city.access(), { action: 'change', subject: 'today' }, async ({ db }) => {
      await db.execute(sql`insert into actor (id, name) values (gen_random_uuid(), 'Nie Geschrieben')`)
      await db.execute(sql`select 1 / 0`).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow()
    const found = await view((db) => db.execute(sql`select 1 from actor where name = 'Nie Geschrieben'`))
    expect(found).toHaveLength(0)
    // Ids of rows that were taken back are used up; the rows are not there.
    expect(await seen()).toBeGreaterThan(before)
  })

  it('is over when it is over: its handle reaches nobody else', async () => {
    const kept = await view(async (db) => db)
    await expect(kept.execute(sql`select 1`)).rejects.toThrow()
  })

  it('has a connection to itself, however many run at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, nth) =>
        act(city.access(), { action: 'view', subject: `turn-${nth}` }, async ({ db }) => {
          await db.execute(sql`select set_config('app.probe', ${String(nth)}, true)`)
          await db.execute(sql`select pg_sleep(0.01)`)
          const [row] = await db.execute<{ probe: string }>(
            sql`select current_setting('app.probe', true) as probe`,
          )
          return row?.probe
        }),
      ),
    )
    expect(results).toEqual(results.map((_, nth) => String(nth)))
    const left = await view((db) =>
      db.execute<{ probe: string }>(sql`select current_setting('app.probe', true) as probe`),
    )
    expect(left[0]?.probe ?? '').toBe('')
  })
})

/** The driver tells of a lost connection once more when it has made it anew; then all is well. */
async function recovers(): Promise<void> {
  await view(ownPid).catch((error: unknown) => expect(error).toBeInstanceOf(CityUnavailable))
  expect(await view(ownPid)).toBeGreaterThan(0)
}

describe('a connection that dies', () => {
  it('between two statements fails the act, and the next act has another one', async () => {
    const blocked = view(async (db) => {
      const pid = await ownPid(db)
      await admin`select pg_terminate_backend(${pid}, 5000)`
      return ownPid(db)
    })
    await expect(blocked).rejects.toBeInstanceOf(CityUnavailable)
    await recovers()
  })

  it('under a running statement fails the act', async () => {
    const blocked = view(async (db) => {
      const pid = await ownPid(db)
      const slow = db.execute(sql`select pg_sleep(20)`)
      const ended = admin`select pg_terminate_backend(${pid}, 5000)`
      await Promise.all([slow, ended])
    })
    await expect(blocked).rejects.toBeInstanceOf(CityUnavailable)
    await recovers()
  })

  it('while it was idle is noticed by the next act at the latest', async () => {
    const pid = await view(ownPid)
    await admin`select pg_terminate_backend(${pid}, 5000)`
    await recovers()
  })
})
