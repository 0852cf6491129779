import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeRegion, type TestRegion } from '../../../tests/factories/region.ts'
import type { Figures } from '../../reports/rules.ts'
import { regionReport } from '../queries.server.ts'
import { type Period, release } from '../rules.ts'
import { partsToCombine, partToCount, settlePart, takeUpRuns } from './carry-out.server.ts'
import { finishRun } from './finish.server.ts'
import { requestRun } from './request.server.ts'

let region: TestRegion
beforeAll(async () => {
  region = await makeRegion()
})
afterAll(() => region.remove())
afterEach(() => region.platform((sql) => sql`delete from report_run where region_slug = ${region.slug}`))

const platform = () => region.cities[0].databases.platform
const today = Temporal.PlainDate.from('2026-03-09')
const at = (time: string) => Temporal.Instant.from(`2026-03-09T${time}:00Z`)

const request = (period: Period, now = at('08:00')) =>
  requestRun(platform(), { region: region.slug, period, requestedBy: null, now, today })

const mine = async () =>
  (await takeUpRuns(platform(), at('08:00'))).filter(({ cities }) => cities.includes(slugs()[0]))
const slugs = (): [string, string, string] => {
  const [a, b, c] = region.cities
  return [a.slug, b.slug, c.slug]
}
const silence = () =>
  region.platform(
    (sql) =>
      sql`update report_run set last_sign_at = now() - interval '1 day' where region_slug = ${region.slug}`,
  )

const figures: Figures = {
  listed: 90,
  reached: 80,
  clients: 70,
  assessed: 60,
  signed: 50,
  'in-work': 40,
  'full-time': 20,
  'kept-6-months': 2,
  'permit-extended': 0,
}
const counted = (city: string, countedOn = '2026-03-09') => ({ city, countedOn, cells: release(figures) })
const finish = (runId: string, cities: ReturnType<typeof counted>[], now = at('08:01')) =>
  finishRun(platform(), { runId, counted: cities, now })
const report = (from: string | null = null) => regionReport(platform(), { region: region.slug, from })

describe('asking for a count', () => {
  it('makes one run of two requests at once, with a part for every city', async () => {
    const [first, second] = await Promise.all([request('all'), request('all')])
    expect(second).toEqual(first)
    expect((await report()).running).toEqual({ period: 'all', settled: 0, cities: 3 })
  })
  it('joins the run under way, whatever its period, and says so', async () => {
    const first = await request(2025)
    expect(await request('all')).toEqual({ runId: first.runId, period: 2025 })
    await finish(first.runId, [])
    expect((await request('all')).runId).not.toBe(first.runId)
  })
})

describe('taking a run up', () => {
  it('gives it to one of two workers, and again only when its jobs have fallen silent', async () => {
    const { runId } = await request('all')
    const taken = (await Promise.all([mine(), mine()])).flat()
    expect(taken).toEqual([{ id: runId, attempt: 1, cities: [...slugs()].sort() }])
    expect(await mine()).toEqual([])
    await silence()
    await partToCount(platform(), { runId, city: slugs()[0] })
    expect(await mine()).toEqual([])
    await silence()
    expect(await mine()).toMatchObject([{ id: runId, attempt: 2 }])
  })
  it('gives up in the end, and another run may begin', async () => {
    const { runId } = await request('all')
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      expect(await mine()).toMatchObject([{ id: runId, attempt }])
      await silence()
    }
    expect(await mine()).toEqual([])
    expect(await report()).toEqual({ running: null, latest: null, failed: true })
    expect((await request('all')).runId).not.toBe(runId)
  })
})

describe("a city's part", () => {
  const snapshotId = '22222222-2222-4222-8222-222222222222'
  it('is settled once', async () => {
    const { runId } = await request(2025)
    const [city] = slugs()
    expect(await partToCount(platform(), { runId, city })).toEqual({ from: '2025-01-01', to: '2025-12-31' })
    await settlePart(platform(), { runId, city, snapshotId })
    await settlePart(platform(), { runId, city, snapshotId: null })
    expect(await partToCount(platform(), { runId, city })).toBeUndefined()
    expect(await partsToCombine(platform(), runId)).toEqual([{ city, snapshotId }])
    expect((await report()).running).toMatchObject({ settled: 1 })
  })
  it('is not asked for any more when its run is over', async () => {
    const { runId } = await request(2025)
    await finish(runId, [])
    expect(await partToCount(platform(), { runId, city: slugs()[0] })).toBeUndefined()
    expect(await partsToCombine(platform(), runId)).toBeUndefined()
  })
})

describe('closing a run', () => {
  it('happens once, of two who try at once', async () => {
    const { runId } = await request('all')
    const cities = slugs().map((slug) => counted(slug))
    const closed = await Promise.all([finish(runId, cities), finish(runId, cities)])
    expect(closed.sort()).toEqual([false, true])
    const { running, latest } = await report()
    expect(running).toBeNull()
    expect(latest?.cities).toHaveLength(3)
    for (const { cells, late, figuresOf } of latest?.cities ?? []) {
      expect({ late, figuresOf }).toEqual({ late: false, figuresOf: '2026-03-09' })
      expect(cells['in-work']).toEqual({ value: 40, hidden: null })
      expect(cells['kept-6-months']).toEqual({ value: null, hidden: 'small' })
      expect(cells['permit-extended']).toEqual({ value: 0, hidden: null })
    }
  })
  it('shows a city that gave nothing with its last figures, over several runs, under their date', async () => {
    const [a, b, c] = slugs()
    await finish((await request('all', at('08:00'))).runId, [counted(a), counted(b)])
    await finish((await request('all', at('09:00'))).runId, [counted(a, '2026-03-10')])
    await finish((await request('all', at('10:00'))).runId, [counted(a, '2026-03-11')])
    const cities = new Map((await report()).latest?.cities.map((city) => [city.slug, city]))
    expect(cities.get(a)).toMatchObject({ late: false, figuresOf: '2026-03-11' })
    expect(cities.get(b)).toMatchObject({ late: true, figuresOf: '2026-03-09' })
    expect(cities.get(b)?.cells).toEqual(cities.get(a)?.cells)
    expect(cities.get(c)).toMatchObject({ late: true, figuresOf: null, cells: {} })
  })
  it('never fills in with the figures of another period', async () => {
    const [a, b] = slugs()
    await finish((await request('all', at('08:00'))).runId, [counted(a), counted(b)])
    await finish((await request(2025, at('09:00'))).runId, [counted(a)])
    const { latest } = await report('2025-01-01')
    expect(latest?.cities.find(({ slug }) => slug === b)).toMatchObject({ figuresOf: null, cells: {} })
    expect((await report('2026-01-01')).latest).toBeNull()
  })
})
