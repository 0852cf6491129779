import { inject } from 'vitest'
import { ofLane } from './lanes.ts'

/** Path of the browser; throws the sentence that says why there is none. */
export function needChromium(): string {
  const path = inject('chromePath')
  if (path) return path
  throw new Error(process.env.CHROME_MISSING ?? 'There is no Chromium: run npm test, which installs one')
}

/** Address of a Redis that may be emptied; throws the sentence that says why there is none. */
export function needRedis(): string {
  const urls = inject('redisUrls')
  if (urls.length > 0) return ofLane(urls)
  throw new Error(process.env.REDIS_MISSING ?? 'There is no Redis: run npm test, which installs one')
}
