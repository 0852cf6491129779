import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { client } from '../../db/city/schema/clients.ts'
import { visit } from '../../db/city/schema/outreach.ts'
import { participation } from '../../db/city/schema/programmes.ts'
import { reportSnapshot } from '../../db/city/schema/reports.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { enter, makeProgramme, takeJob, type Walked, type Way, walk } from '../../tests/factories/way.ts'
import { freezeFigures } from './commands.server.ts'
import { cityReport, countFigures } from './queries.server.ts'
import type { Figures } from './rules.ts'

let city: TestCity
let programmeId: string
let nth = 0

const cityMade = makeCity()
afterAll(async () => (await cityMade).remove())
/** A programme of its own for every test; the city counts them apart. */
beforeEach(async () => {
  city = await cityMade
  nth += 1
  programmeId = await city.work((work) => makeProgramme(work, `programm-${nth}`))
})

const go = (way: Omit<Way, 'programmeId'>): Promise<Walked> =>
  city.work((work) => walk(work, { programmeId, ...way }))

interface Question {
  from?: string
  to?: string
  today?: string
  programmeId?: string
}
const count = ({ from, to, today, ...other }: Question = {}): Promise<Figures> =>
  city.work(({ db }) =>
    countFigures(
      db,
      { programmeId: other.programmeId ?? programmeId, from: from ?? null, to: to ?? null },
      today ?? '2026-03-09',
    ),
  )

const entered = { enteredOn: '2025-02-01' }

describe('people in work', () => {
  it('counts a person with two jobs once, and as full-time when one of them is', async () => {
    await go({ ...entered, jobs: [{ from: '2025-03-01' }, { from: '2025-05-01', fullTime: true }] })
    await go({ ...entered, jobs: [{ from: '2025-03-01' }, { from: '2025-05-01' }] })
    expect(await count()).toMatchObject({ clients: 2, 'in-work': 2, 'full-time': 1 })
  })
  it('does not count what was taken back', async () => {
    await go({ ...entered, jobs: [{ from: '2025-03-01', fullTime: true, voided: true }] })
    await go({
      ...entered,
      jobs: [{ from: '2025-03-01', fullTime: true, voided: true }, { from: '2025-04-01' }],
    })
    expect(await count()).toMatchObject({ clients: 2, 'in-work': 1, 'full-time': 0 })
  })
  it('does not count a job that belongs to another programme of the same person', async () => {
    const walked = await go(entered)
    const other = await city.work((work) => makeProgramme(work, `nachher-${nth}`))
    await city.work(async (work) => {
      const participationId = await enter(work, {
        clientId: walked.clientId,
        programmeId: other,
        on: '2025-06-01',
      })
      await takeJob(work, walked, { from: '2025-07-01', participationId })
    })
    expect(await count()).toMatchObject({ clients: 1, 'in-work': 0 })
    expect(await count({ programmeId: other })).toMatchObject({ clients: 1, 'in-work': 1 })
  })
  it('counts a job that has ended, and none that has not begun', async () => {
    await go({ ...entered, jobs: [{ from: '2025-03-01', until: '2025-03-31' }] })
    await go({ ...entered, jobs: [{ from: '2026-03-10' }] })
    expect(await count()).toMatchObject({ 'in-work': 1 })
    expect(await count({ today: '2026-03-10' })).toMatchObject({ 'in-work': 2 })
  })
  it('says one less when the only job of a person is deleted, and the same when she had a second one', async () => {
    const single = await go(entered)
    const twice = await go(entered)
    const only = await city.work((work) => takeJob(work, single, { from: '2025-03-01' }))
    const first = await city.work((work) => takeJob(work, twice, { from: '2025-03-01' }))
    await city.work((work) => takeJob(work, twice, { from: '2025-04-01' }))
    // Staff can delete nothing; the owner does it here, as somebody at the database would.
    const address = await withPlatform(city.server, (platform) =>
      cityAddress(city.server, platform, city.slug, 'owner'),
    )
    const remove = (id: string) =>
      withConnection(address, (sql) => sql`delete from placement where id = ${id}`)
    expect(await count()).toMatchObject({ 'in-work': 2 })
    await remove(first)
    expect(await count()).toMatchObject({ 'in-work': 2 })
    await remove(only)
    expect(await count()).toMatchObject({ 'in-work': 1 })
  })
  it('counts no file and no participation that was voided', async () => {
    const way = {
      ...entered,
      assessedOn: '2025-02-02',
      signedOn: '2025-02-03',
      jobs: [{ from: '2025-03-01' }],
    }
    const [wrongFile, wrongEntry] = [await go(way), await go(way)]
    await city.work(async ({ db, now }) => {
      await db.update(client).set({ voidedAt: now }).where(eq(client.id, wrongFile.clientId))
      await db
        .update(participation)
        .set({ voidedAt: now })
        .where(eq(participation.id, wrongEntry.participationId))
    })
    const none = { clients: 0, assessed: 0, signed: 0, 'in-work': 0, 'full-time': 0 }
    expect(await count()).toMatchObject(none)
  })
})

