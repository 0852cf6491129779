import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handOverFile } from '../../app/caseload/commands/hand-over.server.ts'
import { filesLedBy } from '../../app/caseload/queries.server.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
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
  it('a file lent is back with its lead when its last day is over', async () => {
    bench = makeBench(city, backend)
    const to = { id: '0d000000-0000-4000-8000-000000000001', name: 'Jonas Vertretung' }
    const { clientId } = await city.work((at) => makeClient(at))
    const lend = { clientId, fromId: caseworker.id, to, until: '2026-03-13', note: 'Fortbildung' }
    expect((await city.work((at) => handOverFile(at, lend))).ok).toBe(true)
    const ledBy = async (id: string) =>
      (await city.work((at) => filesLedBy(at, id))).map((file) => file.clientId)
    const { queues } = await bench.work()
    const sweep = (nth: number) =>
      queues.add('clock', 'visit-cities', { all: true }, { jobId: `test-${nth}` })
    await eventually(() => sweep(1))
    city.clock.set('2026-03-14T06:00:00Z')
    await eventually(() => sweep(2))
    await eventually(async () => expect(await ledBy(caseworker.id)).toEqual([clientId]))
    expect(await ledBy(to.id)).toEqual([])
  })
})
