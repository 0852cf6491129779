import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { platformAddress } from '../../db/fleet/platform.ts'
import { openQueues, type Queues } from '../../workers/queues.ts'
import { SCHEDULES, ticks } from '../../workers/schedules.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { needRedis } from '../setup/needs.ts'
import { BACKENDS, type Bench, makeBench } from './workers.ts'

let city: TestCity
let bench: Bench
beforeEach(async () => {
  city = await makeCity()
})
afterEach(async () => {
  await bench.close()
  await city.remove()
})

describe.each(BACKENDS)('on %s', (backend) => {
  const open = (): Queues =>
    openQueues(
      backend === 'redis'
        ? { redisUrl: needRedis() }
        : { platformUrl: platformAddress(city.server, 'platform_worker') },
    )

  it('of workers that start at the same moment none fails, and every schedule is there', async () => {
    bench = makeBench(city, backend)
    for (let round = 0; round < 2; round += 1) {
      await bench.emptyQueues()
      const starting = Array.from({ length: 4 }, open)
      try {
        await Promise.all(starting.map((queues) => queues.setSchedules(ticks(true))))
      } finally {
        await Promise.all(starting.map((queues) => queues.close()))
      }
      const remembered = await bench.remembered()
      expect(SCHEDULES.filter(({ name }) => !remembered.includes(name))).toEqual([])
    }
  })
})