describe('a job kept for six months', () => {
  it.each([
    ['runs on', { from: '2025-03-01' }, '2025-09-01', 1],
    ['runs on, a day before', { from: '2025-03-01' }, '2025-08-31', 0],
    ['begun at the end of a long month', { from: '2025-08-31' }, '2026-02-28', 1],
    ['ended on the day', { from: '2025-03-01', until: '2025-09-01' }, '2026-03-09', 1],
    ['ended a day before', { from: '2025-03-01', until: '2025-08-31' }, '2026-03-09', 0],
    ['to end later', { from: '2025-03-01', until: '2026-12-31' }, '2025-08-31', 0],
  ])('%s', async (_, job, today, kept) => {
    await go({ ...entered, jobs: [job] })
    expect(await count({ today })).toMatchObject({ 'kept-6-months': kept })
  })
})

describe('the way before work', () => {
  it('begins with the first list a person stood on', async () => {
    await go({ listedOn: ['2024-05-01', '2025-05-01'] })
    expect(await count({ from: '2024-01-01', to: '2024-12-31' })).toMatchObject({ listed: 1 })
    expect(await count({ from: '2025-01-01', to: '2025-12-31' })).toMatchObject({ listed: 0 })
    expect(await count()).toMatchObject({ listed: 1, reached: 0, clients: 0 })
  })
  it('reaches who was spoken with, whatever she said, and who came herself', async () => {
    const listedOn = ['2025-01-10']
    for (const outcome of ['interested', 'declined', 'nobody-home', 'moved'] as const) {
      await go({ listedOn, visit: { outcome, on: '2025-01-20' } })
    }
    await go({ listedOn, ...entered })
    expect(await count()).toMatchObject({ listed: 5, reached: 3, clients: 1 })
  })
  it('reaches nobody by a visit that was voided, or who stood on no list', async () => {
    const visited = await go({ listedOn: ['2025-01-10'], visit: { outcome: 'declined', on: '2025-01-20' } })
    await go({ visit: { outcome: 'declined', on: '2025-01-20' } })
    expect(await count()).toMatchObject({ listed: 1, reached: 1 })
    await city.work(({ db, now }) =>
      db.update(visit).set({ voidedAt: now }).where(eq(visit.personId, visited.personId)),
    )
    expect(await count()).toMatchObject({ listed: 1, reached: 0 })
  })
  it('takes assessments, signed plans and granted permits up to the day of the count', async () => {
    await go({
      ...entered,
      assessedOn: '2025-02-10',
      signedOn: '2025-03-10',
      extension: { decidedOn: '2025-04-10', outcome: 'granted' },
    })
    await go({ ...entered, extension: { decidedOn: '2025-04-10', outcome: 'refused' } })
    const on = async (today: string) => {
      const { clients, assessed, signed, 'permit-extended': extended } = await count({ today })
      return [clients, assessed, signed, extended]
    }
    expect(await on('2025-01-31')).toEqual([0, 0, 0, 0])
    expect(await on('2025-02-09')).toEqual([2, 0, 0, 0])
    expect(await on('2025-03-09')).toEqual([2, 1, 0, 0])
    expect(await on('2025-04-09')).toEqual([2, 1, 1, 0])
    expect(await on('2025-04-10')).toEqual([2, 1, 1, 1])
  })
})

describe('a period', () => {
  it('takes who set out in it, and all they have reached since', async () => {
    await go({ enteredOn: '2024-12-31', jobs: [{ from: '2025-05-01' }] })
    await go({ enteredOn: '2025-01-01', jobs: [{ from: '2026-01-15' }] })
    await go({ enteredOn: '2025-12-31' })
    const year = { from: '2025-01-01', to: '2025-12-31' }
    expect(await count(year)).toMatchObject({ clients: 2, 'in-work': 1 })
    expect(await count()).toMatchObject({ clients: 3, 'in-work': 2 })
  })
})

describe("the city's report", () => {
  it('shows the programme begun last, or the named one', async () => {
    const report = await city.work((work) => cityReport(work, undefined))
    expect(report).toMatchObject({
      programme: { slug: 'laufend', name: 'Partizipation' },
      period: { from: '2025-01-01', to: null },
      countedOn: '2026-03-09',
    })
    const named = await city.work((work) => cityReport(work, `programm-${nth}`))
    expect(named).toMatchObject({ programme: { slug: `programm-${nth}` } })
    expect(await city.work((work) => cityReport(work, 'keins'))).toBeUndefined()
  })
})

describe('figures frozen for a run', () => {
  const runId = '11111111-1111-4111-8111-111111111111'
  it('are counted once, however often and by however many they are asked for', async () => {
    const freeze = () => city.work((work) => freezeFigures(work, { runId, from: null, to: '2026-03-09' }))
    const [first, second] = await Promise.all([freeze(), freeze()])
    await go(entered)
    expect(second).toBe(first)
    expect(await freeze()).toBe(first)
    const kept = await city.work(({ db }) =>
      db.select().from(reportSnapshot).where(eq(reportSnapshot.runId, runId)),
    )
    expect(kept).toHaveLength(1)
  })
  it('count the whole city, each person once', async () => {
    const all = () => city.work(({ db }) => countFigures(db, { from: null, to: null }, '2026-03-09'))
    const before = await all()
    const walked = await go({ ...entered, jobs: [{ from: '2025-03-01' }] })
    const other = await city.work((work) => makeProgramme(work, `zweites-${nth}`))
    await city.work(async (work) => {
      const participationId = await enter(work, {
        clientId: walked.clientId,
        programmeId: other,
        on: '2025-06-01',
      })
      await takeJob(work, walked, { from: '2025-07-01', participationId })
    })
    expect(await all()).toMatchObject({ clients: before.clients + 1, 'in-work': before['in-work'] + 1 })
  })
})
