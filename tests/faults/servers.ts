/** Postgres and Redis of a run: at addresses that stay when they go down and come up again. */
import { Redis } from 'ioredis'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { addressOf, PLATFORM, type Server, withConnection } from '../../db/fleet/server.ts'
import { loadRootKey } from '../../infra/key.ts'
import { freePort } from '../../infra/start/port.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { type RunningRedis, startRedis } from '../../infra/start/redis.ts'
import { until } from '../../infra/start/wait.ts'
import { makePlace } from '../setup/global-postgres.ts'

export const BACKENDS = ['redis', 'postgres'] as const
export type Backend = (typeof BACKENDS)[number]

export interface Servers {
  server: Server
  dataDir: string
  redisUrl: string
  /** Immediate shutdown, as when the power fails, and up again. */
  restartPostgres(): Promise<void>
  /** Everything it held is gone. */
  restartRedis(): Promise<void>
  /** Everything the queue remembers is gone, under running workers too. */
  emptyQueues(backend: Backend): Promise<void>
  close(): Promise<void>
}

async function needRedis(port: number): Promise<RunningRedis> {
  const redis = await startRedis(port)
  if (!redis) throw new Error('The scenes need redis-server')
  return redis
}

/** `settings` of Postgres on top of the product's own. What is committed has to outlive an immediate shutdown. */
export async function openServers(settings: Record<string, string> = {}): Promise<Servers> {
  const place = await makePlace()
  const { dataDir } = place
  const key = loadRootKey({ key: undefined, dataDir })
  const ports = { postgres: await freePort(), redis: await freePort() }
  const start = () => startPostgres({ dataDir, key, settings, port: ports.postgres })
  let postgres = await start()
  let redis = await needRedis(ports.redis)
  const server: Server = { adminUrl: postgres.adminUrl, key }
  const onExit = (): void => void process.kill(postgres.pid, 'SIGINT')
  // Interrupted, it takes its servers with it; the next run clears their folder away.
  const onSignal = (): never => process.exit(143)
  process.once('exit', onExit).once('SIGINT', onSignal).once('SIGTERM', onSignal)
  await preparePlatform(server)
  return {
    server,
    dataDir,
    redisUrl: redis.url,
    async restartPostgres() {
      process.kill(postgres.pid, 'SIGQUIT')
      await postgres.ended
      postgres = await start()
    },
    async restartRedis() {
      await redis.stop()
      redis = await needRedis(ports.redis)
    },
    emptyQueues: (backend) => (backend === 'redis' ? flush(redis.url) : truncate(server)),
    async close() {
      process.off('exit', onExit).off('SIGINT', onSignal).off('SIGTERM', onSignal)
      await postgres.stop()
      await redis.stop()
      await place.release()
    },
  }
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url)
  try {
    await redis.flushall()
  } finally {
    await redis.quit()
  }
}

const DEADLOCK = '40P01'

/** Working workers lock the same tables in an order of their own: whoever loses to a deadlock asks again. */
async function truncate({ adminUrl }: Server): Promise<void> {
  const done = await until(
    () =>
      withConnection(addressOf(adminUrl, PLATFORM), async (sql) => {
        const tables = await sql<{ name: string }[]>`
          select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname = 'bullmq' and tablename <> 'migration'`
        await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
        return true
      }).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === DEADLOCK) return false
        throw error
      }),
    60_000,
  )
  if (!done) throw new Error('The queue cannot be emptied')
}
