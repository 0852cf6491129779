/** Reading the trail of a city that has been at work for years: a million rows, and a page costs a page. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessesTo, colleagues, openedBy, weeksOf } from '../../app/privacy/queries.server.ts'
import { type Actor, act, type CityWork, type Purpose } from '../../db/act.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'

const ROWS = 1_000_000
const WORKERS = 40
/** Rows a page or a search of a month may touch: a page is 50, a file's half year and the entries of an index come on top. */
const MOST_ROWS = 700
const REASON = 'Beschwerde vom 3. März, Aktenzeichen 14/26'
const dpo: Partial<Actor> = { id: randomUUID(), name: 'Dorothea Schutz', role: 'dpo' }

let city: TestCity
let clientId: string

beforeAll(async () => {
  city = await makeCity()
  clientId = (await city.work((work) => makeClient(work))).clientId
  await withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (db) => {
    // 40 people at 10,000 files over three years; every 10,000th row is about our client.
    await db.unsafe(`
      insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject, subject_id)
      select 1, timestamptz '2026-03-08T12:00:00Z' - n * interval '95 seconds',
        case n % ${WORKERS} when 0 then '${caseworker.id}' else md5((n % ${WORKERS})::text)::uuid end, 'Jemand', 'caseworker', 'view', 'client',
        case n % 10000 when 0 then '${clientId}' else md5('file' || n % 10000)::uuid end
      from generate_series(1, ${ROWS}) n`)
    await db.unsafe('analyze audit_event')
  })
}, 300_000)
afterAll(() => city.remove())

interface Touched {
  scans: number
  rows: number
}

/** How often the trail was read from end to end, and how many of its rows were fetched, by this transaction alone. */
const touched = async ({ db }: CityWork): Promise<Touched> => {
  const [row] = await db.execute<{ scans: string; rows: string }>(sql`
    select seq_scan::text as scans, (seq_tup_read + idx_tup_fetch)::text as rows
    from pg_stat_xact_user_tables where relname = 'audit_event'`)
  return { scans: Number(row?.scans), rows: Number(row?.rows) }
}

const onFile = (): Purpose => ({ action: 'view', subject: 'client-access', subjectId: clientId })
const asked = { actor: caseworker.id, from: '2026-02-07', until: '2026-03-09', reason: REASON }
const onColleague: Purpose = {
  action: 'search',
  subject: 'staff-access',
  subjectId: caseworker.id,
  reason: REASON,
}

describe('at a million rows', () => {
  it.each<[string, () => Purpose, (work: CityWork) => Promise<unknown>]>([
    ['who opened a file', onFile, ({ db }) => accessesTo(db, clientId, undefined)],
    ['a file by weeks', onFile, ({ db }) => weeksOf(db, clientId, '2026-03-09')],
    ['what a colleague opened', () => onColleague, ({ db }) => openedBy(db, asked)],
    [
      'everybody who left a trace',
      () => ({ action: 'view', subject: 'staff-access' }),
      ({ db }) => colleagues(db),
    ],
  ])('%s steps into an index', async (_, purpose, read) => {
    const { found, scans, rows } = await act(city.access(dpo), purpose(), async (work) => ({
      found: await read(work),
      ...(await touched(work)),
    }))
    expect(JSON.stringify(found).length).toBeGreaterThan(100)
    expect(scans).toBe(0)
    expect(rows).toBeLessThan(MOST_ROWS)
  })
})
