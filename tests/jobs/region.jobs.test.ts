import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { requestRun } from '../../app/region/commands/request.server.ts'
import { type RegionRun, regionReport } from '../../app/region/queries.server.ts'
import { platformAddress } from '../../db/fleet/platform.ts'
import { today } from '../../infra/clock.ts'
import { readEnv } from '../../infra/env.ts'
import { openQueues, type Payload, type Queues } from '../../workers/queues.ts'
import { openRuntime } from '../../workers/runtime.ts'
import { startWork, type Work } from '../../workers/work.ts'
import { standingClock, type TestCity, testServer } from '../factories/city.ts'
import { makeRegion, plantCounts, type TestRegion } from '../factories/region.ts'
import { holdsNumber, platformRows, redisKeys } from '../isolation/traces.ts'
import { needRedis } from '../setup/needs.ts'
import { eventually } from './workers.ts'

/** Counts no other number of these tests looks like; the second one betrays a single person beside the first. */
const LISTED = 12_347
const REACHED = 12_346

let region: TestRegion
const clock = standingClock('2026-03-09T08:00:00Z')
const server = () => testServer()
const platform = () => region.cities[0].databases.platform

beforeAll(async () => {
  region = await makeRegion()
  const [a, b, c] = region.cities
  for (const [city, working] of [
    [a, 12],
    [b, 2],
    [c, 0],
  ] as const) {
    await region.inCity(city, (sql) => plantCounts(sql, { listed: LISTED, reached: REACHED, working }))
  }
}, 120_000)
afterAll(() => region.remove())

