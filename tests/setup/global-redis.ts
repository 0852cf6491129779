import type { TestProject } from 'vitest/node'
import { startRedis } from '../../infra/start/redis.ts'

/** REDIS_URL, or a server of our own. Without either `redisUrl` is empty, and needRedis() says why. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.REDIS_URL) {
    project.provide('redisUrl', process.env.REDIS_URL)
    return undefined
  }
  const redis = process.env.REDIS_MISSING ? undefined : await startRedis()
  project.provide('redisUrl', redis?.url ?? '')
  return redis?.stop
}
