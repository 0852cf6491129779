import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askAgain } from '../../app/operator/commands/failed-jobs.server.ts'
import { failedJobs } from '../../app/operator/queries/failed-jobs.server.ts'
import { scheduleBoard } from '../../app/operator/queries/schedules.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { SCHEDULES } from '../../workers/schedules.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

let city: TestCity
let bench: Bench
beforeEach(async () => {
  city = await makeCity()
  await withPlatform(city.server, async (sql) => {
    await sql`delete from schedule`
    await sql`delete from failed_job`
  })
})
afterEach(async () => {
  await bench.close()
  await city.remove()
})

describe.each(BACKENDS)('on %s', (backend) => {
  it('the worker writes down what it expects and what has run', async () => {
    bench = makeBench(city, backend)
    await bench.work()
    await eventually(async () => {
      const { lines } = await scheduleBoard(city.databases.platformOperator(), city.clock.now())
      expect(lines.map(({ name }) => name).sort()).toEqual(SCHEDULES.map(({ name }) => name).sort())
      const trails = lines.find(({ name }) => name === 'trails')
      expect(trails?.last?.cities?.opened).toBeGreaterThan(0)
      expect(trails?.today.runs).toBeGreaterThan(1)
    })
  })

  it('a job that fails for good is listed, comes back when the operator asks for it, and is over when it succeeds', async () => {
    bench = makeBench(city, backend)
    const operator = city.databases.platformOperator()
    const failed = async () => (await failedJobs(operator)).jobs.filter(({ job }) => job === 'send-messages')
    const status = (word: string) =>
      withPlatform(city.server, (sql) => sql`update city set status = ${word} where slug = ${city.slug}`)
    await status('suspended')
    const { queues } = await bench.work()
    await queues.add('messages', 'send-messages', { city: city.slug })
    await eventually(async () =>
      expect(await failed()).toMatchObject([{ error: 'CityUnavailable', tries: 1 }]),
    )
    const [row] = await failed()
    const act = { id: row?.id ?? '', actorId: caseworker.id, now: city.clock.now() }

    // Asked for in vain it is open again; whatever the queue forgets, the wish is a row.
    await askAgain(operator, act)
    await bench.emptyQueues()
    await eventually(async () => expect(await failed()).toMatchObject([{ tries: 2, asked: false }]))

    await status('live')
    await askAgain(operator, act)
    await eventually(async () => expect(await failed()).toEqual([]))
  })
})
