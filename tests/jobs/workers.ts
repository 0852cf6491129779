/** Workers for tests: in this process with a clock that can be set, or in a process of their own that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { inject, vi } from 'vitest'
import { platformAddress } from '../../db/fleet/platform.ts'
import { addressOf, PLATFORM, withConnection } from '../../db/fleet/server.ts'
import { readEnv } from '../../infra/env.ts'
import { type OutboxMail, readOutbox } from '../../infra/mail.ts'
import { openQueues, type Queues } from '../../workers/queues.ts'
import { openRuntime } from '../../workers/runtime.ts'
import { startWork } from '../../workers/work.ts'
import type { TestCity } from '../factories/city.ts'
import { needRedis } from '../setup/needs.ts'

export const BACKENDS = ['postgres', 'redis'] as const
export type Backend = (typeof BACKENDS)[number]

/** However slow the machine: only when this is over is a thing taken not to happen. */
// A job whose end deadlocked in the queue's tables is taken up again when its lock has run out, perhaps more than once.
export const PATIENCE = { timeout: 180_000, interval: 200 }

export const eventually = <T>(check: () => Promise<T> | T): Promise<T> => vi.waitFor(check, PATIENCE)

interface Running {
  queues: Queues
  stop(): Promise<void>
}

export interface Bench {
  dataDir: string
  /** A worker in this process, on the city's clock. */
  work(): Promise<Running>
  /** A worker in a process of its own, whose clock starts at `now` (ISO instant). Resolves when it says that it is ready. */
  spawn(now: string): Promise<ChildProcess>
  outbox(): OutboxMail[]
  /** Everything the queue remembers is gone. */
  emptyQueues(): Promise<void>
  /** What the queue's tables or keys hold, as text. */
  remembered(): Promise<string>
  close(): Promise<void>
}

/** Where stand-ins of Resend and seven.io answer; without one its messages go into the demo's outbox. */
interface Vendors {
  resendUrl?: string
  sevenUrl?: string
}

export function makeBench(city: TestCity, backend: Backend, { resendUrl, sevenUrl }: Vendors = {}): Bench {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-jobs-'))
  const { server } = city
  const vars = {
    DEMO: '1',
    DATABASE_URL: server.adminUrl,
    PARTIZIPATION_KEY: inject('key'),
    PARTIZIPATION_DATA: dataDir,
    REDIS_URL: backend === 'redis' ? needRedis() : '',
    RESEND_URL: resendUrl ?? '',
    RESEND_API_KEY: resendUrl ? 're_test' : '',
    RESEND_PER_SECOND: '100',
    SEVEN_URL: sevenUrl ?? '',
    SEVEN_API_KEY: sevenUrl ? 'seven_test' : '',
  }
  const stops: (() => Promise<void>)[] = []

  return {
    dataDir,
    async work() {
      const env = { ...readEnv(vars), clock: city.clock }
      const queues = openQueues(
        env.redisUrl
          ? { redisUrl: env.redisUrl }
          : { platformUrl: platformAddress(server, 'platform_worker') },
      )
      const runtime = openRuntime({ env, serverUrl: server.adminUrl, key: server.key, queues })
      const work = await startWork(runtime)
      let stopped: Promise<void> | undefined
      const stop = (): Promise<void> => {
        stopped ??= work.stop()
        return stopped
      }
      stops.push(stop)
      return { queues, stop }
    },
    async spawn(now) {
      const child = spawn(process.execPath, ['--enable-source-maps', 'build/processes/worker.js'], {
        env: { ...process.env, ...vars, PARTIZIPATION_NOW: now },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const gone = once(child, 'exit')
      stops.push(async () => {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
        await gone
      })
      const { stdout } = child
      if (!stdout) throw new Error('no output to read')
      let said = ''
      stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      await eventually(() => {
        if (child.exitCode !== null) throw new Error(`The worker ended with ${child.exitCode}`)
        if (!said.includes('worker ready')) throw new Error('The worker is not ready')
      })
      return child
    },
    outbox: () => readOutbox(dataDir).find((place) => place.city === city.slug)?.mails ?? [],
    async emptyQueues() {
      if (backend === 'redis') return onRedis(async (redis) => void (await redis.flushdb()))
      // Working workers lock the same tables in an order of their own: whoever loses to a deadlock asks again.
      await eventually(() =>
        onPlatform(city, async (tables, sql) => {
          await sql.unsafe(`truncate ${tables.join(', ')} cascade`)
        }),
      )
    },
    async remembered() {
      let text = ''
      if (backend === 'redis') {
        await onRedis(async (redis) => {
          for (const key of await redis.keys('*'))
            text += `${key}\n${(await redis.dump(key))?.toString() ?? ''}\n`
        })
        return text
      }
      await onPlatform(city, async (tables, sql) => {
        for (const table of tables) text += JSON.stringify(await sql.unsafe(`select * from ${table}`))
      })
      return text
    },
    async close() {
      for (const stop of stops.reverse()) await stop()
      await this.emptyQueues()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function onRedis(body: (redis: Redis) => Promise<void>): Promise<void> {
  const redis = new Redis(needRedis())
  try {
    await body(redis)
  } finally {
    await redis.quit()
  }
}

const onPlatform = (
  { server }: TestCity,
  body: (tables: string[], sql: Parameters<Parameters<typeof withConnection>[1]>[0]) => Promise<void>,
): Promise<void> =>
  withConnection(addressOf(server.adminUrl, PLATFORM), async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'bullmq' and tablename <> 'migration'`
    await body(
      tables.map(({ name }) => name),
      sql,
    )
  })
