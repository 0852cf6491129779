import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { makeAccount } from '../factories/web.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

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
  it('the morning’s mail goes out once, whatever the queue forgets and however many workers there are', async () => {
    bench = makeBench(city, backend)
    const { id, email } = await makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Yildiz')
    await act(city.access({ id }), { action: 'create', subject: 'test' }, (at) => makeClient(at))
    city.clock.set('2026-03-09T06:05:00Z')
    const workers = await Promise.all(Array.from({ length: 3 }, () => bench.work()))
    const sweep = async (): Promise<void> => {
      for (const { queues } of workers) await queues.add('clock', 'sweep-digests', {})
    }
    const mails = () => bench.outbox().filter(({ key }) => key.startsWith('partizipation-digest-'))
    await eventually(sweep)
    await eventually(() => expect(mails().map(({ to }) => to)).toEqual([email]))
    await bench.emptyQueues()
    await eventually(sweep)
    // What comes after it in the same queue is done: so the second sweep is over.
    city.clock.set('2026-03-10T06:05:00Z')
    await eventually(sweep)
    await eventually(() => expect(mails()).toHaveLength(2))
    expect(mails().map(({ to }) => to)).toEqual([email, email])
    expect(new Set(mails().map(({ key }) => key)).size).toBe(2)
  })
})
