import type { Server } from '../../db/fleet/server.ts'
import type { Env } from '../env.ts'
import { loadRootKey } from '../key.ts'
import { claim, type HeldLock } from './lock.ts'
import { findRunningPostgres, startPostgres } from './postgres.ts'
import { StartError } from './steps.ts'
import { until } from './wait.ts'

export interface ResolvedServer {
  server: Server
  /** Whether it is the data folder's own server. */
  embedded: boolean
  /** Done with it. Whoever started the server stops it here, after the other processes that came to use it. */
  release(): Promise<void>
}

const COMES_UP_WITHIN = 60_000
const OTHERS_FINISH_WITHIN = 60_000

/** Visits say who is there; after the wait, the server goes down under those who still have not left. */
async function stopAfterOthers(lock: HeldLock, stop: () => Promise<void>): Promise<void> {
  await until(() => lock.visitors() === 0, OTHERS_FINISH_WITHIN)
  lock.refuse()
  await stop()
  await lock.release()
}

/**
 * The Postgres to work on, for web, worker and command line: DATABASE_URL, else the running server of the data folder,
 * else that server, started for as long as this process uses it. Throws StartError with one line.
 */
export async function resolveServer(env: Env): Promise<ResolvedServer> {
  const key = loadRootKey(env)
  if (env.databaseUrl) {
    return { server: { adminUrl: env.databaseUrl, key }, embedded: false, release: async () => {} }
  }
  const { dataDir } = env
  const claimed = await claim(dataDir)
  if (claimed.mine) {
    try {
      const running = await startPostgres({ dataDir, key })
      const release = () => stopAfterOthers(claimed.lock, running.stop)
      return { server: { adminUrl: running.adminUrl, key }, embedded: true, release }
    } catch (error) {
      await claimed.lock.release()
      throw error
    }
  }
  let adminUrl: string | undefined
  const found = async (): Promise<boolean> => {
    adminUrl = await findRunningPostgres({ dataDir, key })
    return adminUrl !== undefined
  }
  await until(found, COMES_UP_WITHIN)
  if (!adminUrl) {
    claimed.visit.leave()
    throw new StartError(`The copy that uses ${dataDir} has no database running`)
  }
  return { server: { adminUrl, key }, embedded: true, release: async () => claimed.visit.leave() }
}
