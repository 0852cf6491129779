/** Watches the schedules from outside the queue: who waited for a tick of it would not notice that it no longer ticks. */
import { recordDepths } from '../app/operator/commands/runs.server.ts'
import { noteStandstill, watchSchedules } from '../app/operator/commands/watch.server.ts'
import { note } from './notes.ts'
import type { WorkerRuntime } from './runtime.ts'

const WATCH_EVERY_MS = { demo: 10_000, otherwise: 30_000 }
/** A look this many times later than it should be: the machine slept, or its clock was set. */
const SLEPT = 4

export interface ScheduleWatch {
  /** Resolves when a look that has begun is over. */
  stop(): Promise<void>
}

export async function watchOver({
  databases,
  queues,
  clock,
  key,
  env,
}: WorkerRuntime): Promise<ScheduleWatch> {
  const { platform } = databases
  const every = env.demo ? WATCH_EVERY_MS.demo : WATCH_EVERY_MS.otherwise
  let from = clock.now()
  let seen = from
  await noteStandstill(platform, { key, now: from })

  async function look(): Promise<void> {
    const now = clock.now()
    const pause = now.since(seen).total('milliseconds')
    seen = now
    if (pause < 0 || pause > every * SLEPT) from = now
    await watchSchedules(platform, { key, now, from })
    // A queue that does not answer: the schedules above were looked at without it.
    await recordDepths(platform, await queues.depths(), now)
  }
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => note('watch-schedules', {}, error))
  }, every)
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
