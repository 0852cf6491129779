import { putSchedules } from '../app/operator/commands/runs.server.ts'
import type { Job } from './job.ts'
import { JOBS } from './jobs/index.ts'
import { note } from './notes.ts'
import { QUEUES, type QueueName, type RunningJob } from './queues.ts'
import { recorded } from './records.ts'
import type { WorkerRuntime } from './runtime.ts'
import { plannedTable, ticks } from './schedules.ts'
import { type ScheduleWatch, watchOver } from './watch.ts'

/** Jobs of a queue that one worker process runs at once. */
export const CONCURRENCY: Record<QueueName, number> = { clock: 3, messages: 4, reports: 2, 'report-parts': 4 }
const MEND_EVERY_MS = { demo: 5_000, otherwise: 30_000 }

export interface Work {
  /** Finishes what has begun, then closes workers, queues and connections, in this order. */
  stop(): Promise<void>
}

/** Starts a worker on every queue and the clock that feeds them. Resolves when jobs are taken. */
export async function startWork(runtime: WorkerRuntime): Promise<Work> {
  const { queues, databases, env } = runtime
  async function close(): Promise<void> {
    await queues.close()
    await databases.close()
  }
  const table = ticks(env.demo)
  let watch: ScheduleWatch | undefined
  try {
    await putSchedules(databases.platform, plannedTable(env.demo), runtime.clock.now())
    // Before the first run, which would hide that there was none for long.
    watch = await watchOver(runtime)
    for (const queue of QUEUES) {
      queues.work(queue, { concurrency: CONCURRENCY[queue] }, (running) => runJob(runtime, queue, running))
    }
    await queues.ready()
    await queues.setSchedules(table)
    // After a stop of any length: look everywhere once, whatever the hints say and however many workers start.
    await queues.add('clock', 'visit-cities', { all: true }, { jobId: 'visit-all' })
  } catch (error) {
    // Half a worker takes jobs that a whole one should have.
    await watch?.stop()
    await close()
    throw error
  }

  const mending = setInterval(
    () => {
      queues.mendSchedules(table).catch((error: unknown) => note('mend-schedules', {}, error))
    },
    env.demo ? MEND_EVERY_MS.demo : MEND_EVERY_MS.otherwise,
  )
  return {
    async stop() {
      clearInterval(mending)
      await watch?.stop()
      await close()
    },
  }
}

const known = new Map<string, Job>(JOBS.map((job) => [job.name, job]))

/** Runs a job of a queue and writes down what became of it. Throws an error that says nothing when it failed. */
export async function runJob(
  runtime: WorkerRuntime,
  queue: QueueName,
  running: RunningJob,
): Promise<string | null> {
  const job = known.get(running.name)
  try {
    return await recorded(runtime, queue, running, async (inRun) => {
      if (!job) throw new UnknownJob()
      return job.start(inRun, running)
    })
  } catch (error) {
    note('job-failed', { job: job?.name ?? 'unknown' }, error)
    // BullMQ keeps the text of an error in its tables: so it gets one that says nothing.
    throw new Error(`${job?.name ?? 'unknown job'} failed`)
  }
}

/** Put into the queue by another version of the worker. */
class UnknownJob extends Error {}
