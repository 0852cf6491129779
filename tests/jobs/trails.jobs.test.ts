import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordAccountEvent } from '../../db/account-event.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { databaseOf, withConnection } from '../../db/fleet/server.ts'
import { witnessesOn } from '../../db/seal.ts'
import { dayOf } from '../../infra/clock.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

let city: TestCity
let closed: TestCity
let bench: Bench
beforeEach(async () => {
  city = await makeCity()
  closed = await makeCity()
})
afterEach(async () => {
  await bench.close()
  await Promise.all([city.remove(), closed.remove()])
})

/** What the worker notes while `body` runs, line by line. */
async function notesOf(body: () => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const { write } = process.stderr
  process.stderr.write = (text: string | Uint8Array): boolean => {
    lines.push(String(text))
    return true
  }
  try {
    await body()
  } finally {
    process.stderr.write = write
  }
  return lines
}

const unsealed = async (): Promise<number> => {
  const pool = await city.databases.city(city.slug, 'sealer')
  const [found] = await pool.execute<{ n: number }>(
    `select count(*)::int as n from audit_event
      where xid >= coalesce((select xid_to from audit_seal order by seq desc limit 1), '0'::xid8)`,
  )
  return found?.n ?? -1
}

describe.each(BACKENDS)('on %s', (backend) => {
  it('every live city is sealed again and again, though one of them is closed', async () => {
    // Something was done there, and said, before it was closed.
    await closed.work((work) => makeClient(work))
    await closed.databases.close()
    await withConnection(city.server.adminUrl, (sql) =>
      sql.unsafe(`alter database "${databaseOf(closed.slug)}" with allow_connections false`),
    )
    bench = makeBench(city, backend)
    expect(await unsealed()).toBeGreaterThan(0)
    const notes = await notesOf(async () => {
      await bench.work()
      await eventually(async () => expect(await unsealed()).toBe(0))
      await city.work((work) => makeClient(work))
      expect(await unsealed()).toBeGreaterThan(0)
      await eventually(async () => expect(await unsealed()).toBe(0))
    })
    const about = notes.filter((line) => line.includes('seal-trails'))
    expect(about.length).toBeGreaterThan(0)
    expect(about.every((line) => line.includes(`"city":"${closed.slug}"`))).toBe(true)
    expect(notes.join('')).not.toMatch(/Haile|Selam|selam@example/)
  })
})

it('the platform’s trail is not sealed over a hole that only a city remembers which is not asked first', async () => {
  const onPlatform = <T>(query: string): Promise<T[]> =>
    withPlatform(city.server, async (sql) => [...(await sql.unsafe<T[] & Record<string, unknown>[]>(query))])
  const signIn = () =>
    recordAccountEvent(city.databases.platform, { kind: 'sign-in', at: city.clock.now(), reason: 'test' })
  const newest = async () =>
    (await onPlatform<{ seq: number }>('select max(seq)::int as seq from audit_seal'))[0]?.seq ?? 0
  const remembered = async () => {
    const pool = await city.databases.city(city.slug, 'sealer')
    const [found] = await pool.execute<{ seq: number | null }>(
      'select max(seq)::int as seq from platform_witness',
    )
    return found?.seq ?? 0
  }
  await closed.remove()
  bench = makeBench(city, 'postgres')
  const { stop } = await bench.work()
  await signIn()
  await eventually(async () => expect(await remembered()).toBeGreaterThan(0))
  const before = await remembered()
  await signIn()
  await eventually(async () => expect(await remembered()).toBeGreaterThan(before))
  await stop()
  await onPlatform(`create table cut_seals as select * from audit_seal where seq > ${before};
    delete from audit_seal where seq > ${before}`)
  try {
    // Days later, on one on which neither its nor the day before's witnesses are this city.
    const others = Array.from({ length: 9 }, (_, nth) => `a-${nth}`)
    await onPlatform(`insert into city (slug, name, colour, status) values
      ${others.map((slug) => `('${slug}', 'Ohne', '#000000', 'live')`).join(',')}`)
    const live = (
      await onPlatform<{ slug: string }>("select slug from city where status = 'live' order by slug")
    ).map(({ slug }) => slug)
    const day = Array.from({ length: 30 }, (_, nth) => dayOf(city.clock.now()).add({ days: 3 + nth })).find(
      (on) => [on, on.subtract({ days: 1 })].every((asked) => !witnessesOn(live, asked).includes(city.slug)),
    )
    if (!day) throw new Error('Every day it is asked first')
    city.clock.set(`${day}T10:00:00Z`)
    await signIn()
    await bench.work()
    for (let round = 0; round < 2; round += 1) {
      await city.work((work) => makeClient(work))
      await eventually(async () => expect(await unsealed()).toBe(0))
    }
    expect(await newest()).toBe(before)
  } finally {
    await onPlatform(`delete from city where slug like 'a-%';
      insert into audit_seal select * from cut_seals; drop table cut_seals`)
  }
})
