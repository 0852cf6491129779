/** A worker without its clock: the same runtime, queues and jobs, each sweep begun when the bench says so and over when no job is left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { platformAddress } from '../../db/fleet/platform.ts'
import { openDatabases } from '../../db/open.ts'
import { readEnv } from '../../infra/env.ts'
import { resolveServer } from '../../infra/start/database.ts'
import { openQueues, QUEUES } from '../../workers/queues.ts'
import { eachCity, liveCities, openRuntime } from '../../workers/runtime.ts'
import { CONCURRENCY, runJob } from '../../workers/work.ts'
import { OPEN_ALL, type Swept, sweepOrder } from './sweep-order.ts'

const env = readEnv()
const { server, release } = await resolveServer(env)
const queues = openQueues(
  env.redisUrl ? { redisUrl: env.redisUrl } : { platformUrl: platformAddress(server, 'platform_worker') },
)
const runtime = openRuntime({ env, serverUrl: server.adminUrl, key: server.key, queues })

const jobs = { running: 0, ended: 0, failed: 0, lastEnd: 0 }
for (const queue of QUEUES)
  queues.work(queue, { concurrency: CONCURRENCY[queue] }, async (running) => {
    jobs.running += 1
    try {
      return await runJob(runtime, queue, running)
    } catch (error) {
      jobs.failed += 1
      throw error
    } finally {
      jobs.running -= 1
      jobs.ended += 1
      jobs.lastEnd = performance.now()
    }
  })
await queues.ready()

const isDone = async (): Promise<boolean> =>
  jobs.running === 0 &&
  (await queues.depths()).every(({ waiting, active, delayed }) => waiting + active + delayed === 0)

async function openAll(): Promise<void> {
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  try {
    await eachCity(runtime, OPEN_ALL, await liveCities(runtime), async ({ slug }) => {
      await databases.city(slug, 'staff')
    })
  } finally {
    await databases.close()
  }
}

/** A sweep has put its jobs into the queue before it ends, so nothing left means that all is done. */
async function sweep(job: string, payload: Record<string, boolean>): Promise<Swept> {
  const before = { ...jobs }
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  if (job === OPEN_ALL) {
    await openAll()
    jobs.lastEnd = performance.now()
  } else {
    await queues.add('clock', job, payload)
    while (jobs.ended === before.ended || !(await isDone())) await sleep(10)
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    jobs: jobs.ended - before.ended,
    failed: jobs.failed - before.failed,
    wallMs: jobs.lastEnd - began,
    cpuMs: (user + system) / 1000,
    rss: process.memoryUsage().rss,
  }
}

async function stop(): Promise<void> {
  await queues.close()
  await runtime.databases.close()
  await release()
  process.disconnect()
}

process.on('message', async (message) => {
  const order = sweepOrder.parse(message)
  if (order === 'stop') await stop()
  else process.send?.(await sweep(order.job, order.payload))
})
// Without the bench nobody would end it.
process.once('disconnect', () => process.exit())
process.send?.('ready')
