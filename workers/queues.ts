/** BullMQ is the clock, not the memory: whatever lies in these queues may vanish at any moment and nothing is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BackendFactory,
  createPostgresBackend,
  createRedisBackend,
  ErrorCode,
  type FlowJob,
  type IQueueBackend,
  isPgPool,
  type Job,
  type JobsOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import { Pool } from 'pg'
import { note } from './notes.ts'

/** One queue for what must not wait for each other. */
export const QUEUES = ['clock', 'messages', 'reports', 'report-parts'] as const
export type QueueName = (typeof QUEUES)[number]

/** What a job may carry: ids, slugs and switches, never anything about a person. */
export type Payload = Readonly<Record<string, string | number | boolean>>

/** A job while it runs, with the flow around it. */
export type RunningJob = Pick<
  Job<Payload, string | null>,
  | 'id'
  | 'name'
  | 'data'
  | 'opts'
  | 'attemptsMade'
  | 'repeatJobKey'
  | 'getChildrenValues'
  | 'getIgnoredChildrenFailures'
>

/** One line of the table in schedules.ts as the queue knows it: `every` in milliseconds, or cron in a zone. */
export interface Tick {
  name: string
  queue: QueueName
  job: string
  payload: Payload
  repeat: { every: number } | { pattern: string; tz: string }
}

export interface Depth {
  queue: QueueName
  waiting: number
  active: number
  delayed: number
}

export interface Queues {
  readonly backend: 'redis' | 'postgres'
  /** Adds a job; with a `jobId` that is waiting or running already nothing is added. */
  add(queue: QueueName, job: string, payload: Payload, options?: JobsOptions): Promise<void>
  /** Adds a parent with its children at once; answers the parent's id. */
  addFlow(flow: FlowJob): Promise<string>
  /** Starts a worker on a queue. Throwing is all a job may do about a failure; the text of the error is not kept. */
  work(
    queue: QueueName,
    options: { concurrency: number },
    run: (job: RunningJob) => Promise<string | null>,
  ): void
  /** Makes the schedules what the table says, and takes away what it no longer holds. */
  setSchedules(ticks: readonly Tick[]): Promise<void>
  /** Puts back schedules that a flushed or damaged queue has lost; leaves the others as they are. */
  mendSchedules(ticks: readonly Tick[]): Promise<void>
  /** How many jobs lie in each queue, whatever keeps it. */
  depths(): Promise<Depth[]>
  /** Resolves when every worker takes jobs. */
  ready(): Promise<void>
  /** Workers finish what they have begun, then the queues close, then the connections. */
  close(): Promise<void>
}

/** A job whose worker died is taken up again after about this long. */
const LOCK_MS = 15_000
/** A schedule this late has lost its next job. */
const LATE_MS = 20_000

const FORGET: JobsOptions = { removeOnComplete: true, removeOnFail: true }

/** What BullMQ and PostgreSQL (unique_violation, deadlock_detected) say to whoever comes at the same moment as another. */
const MET: readonly unknown[] = [
  ErrorCode.SchedulerJobIdCollision,
  ErrorCode.SchedulerJobSlotsBusy,
  '23505',
  '40P01',
]
const hasMet = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && MET.includes(error.code)
const MEETINGS = 10

/** On Redis (`redis[s]://...`), else in schema `bullmq` of the platform database (`postgres://...` as platform_worker). */
export function openQueues(at: { redisUrl: string } | { platformUrl: string }): Queues {
  if ('redisUrl' in at) {
    const connection = new Redis(at.redisUrl, { maxRetriesPerRequest: null })
    connection.on('error', noteError('redis'))
    const end = async (): Promise<void> => {
      await connection.quit()
    }
    return openWith('redis', createRedisBackend, connection, end)
  }
  // Each worker keeps one connection for LISTEN; the rest is for short statements.
  const pool = new Pool({
    connectionString: at.platformUrl,
    max: QUEUES.length + 6,
    options: '-c search_path=bullmq',
    keepAlive: true,
    application_name: 'partizipation-queue',
  })
  pool.on('error', noteError('postgres'))
  // The driver's and BullMQ's types of a pool differ in how they name events.
  if (!isPgPool(pool)) throw new Error('BullMQ does not take this pool')
  return openWith('postgres', createPostgresBackend, pool, () => pool.end())
}

const noteError =
  (part: string) =>
  (error: unknown): void =>
    note('queue', { part }, error)

function openWith<B extends IQueueBackend, C>(
  backend: Queues['backend'],
  factory: BackendFactory<B, C>,
  connection: C,
  end: () => Promise<void>,
): Queues {
  const { Queue, Worker, FlowProducer } = withBackend(factory)
  const makeQueue = (name: QueueName) => {
    const made = new Queue<Payload, string | null>(name, { connection, defaultJobOptions: FORGET })
    made.on('error', noteError(name))
    return made
  }
  const makeWorker = (
    name: QueueName,
    concurrency: number,
    run: (job: RunningJob) => Promise<string | null>,
  ) => {
    const made = new Worker<Payload, string | null>(name, (job: RunningJob) => run(job), {
      connection,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 3,
      // The rows know what is left to do: starting a job again is never wrong.
      maxStalledCount: 1_000_000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    made.on('error', noteError(name))
    return made
  }
  const queues = new Map<QueueName, ReturnType<typeof makeQueue>>()
  const workers: ReturnType<typeof makeWorker>[] = []
  const flows = new FlowProducer({ connection })
  flows.on('error', noteError('flows'))

  function queueOf(name: QueueName): ReturnType<typeof makeQueue> {
    const queue = queues.get(name) ?? makeQueue(name)
    queues.set(name, queue)
    return queue
  }
  /** Workers that start at the same moment put the same table: whoever meets another tries again. */
  async function put({ name, queue, job, payload, repeat }: Tick): Promise<void> {
    for (let met = 0; ; met += 1) {
      try {
        await queueOf(queue).upsertJobScheduler(name, repeat, { name: job, data: payload, opts: FORGET })
        return
      } catch (error) {
        if (met === MEETINGS || !hasMet(error)) throw error
        await sleep(Math.random() * 100 * (met + 1))
      }
    }
  }

  return {
    backend,
    async add(queue, job, payload, options) {
      await queueOf(queue).add(job, payload, options)
    },
    async addFlow(flow) {
      const { job } = await flows.add(flow)
      return job.id ?? ''
    },
    work(queue, { concurrency }, run) {
      workers.push(makeWorker(queue, concurrency, run))
    },
    async setSchedules(ticks) {
      for (const tick of ticks) await put(tick)
      for (const name of QUEUES) {
        for (const known of await queueOf(name).getJobSchedulers()) {
          const wanted = ticks.some((tick) => tick.queue === name && tick.name === known.key)
          if (!wanted) await queueOf(name).removeJobScheduler(known.key)
        }
      }
    },
    async mendSchedules(ticks) {
      for (const tick of ticks) {
        const known = await queueOf(tick.queue).getJobScheduler(tick.name)
        if (!known?.next || known.next < Date.now() - LATE_MS) await put(tick)
      }
    },
    async depths() {
      return Promise.all(
        QUEUES.map(async (queue) => {
          const counts = await queueOf(queue).getJobCounts('waiting', 'waiting-children', 'active', 'delayed')
          const { waiting = 0, active = 0, delayed = 0 } = counts
          return { queue, waiting: waiting + (counts['waiting-children'] ?? 0), active, delayed }
        }),
      )
    },
    async ready() {
      await Promise.all(workers.map((worker) => worker.waitUntilReady()))
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([flows.close(), ...[...queues.values()].map((queue) => queue.close())])
      await end()
    },
  }
}
