import { z } from 'zod'
import { settlePart, takeUpRuns } from '../../app/region/commands/carry-out.server.ts'
import { combineRun, countPart, type Opener } from '../../app/region/commands/compile.server.ts'
import { CityUnavailable } from '../../db/open.ts'
import { defineJob, type Job } from '../job.ts'
import { note } from '../notes.ts'
import { accessTo, findCity, type WorkerRuntime } from '../runtime.ts'

/** How often a city is asked before the run goes on without it, and the pause between. */
const ATTEMPTS = 2
const PAUSE_MS = 1500

const openerOf = (runtime: WorkerRuntime): Opener => ({
  platform: runtime.databases.platform,
  now: () => runtime.clock.now(),
  async open(kind, slug) {
    const known = await findCity(runtime, slug)
    if (!known) throw new CityUnavailable(`${slug} is gone`)
    return accessTo(runtime, kind, known)
  },
  note: (city, error) => note('combine-region', { city }, error),
})

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
    payload: z.strictObject({ runId: z.uuid(), city: z.string() }),
    async run(runtime, { runId, city }, { attemptsMade }) {
      const opener = openerOf(runtime)
      try {
        return await countPart(opener, runId, city)
      } catch (error) {
        if (attemptsMade + 1 >= ATTEMPTS) await settlePart(opener.platform, { runId, city, snapshotId: null })
        throw error
      }
    },
  }),
  defineJob({
    name: 'combine-region',
    queue: 'reports',
    payload: z.strictObject({ runId: z.uuid() }),
    async run(runtime, { runId }) {
      await combineRun(openerOf(runtime), runId)
      return null
    },
  }),
]
