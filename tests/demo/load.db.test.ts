import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPassword } from '../../app/access/commands.server.ts'
import { namesKey } from '../../app/clients/rules.ts'
import { todayOf } from '../../app/clients/today.server.ts'
import { nextDue } from '../../app/messages/queries.server.ts'
import { placeHeaders } from '../../app/outreach/list/headers.ts'
import { readList } from '../../app/outreach/list/read.ts'
import { readRow } from '../../app/outreach/list/rules.ts'
import { streets } from '../../app/outreach/queries.server.ts'
import { programmeBySlug } from '../../app/programmes/queries.server.ts'
import { countFigures } from '../../app/reports/queries.server.ts'
import { person, personRegistry } from '../../db/city/schema/clients.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { PILOT } from '../../db/demo/pilot.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { type Sql, withConnection } from '../../db/fleet/server.ts'
import type { StaffDb } from '../../db/handles.ts'
import { folderStore } from '../../infra/files/folder-store.ts'
import { TEST_DATA, testServer } from '../factories/city.ts'
import { demoCopy } from './copy.ts'

const server = testServer()
/** A Sunday evening: the lists of that day are empty, Monday's are full. */
const copy = demoCopy('2026-11-22T20:00:00Z')
const loading = {
  clock: copy.clock,
  demo: copy.demo,
  files: { store: folderStore(TEST_DATA), scanner: undefined },
}
const TODAY = '2026-11-22'
const LOAD = 180_000

beforeAll(async () => {
  expect(await loadDemo(server, loading)).toBe('loaded')
}, LOAD)
afterAll(() => copy.remove(), LOAD)

