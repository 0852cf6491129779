import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseOf, withConnection } from '../../db/fleet/server.ts'
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

describe.each(BACKENDS)('on %s', (backend) => {
  it('every live city is sealed again and again, though one of them is closed', async () => {
    await closed.databases.close()
    await withConnection(city.server.adminUrl, (sql) =>
      sql.unsafe(`alter database "${databaseOf(closed.slug)}" with allow_connections false`),
    )
    bench = makeBench(city, backend)
    const unsealed = async (): Promise<number> => {
      const pool = await city.databases.city(city.slug, 'sealer')
      const [found] = await pool.execute<{ n: number }>(
        `select count(*)::int as n from audit_event
          where xid >= coalesce((select xid_to from audit_seal order by seq desc limit 1), '0'::xid8)`,
      )
      return found?.n ?? -1
    }
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
