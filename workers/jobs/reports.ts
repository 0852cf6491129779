import { z } from 'zod'
import { partsToCombine, partToCount, settlePart, takeUpRuns } from '../../app/region/commands/carry-out.server.ts'
import { type CountedCity, finishRun } from '../../app/region/commands/finish.server.ts'
import { release } from '../../app/region/rules.ts'
import { freezeFigures } from '../../app/reports/commands.server.ts'
import { frozenFigures } from '../../app/reports/queries.server.ts'
import { act } from '../../db/act.ts'
import { CityUnavailable } from '../../db/open.ts'
import { defineJob, type Job } from '../job.ts'
import { accessTo, eachCity, findCity, type KnownCity, type WorkerRuntime } from '../runtime.ts'

/** A city that does not answer is given up after two tries of this length, so that a run never waits for it for long. */
const CITY_LIMIT_MS = 10_000
const ATTEMPTS = 2
const PAUSE_MS = 1500

async function within<T>(milliseconds: number, city: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CityUnavailable(`${city} takes too long`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function cityOf(runtime: WorkerRuntime, slug: string): Promise<KnownCity> {
  const known = await findCity(runtime, slug)
  if (!known) throw new CityUnavailable(`${slug} is gone`)
  return known
}

/** One city of one run: counts and freezes in the city's own database; the id of what lies there. */
export async function countPart(runtime: WorkerRuntime, runId: string, slug: string): Promise<string | null> {
  const { platform } = runtime.databases
  const span = await partToCount(platform, { runId, city: slug })
  if (!span) return null
  const known = await cityOf(runtime, slug)
  const purpose = { action: 'count', subject: 'region' } as const
  const counting = act(accessTo(runtime, 'staff', known), purpose, (city) =>
    freezeFigures(city, { runId, ...span }),
  )
  const snapshotId = await within(CITY_LIMIT_MS, slug, counting)
  await settlePart(platform, { runId, city: slug, snapshotId })
  return snapshotId
}

/** The cities of one run: reads what they froze, suppresses in memory, stores what may be shown, closes the run. */
export async function combineRun(runtime: WorkerRuntime, runId: string): Promise<void> {
  const { databases, clock } = runtime
  const parts = await partsToCombine(databases.platform, runId)
  if (!parts) return
  const counted: CountedCity[] = []
  const snapshots = new Map(parts.map(({ city, snapshotId }) => [city, snapshotId]))
  const cities = await Promise.all(parts.map(({ city }) => cityOf(runtime, city)))
  await eachCity('combine-region', cities, async (known) => {
    const { slug } = known
    const reading = act(accessTo(runtime, 'report', known), { action: 'count', subject: 'region' }, (city) =>
      frozenFigures(city, snapshots.get(slug) ?? ''),
    )
    const frozen = await within(CITY_LIMIT_MS, slug, reading)
    if (frozen) counted.push({ city: slug, countedOn: frozen.countedOn, cells: release(frozen.figures) })
  })
  await finishRun(databases.platform, { runId, counted, now: clock.now() })
}

const part = z.strictObject({ runId: z.uuid(), city: z.string() })

export const reportJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-reports',
    queue: 'clock',
    payload: z.strictObject({}),
    async run({ databases, queues, clock }) {
      for (const { id, attempt, cities } of await takeUpRuns(databases.platform, clock.now())) {
        await queues.addFlow({
          name: 'combine-region',
          queueName: 'reports',
          data: { runId: id },
          opts: { jobId: `${id}-${attempt}` },
          children: cities.map((city) => ({
            name: 'count-city',
            queueName: 'report-parts',
            data: { runId: id, city },
            opts: {
              jobId: `${id}-${attempt}-${city}`,
              attempts: ATTEMPTS,
              backoff: PAUSE_MS,
              ignoreDependencyOnFailure: true,
            },
          })),
        })
      }
      return null
    },
  }),
  defineJob({
    name: 'count-city',
    queue: 'report-parts',
    payload: part,
    async run(runtime, { runId, city }, { attemptsMade }) {
      try {
        return await countPart(runtime, runId, city)
      } catch (error) {
        if (attemptsMade + 1 >= ATTEMPTS) {
          await settlePart(runtime.databases.platform, { runId, city, snapshotId: null })
        }
        throw error
      }
    },
  }),
  defineJob({
    name: 'combine-region',
    queue: 'reports',
    payload: z.strictObject({ runId: z.uuid() }),
    async run(runtime, { runId }) {
      await combineRun(runtime, runId)
      return null
    },
  }),
]
