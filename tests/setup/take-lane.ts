import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, inject } from 'vitest'
import { claim, type HeldLock } from '../../infra/start/lock.ts'
import { LANE_VARIABLE } from './lanes.ts'

/**
 * The first lane that nobody holds. Vitest's own number of a worker will not do: when one group of projects follows
 * another it is given twice. The operating system lets go of a lock with its process.
 */
async function take(): Promise<{ lane: number; lock: HeldLock }> {
  for (;;) {
    for (const [lane, folder] of inject('laneFolders').entries()) {
      // Who holds it may be too busy to answer.
      const claimed = await claim(folder).catch(() => undefined)
      if (claimed?.mine) return { lane, lock: claimed.lock }
      claimed?.visit.leave()
    }
    await sleep(50)
  }
}

const { lane, lock } = await take()
process.env[LANE_VARIABLE] = String(lane)
// Setup files come before the file itself: this after its last hook.
afterAll(() => lock.release())
