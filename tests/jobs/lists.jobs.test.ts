import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepUpload } from '../../app/outreach/draft/store.server.ts'
import { listDraft } from '../../db/city/schema/outreach.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
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
  it('a list that nobody took in is gone after a day, though nobody looks; a younger one stays', async () => {
    bench = makeBench(city, backend)
    // Opens the programme the list is for.
    await city.work((work) => makeClient(work))
    const upload = async (): Promise<string> => {
      const kept = await city.work((work) => keepUpload(work, { bytes: new Uint8Array([1]), programme: '' }))
      if (!kept.ok) throw new Error(kept.error)
      return kept.value
    }
    const waiting = async (): Promise<string[]> =>
      (await city.work(({ db }) => db.select({ id: listDraft.id }).from(listDraft))).map(({ id }) => id)
    city.clock.set('2026-03-09T08:00:00Z')
    const old = await upload()
    city.clock.set('2026-03-09T20:00:00Z')
    const young = await upload()
    expect((await waiting()).sort()).toEqual([old, young].sort())
    city.clock.set('2026-03-10T08:00:01Z')
    const { queues } = await bench.work()
    await eventually(() => queues.add('clock', 'visit-cities', { all: true }))
    await eventually(async () => expect(await waiting()).toEqual([young]))
  })
})
