import type { TestProject } from 'vitest/node'
import { startRedis } from '../../infra/start/redis.ts'
import { LANES } from './lanes.ts'

const VARIABLE = 'PARTIZIPATION_TEST_REDIS'

/** A database of that server for each lane. */
const databasesOf = (url: string): string[] =>
  Array.from({ length: LANES }, (_, lane) => new URL(`/${lane}`, url).href)

/** REDIS_URL, or servers of our own, one a lane. Without either there are no addresses, and needRedis() says why. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  let stop: (() => Promise<void>) | undefined
  if (process.env[VARIABLE] === undefined) {
    const wanted = process.env.REDIS_URL || process.env.REDIS_MISSING ? 0 : LANES
    const started = await Promise.all(Array.from({ length: wanted }, () => startRedis()))
    const servers = started.filter((server) => server !== undefined)
    stop = async () => void (await Promise.all(servers.map((server) => server.stop())))
    const urls = process.env.REDIS_URL ? databasesOf(process.env.REDIS_URL) : servers.map(({ url }) => url)
    process.env[VARIABLE] = urls.join(' ')
  }
  project.provide('redisUrls', process.env[VARIABLE]?.split(' ').filter(Boolean) ?? [])
  return stop
}
