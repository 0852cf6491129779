/** How the sealer hears of what was done in a city, and when it may forget it again. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { act, look } from '../../db/act.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { openDatabases } from '../../db/open.ts'
import { sealTrail, touchedCities, witnessesOn } from '../../db/seal.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

/** However long another test of this server keeps a transaction open. */
const PATIENCE = { timeout: 60_000, interval: 100 }
vi.setConfig({ testTimeout: 120_000 })

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const isTouched = async (): Promise<boolean> => (await touchedCities(city.databases)).includes(city.slug)
const seal = () => sealTrail(city.databases, city.server.key, city.clock, city.slug)
const touched = () => vi.waitFor(async () => expect(await isTouched()).toBe(true), PATIENCE)
/** Till nothing waits any more. */
const rested = () =>
  vi.waitFor(async () => {
    await seal()
    expect(await isTouched()).toBe(false)
  }, PATIENCE)
const unsealed = () =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (sql) => {
    const [found] = await sql<{ n: number }[]>`select count(*)::int as n from audit_event
      where xid >= coalesce((select xid_to from audit_seal order by seq desc limit 1), '0'::xid8)`
    return found?.n
  })
const view = () => act(city.access(), { action: 'view', subject: 'today' }, async () => undefined)

it('an act, a look and an act that fails after its row are told; once sealed, the city waits no longer', async () => {
  const lookAt = () =>
    look(city.access(), { action: 'view', subject: 'today' }, ({ db }) => db.execute('select 1'))
  const fails = () =>
    act(city.access(), { action: 'view', subject: 'today' }, async () => {
      throw new Error('of the work')
    }).catch(() => undefined)
  for (const done of [view, lookAt, fails]) {
    await done()
    await touched()
    await rested()
    expect(await unsealed()).toBe(0)
  }
})

it('since when the first of them waits is kept, on the clock of whoever did it', async () => {
  await rested()
  await view()
  await touched()
  const since = () =>
    withPlatform(city.server, async (sql) => {
      const [found] = await sql<{ at: string }[]>`
        select to_char(since at time zone 'UTC', 'HH24:MI') as at from trail_touch where city_slug = ${city.slug}`
      return found?.at
    })
  expect(await since()).toBe('08:00')
  city.clock.set('2026-03-09T08:30:00Z')
  await view()
  const other = openDatabases({
    serverUrl: city.server.adminUrl,
    key: city.server.key,
    as: 'platform_web',
  })
  // A process says what it still has to say before it ends.
  other.touched(city.slug, city.clock.now())
  await other.close()
  expect(await since()).toBe('08:00')
  city.clock.set('2026-03-09T08:00:00Z')
})

it('while an older act goes on its city keeps waiting, though the sealer was there', async () => {
  await rested()
  let end = (): void => {}
  const open = new Promise<void>((resolve) => {
    end = resolve
  })
  let begun = (): void => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const long = act(city.access(), { action: 'change', subject: 'test' }, async ({ db }) => {
    await db.execute('select pg_current_xact_id()')
    begun()
    await open
  })
  await hasBegun
  // Later than the one that goes on, and done before it: its row has no seal yet.
  await view()
  await touched()
  await seal()
  expect(await unsealed()).toBeGreaterThan(0)
  expect(await isTouched()).toBe(true)
  end()
  await long
  await rested()
  expect(await unsealed()).toBe(0)
})

it('cities keep the platform’s seals in turn, the same ones all day', () => {
  const cities = Array.from({ length: 10 }, (_, nth) => nth)
  const day = Temporal.PlainDate.from('2026-11-28')
  const on = (after: number): number[] => witnessesOn(cities, day.add({ days: after }))
  expect(on(0)).toHaveLength(3)
  expect(new Set([...on(0), ...on(1), ...on(2), ...on(3)]).size).toBe(10)
  expect(witnessesOn(['one'], day)).toEqual(['one'])
  expect(witnessesOn([], day)).toEqual([])
})
