/** Writes down every run of a schedule and every job that failed for good. A record that cannot be written stops no job. */
import { type JobRef, recordFailure, recordRun, recordSuccess } from '../app/operator/commands/runs.server.ts'
import { errorWord } from '../app/operator/rules/schedules.ts'
import { describe, note } from './notes.ts'
import type { QueueName, RunningJob } from './queues.ts'
import { newTally, type Tally, type WorkerRuntime } from './runtime.ts'
import { SCHEDULES } from './schedules.ts'

/** The kind and code of an error; of what it wraps when it wraps one, for that is the cause. */
export function wordOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { kind, code } = describe(cause)
  return errorWord(String(kind), typeof code === 'string' ? code : undefined)
}

/** Runs a job of a queue, and has its end written down. Throws what the job throws. */
export async function recorded(
  runtime: WorkerRuntime,
  queue: QueueName,
  running: RunningJob,
  work: (runtime: WorkerRuntime) => Promise<string | null>,
): Promise<string | null> {
  const tally = newTally()
  const startedAt = runtime.clock.now()
  const end = (error?: unknown): Promise<void> =>
    write(runtime, { queue, running, tally, startedAt, error: error === undefined ? null : wordOf(error) })
  try {
    const result = await work({ ...runtime, tally })
    await end()
    return result
  } catch (error) {
    await end(error)
    throw error
  }
}

interface Ended {
  queue: QueueName
  running: RunningJob
  tally: Tally
  startedAt: ReturnType<WorkerRuntime['clock']['now']>
  error: string | null
}

async function write(
  { databases: { platform }, clock }: WorkerRuntime,
  { queue, running, tally, startedAt, error }: Ended,
): Promise<void> {
  const { name: job, data: payload, repeatJobKey, attemptsMade, opts } = running
  const schedule = SCHEDULES.find(({ name }) => name === repeatJobKey)
  const endedAt = clock.now()
  try {
    if (schedule)
      await recordRun(platform, {
        name: schedule.name,
        startedAt,
        endedAt,
        error,
        cities: tally.cities.size,
        citiesFailed: tally.failed.size,
      })
    // The next tick is the next try, seconds later: such a failure stands with its schedule.
    if (schedule && !schedule.cron) return
    const ref: JobRef = { queue, job, payload }
    if (error === null) await recordSuccess(platform, ref, endedAt)
    else if (attemptsMade + 1 >= (opts.attempts ?? 1)) await recordFailure(platform, ref, error, endedAt)
  } catch (failure) {
    note('job-record', { job }, failure)
  }
}