const files = (slug: string): Promise<number> =>
  copy.work(slug, async ({ db }) => {
    const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from client`)
    return row?.n ?? 0
  })

describe('loading', () => {
  it('does nothing once it is there', async () => {
    expect(await loadDemo(server, loading)).toBe('already there')
  })

  it(
    'loads no city twice when it is called again after a crash',
    async () => {
      await withPlatform(
        server,
        (platform) => platform`delete from milestone where name = ${`demo:${copy.mark}`}`,
      )
      expect(await loadDemo(server, loading)).toBe('loaded')
      expect([await files('wuppertal'), await files('solingen'), await files('remscheid')]).toEqual([
        700, 420, 160,
      ])
    },
    LOAD,
  )

  it('lets every account in with the password of the demo, and only in the demo', async () => {
    const { platform } = copy.databases
    for (const { email, id } of copy.demo.accounts) {
      const input = { email, password: 'partizipation' }
      expect(await checkPassword(platform, input, true)).toEqual({ accountId: id, right: true })
    }
    const [one] = copy.demo.accounts
    const input = { email: one?.email ?? '', password: 'partizipation' }
    expect(await checkPassword(platform, input, false)).toEqual({ accountId: undefined, right: false })
  })

  it('says in the registry when the first message of each city falls due', async () => {
    for (const { slug } of copy.demo.cities) {
      const [row] = await withPlatform(
        server,
        (platform) => platform<{ at: Date }[]>`select next_due_at as at from city where slug = ${slug}`,
      )
      const due = await copy.work(slug.slice(copy.mark.length + 1), ({ db }) => nextDue(db, ['email']))
      expect(row?.at.getTime()).toBe(due?.epochMilliseconds)
    }
  })
})

describe('papers', () => {
  it('lie in the store of each city, uploaded by whoever leads the file, and once', async () => {
    for (const { slug } of copy.demo.cities) {
      const rows = await copy.work(slug.slice(copy.mark.length + 1), ({ db }) =>
        db.execute<{ key: string; mine: boolean; type: string }>(sql`
          select store_key as key, document.recorded_by = lead_id as mine, media_type as type
          from document join client on client.id = client_id order by 1`),
      )
      expect(rows).toHaveLength(6)
      for (const { mine, type } of rows) expect([mine, type]).toEqual([true, 'application/pdf'])
      const folder = join(TEST_DATA, 'cities', slug, 'files')
      expect(readdirSync(folder).sort()).toEqual(rows.map(({ key }) => key))
    }
  })
})

describe('Partizipation 2008-2010', () => {
  const figures = (db: StaffDb) =>
    programmeBySlug(db, PILOT.slug).then((programme) =>
      countFigures(db, { programmeId: programme?.id ?? '', from: null, to: null }, TODAY),
    )

  it('found work for 157 people, 78 of them full-time, and most extended their permits', async () => {
    const counted = await copy.work('wuppertal', ({ db }) => figures(db))
    expect(counted).toMatchObject({ 'in-work': 157, 'full-time': 78 })
    expect(counted['permit-extended']).toBeGreaterThan(counted.clients / 2)
  })

  it('counts people among rows that say more', async () => {
    const [found] = await copy.work('wuppertal', ({ db }) =>
      db.execute(sql`
        with pilot as (
          select participation.id, participation.client_id from participation
          join programme on programme.id = programme_id where slug = ${PILOT.slug}),
        job as (
          select placement.*, pilot.id is not null as in_pilot from placement
          left join pilot on pilot.id = placement.participation_id
          where placement.client_id in (select client_id from pilot)),
        one as (
          select client_id, count(*) filter (where in_pilot and voided_at is null) as jobs,
            count(distinct full_time) filter (where in_pilot and voided_at is null) as sorts,
            count(*) filter (where in_pilot and voided_at is not null) as voided,
            count(*) filter (where not in_pilot and voided_at is null) as elsewhere
          from job group by client_id)
        select count(*) filter (where jobs > 1)::int as twice, count(*) filter (where sorts > 1)::int as both,
          count(*) filter (where voided > 0 and jobs + elsewhere = 0)::int as "onlyVoided",
          count(*) filter (where elsewhere > 0)::int as elsewhere from one`),
    )
    expect(found).toEqual({ twice: 29, both: 10, onlyVoided: 5, elsewhere: 22 })
  })

  it('counts 156 without the only job of one person', async () => {
    const { slug } = copy.city('wuppertal')
    const address = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'owner'))
    const inWork = async (connection: Sql): Promise<number> => {
      const [row] = await connection<{ people: number }[]>`
        select people from programme, report.figures(programme.id, null, null, ${TODAY}::date)
        where slug = ${PILOT.slug} and measure = 'in-work'`
      return row?.people ?? 0
    }
    await withConnection(address, async (connection) => {
      await connection`begin`
      const gone = await connection`
        delete from placement where id = (
          select min(placement.id::text)::uuid from placement
          join participation on participation.id = participation_id join programme on programme.id = programme_id
          where slug = ${PILOT.slug}
          group by placement.client_id having count(*) = 1 and bool_and(placement.voided_at is null) limit 1)
        returning id`
      expect(gone).toHaveLength(1)
      expect(await inWork(connection)).toBe(156)
      await connection`rollback`
      expect(await inWork(connection)).toBe(157)
    })
  })
})

describe('the running programme', () => {
  const workday = { ...copy.city('wuppertal').team.caseworker, role: 'caseworker' } as const

  it('gives a social worker something of everything on Monday', async () => {
    copy.clock.set('2026-11-23T07:30:00Z')
    const today = await copy.work('wuppertal', todayOf, workday)
    copy.clock.set('2026-11-22T20:00:00Z')
    const { talks, overdue, missing, closing, expiring, unsigned, tasks } = today
    const counts = [talks, overdue, missing, closing, expiring, unsigned].map(({ count }) => count)
    expect(today.cases).toBe(84)
    expect(counts).toEqual([4, 5, 2, 7, 3, 2])
    expect(tasks.count).toBeGreaterThan(0)
    expect(today.week.every(({ count }) => count > 0)).toBe(true)
  })

  it('leaves doors to knock at in many streets', async () => {
    const walked = await copy.work('wuppertal', ({ db }) => streets(db))
    expect(walked.filter(({ open }) => open > 0).length).toBeGreaterThan(10)
  })
})

it('has nobody who stands on the example list', async () => {
  const csv = fileURLToPath(new URL('../fixtures/city-list-wuppertal.csv', import.meta.url))
  const list = readList(new Uint8Array(readFileSync(csv)))
  if (!list.ok) throw new Error(list.error)
  const placed = placeHeaders(list.value.header, list.value.rows)
  if (!placed.ok) throw new Error('questions')
  const day = Temporal.PlainDate.from(TODAY)
  const listed = list.value.rows.flatMap(({ cells }) => {
    const read = readRow(cells, placed.value, day)
    return read.kind === 'accepted' ? [read.person] : []
  })
  expect(listed.length).toBeGreaterThan(100)
  const numbers = new Set(listed.map(({ azrNumber }) => azrNumber))
  const keys = new Set(
    listed.map((one) => `${namesKey(one.familyName, one.givenName ?? '')} ${one.birthDate}`),
  )
  for (const slug of ['wuppertal', 'solingen', 'remscheid']) {
    const [people, registry] = await copy.work(slug, async ({ db }) => [
      await db.select().from(person),
      await db.select().from(personRegistry),
    ])
    expect(registry.filter(({ azrNumber }) => numbers.has(azrNumber))).toEqual([])
    expect(
      people.filter((one) => keys.has(`${namesKey(one.familyName, one.givenName)} ${one.birthDate}`)),
    ).toEqual([])
  }
})
