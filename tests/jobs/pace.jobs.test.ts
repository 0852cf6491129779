import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabases } from '../../db/open.ts'
import type { BatchOutcome, Mailer } from '../../infra/mail.ts'
import { paced, takeTurn } from '../../workers/pace.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

let city: TestCity
let workers: ReturnType<typeof openDatabases>[]
beforeAll(async () => {
  city = await makeCity()
  const { server } = city
  workers = [1, 2, 3].map(() =>
    openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' }),
  )
})
afterAll(async () => {
  for (const worker of workers) await worker.close()
  await city.remove()
})

it('gives each of many callers in several workers a turn of its own, a gap apart', async () => {
  const asked = Array.from({ length: 30 }, (_, nth) => workers[nth % workers.length])
  const began = performance.now()
  const turns = await Promise.all(
    asked.map(async (worker) => {
      if (!worker) throw new Error('no worker')
      const wait = await takeTurn({ platform: worker.platform, vendor: 'turns', perSecond: 2 })
      return wait ?? Number.NaN
    }),
  )
  const spent = performance.now() - began
  const sorted = turns.sort((a, b) => a - b)
  // Each waits from its own moment on; all of these lie within the time the asking took.
  expect(sorted.at(-1)).toBeGreaterThanOrEqual(29 * 500 - spent)
  expect(sorted.at(-1)).toBeLessThanOrEqual(29 * 500)
})

it('sends nobody into a queue of more than a minute, and leaves a vendor alone that asks for it', async () => {
  const [one, other] = workers
  if (!one || !other) throw new Error('no workers')
  let calls = 0
  const busy: Mailer = {
    send: async () => ({ kind: 'sent', vendorId: 'v' }),
    async sendBatch(): Promise<BatchOutcome> {
      calls += 1
      return { kind: 'busy', afterSeconds: 90 }
    },
  }
  const order = { city: 'wuppertal', key: 'batch-1', mails: [] }
  const pace = { vendor: 'pause', perSecond: 100 }
  const told = await paced(busy, { ...pace, platform: one.platform }).sendBatch(order)
  expect(told).toEqual({ kind: 'busy', afterSeconds: 90 })
  // The other worker, and for mails about accounts, too: nobody calls.
  const mailer = paced(busy, { ...pace, platform: other.platform })
  expect(await mailer.sendBatch(order)).toEqual({ kind: 'busy' })
  const mail = { from: 'a@example.org', to: 'b@example.net', subject: 'x', text: 'x' }
  expect(await mailer.send({ city: 'wuppertal', key: 'k', mail })).toEqual({ kind: 'busy' })
  expect(calls).toBe(1)
})
