import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handOverFile } from '../../app/caseload/commands/hand-over.server.ts'
import { filesLedBy } from '../../app/caseload/queries.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

let city: TestCity
let bench: Bench
beforeEach(async () => {
  city = await makeCity()
})
afterEach(async () => {
  await bench.close()
  await city.remove()
})

/** On whose clock the worker stands; the others' cities of this server are not looked at here. */
const lookedAt = () =>
  withPlatform(city.server, async (sql) => {
    const [found] = await sql<{ at: string | null }[]>`
      select to_char(looked_at at time zone 'UTC', 'HH24:MI') as at from city where slug = ${city.slug}`
    return found?.at
  })
const setLookedAt = (iso: string) =>
  withPlatform(city.server, (sql) => sql`update city set looked_at = ${iso} where slug = ${city.slug}`)

describe.each(BACKENDS)('on %s', (backend) => {
  it('a city has its turn when the last visit is long past, and when the clock was set back', async () => {
    bench = makeBench(city, backend)
    const { queues } = await bench.work()
    // At the start of a worker every city is visited.
    await eventually(async () => expect(await lookedAt()).toBe('08:00'))
    const turns = async () => {
      await queues.add('clock', 'visit-cities', { all: false })
      expect(await lookedAt()).toBe('08:00')
    }
    await setLookedAt('2026-03-09T07:10:00Z')
    await eventually(turns)
    await setLookedAt('2026-03-09T09:10:00Z')
    await eventually(turns)
  })

  it('what fails in a visit does not keep the rest of it from being done', async () => {
    const to = { id: '0d000000-0000-4000-8000-000000000001', name: 'Jonas Vertretung' }
    const { clientId } = await city.work((at) => makeClient(at))
    const lend = { clientId, fromId: caseworker.id, to, until: '2026-03-13', note: 'Fortbildung' }
    expect((await city.work((at) => handOverFile(at, lend))).ok).toBe(true)
    const ledByLead = async () =>
      (await city.work((at) => filesLedBy(at, caseworker.id))).map((file) => file.clientId)
    await withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) =>
      sql.unsafe(`revoke select on message from "${databaseOf(city.slug)}_staff"`),
    )
    city.clock.set('2026-03-14T06:00:00Z')
    bench = makeBench(city, backend)
    await bench.work()
    await eventually(async () => expect(await ledByLead()).toEqual([clientId]))
    await eventually(async () => expect(await lookedAt()).toBe('06:00'))
  })
})

it('after a start, at which all were visited at once, each has its next turn within the hour', async () => {
  bench = makeBench(city, 'postgres')
  // Nobody can work in them; they have their turn all the same.
  const others = Array.from({ length: 27 }, (_, nth) => `in-turn-${nth}`)
  await withPlatform(city.server, async (sql) => {
    for (const slug of others)
      await sql`insert into city (slug, name, colour, status) values (${slug}, 'Ohne', '#000000', 'live')`
  })
  const seenSince = (iso: string) =>
    withPlatform(city.server, async (sql) => {
      const [found] = await sql<{ n: number }[]>`select count(*)::int as n from city
        where (slug = ${city.slug} or slug like 'in-turn-%') and looked_at >= ${iso}`
      return found?.n
    })
  try {
    const { queues } = await bench.work()
    await eventually(async () => expect(await seenSince('2026-03-09T08:00:00Z')).toBe(28))
    for (let minute = 44; minute < 60; minute += 1) {
      city.clock.set(`2026-03-09T08:${minute}:00Z`)
      await queues.add('clock', 'visit-cities', { all: false }, { jobId: `minute-${minute}` })
      await eventually(async () => {
        const clock = (await queues.depths()).find(({ queue }) => queue === 'clock')
        expect([clock?.waiting, clock?.active]).toEqual([0, 0])
      })
    }
    expect(await seenSince('2026-03-09T08:44:00Z')).toBe(28)
  } finally {
    await withPlatform(city.server, (sql) => sql`delete from city where slug like 'in-turn-%'`)
  }
})
