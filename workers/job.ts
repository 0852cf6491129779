import type { z } from 'zod'
import type { Payload, QueueName, RunningJob } from './queues.ts'
import type { WorkerRuntime } from './runtime.ts'

interface JobOf<P extends Payload> {
  name: string
  queue: QueueName
  /** Ids, slugs and switches; anything else in a payload fails the job. */
  payload: z.ZodType<P>
  /** Answers an id or nothing. Throws for what should be noted; the rows say what is still to be done. */
  run(runtime: WorkerRuntime, payload: P, running: RunningJob): Promise<string | null>
}

export interface Job {
  name: string
  queue: QueueName
  start(runtime: WorkerRuntime, running: RunningJob): Promise<string | null>
}

export const defineJob = <P extends Payload>({ name, queue, payload, run }: JobOf<P>): Job => ({
  name,
  queue,
  start: (runtime, running) => run(runtime, payload.parse(running.data), running),
})