async function flush(backend: 'redis' | 'postgres'): Promise<void> {
  if (backend === 'redis') {
    const redis = new Redis(needRedis())
    await redis.flushdb()
    await redis.quit()
    return
  }
  await region.platform(async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'bullmq' and tablename not like '%migration%'`
    await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
  })
}

/** Everything the registry and the queue hold, as text. */
const everythingStored = async (): Promise<string> =>
  [await region.platform(platformRows), await redisKeys(needRedis())].join('\n')

const ask = () =>
  requestRun(platform(), {
    region: region.slug,
    period: 'all',
    requestedBy: null,
    now: clock.now(),
    today: today(clock),
  })

/** The run's result, once there is one. */
const finished = (runId: string): Promise<RegionRun> =>
  eventually(async () => {
    const { latest } = await regionReport(platform(), { region: region.slug, from: null })
    if (latest?.id !== runId) throw new Error('not finished yet')
    return latest
  })

const standing = (run: RegionRun) =>
  region.cities.map(({ slug }) => {
    const found = run.cities.find((city) => city.slug === slug)
    const shown = found?.cells['in-work']
    return { late: found?.late, figuresOf: found?.figuresOf, work: shown?.value ?? shown?.hidden }
  })

const snapshotsOf = (city: TestCity, runId: string) =>
  region.inCity(city, async (sql) => {
    const [found] = await sql`select count(*)::int as n from report_snapshot where run_id = ${runId}`
    return found?.n
  })

const hasStartedFlow = (runId: string) =>
  eventually(async () => {
    const [run] = await region.platform((sql) => sql`select attempts from report_run where id = ${runId}`)
    expect(run?.attempts).toBeGreaterThan(0)
  })

const forgetSigns = (runId: string) =>
  region.platform(
    (sql) => sql`update report_run set last_sign_at = last_sign_at - interval '1 day' where id = ${runId}`,
  )

describe.each(['postgres', 'redis'] as const)(
  'a count over a region, on %s',
  (backend) => {
    let day = backend === 'postgres' ? 0 : 20
    let work: Work | undefined
    let worker: ChildProcess | undefined
    const carried: unknown[] = []

    const open = (): Queues =>
      openQueues(
        backend === 'redis'
          ? { redisUrl: needRedis() }
          : { platformUrl: platformAddress(server(), 'platform_worker') },
      )

    /** Like the real one; what jobs carry and answer is kept for the test to look at. */
    async function start(): Promise<void> {
      const queues = open()
      const watched: Queues = {
        ...queues,
        addFlow: (flow) => {
          carried.push(flow)
          return queues.addFlow(flow)
        },
        work: (queue, options, run) =>
          queues.work(queue, options, async (job) => {
            const payload: Payload = job.data
            const answer = await run(job)
            carried.push({ payload, answer })
            return answer
          }),
      }
      const env = { ...readEnv({}), clock }
      const { adminUrl, key } = server()
      work = await startWork(openRuntime({ env, serverUrl: adminUrl, key, queues: watched }))
    }

    /** A worker in a process of its own, to be killed. Its clock stands with ours: figures of a later day would be the last good ones. */
    async function spawnWorker(): Promise<void> {
      const env = {
        ...process.env,
        DEMO: '1',
        PARTIZIPATION_NOW: clock.now().toString(),
        DATABASE_URL: server().adminUrl,
        PARTIZIPATION_KEY: inject('key'),
        REDIS_URL: backend === 'redis' ? needRedis() : '',
      }
      const args = ['--enable-source-maps', 'build/processes/worker.js']
      const spawned = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
      worker = spawned
      await once(spawned.stdout, 'data')
    }

    beforeEach(async () => {
      // A day for each test: the newest run is the one begun last.
      day += 1
      clock.set(
        Temporal.Instant.from('2026-03-09T08:00:00Z')
          .add({ hours: 24 * day })
          .toString(),
      )
      await flush(backend)
    })
    afterEach(async () => {
      worker?.kill('SIGKILL')
      worker = undefined
      await work?.stop()
      work = undefined
      for (const city of region.cities) await region.open(city)
    })
    const dateNow = () => today(clock).toString()

    it('shows what may be shown, and no raw count leaves a city', async () => {
      const said: string[] = []
      const stderr = vi
        .spyOn(process.stderr, 'write')
        .mockImplementation((line) => said.push(String(line)) > 0)
      try {
        await start()
        const { runId } = await ask()
        const run = await finished(runId)
        expect(standing(run)).toEqual([
          { late: false, figuresOf: dateNow(), work: 12 },
          { late: false, figuresOf: dateNow(), work: 'small' },
          { late: false, figuresOf: dateNow(), work: 0 },
        ])
        for (const { cells } of run.cities) {
          expect(cells.listed).toEqual({ value: LISTED, hidden: null })
          expect(cells.reached).toEqual({ value: null, hidden: 'derivable' })
        }
        const [kept] = await region.inCity(
          region.cities[0],
          (sql) => sql`select figures ->> 'reached' as reached from report_snapshot where run_id = ${runId}`,
        )
        expect(kept?.reached).toBe(String(REACHED))
      } finally {
        stderr.mockRestore()
      }
      const stored = await everythingStored()
      // The search finds what is there; so its silence means something.
      expect(holdsNumber(stored, LISTED)).toBe(true)
      expect(holdsNumber(stored, REACHED)).toBe(false)
      expect(holdsNumber(said.join(''), REACHED) || holdsNumber(said.join(''), LISTED)).toBe(false)
      const jobs = JSON.stringify(carried)
      expect(jobs).toContain(region.cities[0].slug)
      expect(holdsNumber(jobs, REACHED) || holdsNumber(jobs, LISTED)).toBe(false)
    })

    it('does without a city whose database is closed, and names it with its last good figures', async () => {
      await start()
      const [a, b] = region.cities
      await finished((await ask()).runId)
      const before = dateNow()
      day += 1
      clock.set(clock.now().add({ hours: 24 }).toString())
      await region.shut(a)
      const run = await finished((await ask()).runId)
      expect(standing(run)).toEqual([
        { late: true, figuresOf: before, work: 12 },
        { late: false, figuresOf: dateNow(), work: 'small' },
        { late: false, figuresOf: dateNow(), work: 0 },
      ])
      // The other cities do not notice.
      await b.work(async ({ db }) => db.execute('select 1'))
      day += 1
      clock.set(clock.now().add({ hours: 24 }).toString())
      await region.open(a)
      expect(standing(await finished((await ask()).runId))[0]).toEqual({
        late: false,
        figuresOf: dateNow(),
        work: 12,
      })
    })

    it('goes on after the queue was flushed', async () => {
      const { runId } = await ask()
      // Jobs lie in the queue, nobody works; then everything in it is gone.
      const queues = open()
      const run = await region.platform(
        (sql) =>
          sql`update report_run set attempts = 1, last_sign_at = now() where id = ${runId} returning id`,
      )
      expect(run).toHaveLength(1)
      await queues.addFlow({
        name: 'combine-region',
        queueName: 'reports',
        data: { runId },
        opts: { jobId: `${runId}-1` },
      })
      await queues.close()
      await flush(backend)
      await start()
      await forgetSigns(runId)
      expect(standing(await finished(runId)).map(({ late }) => late)).toEqual([false, false, false])
    })

    it('goes on after its worker was killed in the middle, and doubles nothing', async () => {
      const [, b] = region.cities
      await spawnWorker()
      let runId = ''
      await region.inCity(b, async (sql) => {
        await sql.begin(async (tx) => {
          // The second city's count waits for us, so that the kill comes in the middle of it.
          await tx`lock table report_snapshot in access exclusive mode`
          runId = (await ask()).runId
          await hasStartedFlow(runId)
          await eventually(async () => {
            const [waiting] =
              await tx`select 1 from pg_locks where not granted and relation = 'report_snapshot'::regclass`
            expect(waiting).toBeDefined()
          })
          worker?.kill('SIGKILL')
        })
      })
      await start()
      await forgetSigns(runId)
      const run = await finished(runId)
      expect(standing(run).map(({ late }) => late)).toEqual([false, false, false])
      for (const city of region.cities) expect(await snapshotsOf(city, runId)).toBe(1)
      const [cells] = await region.platform(
        (sql) => sql`select count(*)::int as n from released_figure where run_id = ${runId}`,
      )
      expect(cells?.n).toBe(27)
    })
  },
  // Some of these wait three times for a run.
  300_000,
)
