import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makePerson } from '../../tests/factories/people.ts'
import { openFile } from './commands.server.ts'
import { clientHead } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

describe('opening a file', () => {
  it('gives two people who open at once the same file', async () => {
    const personId = await city.work((work) => makePerson(work))
    const open = () =>
      city.work((work) => openFile(work, { personId, origin: 'door', occurredOn: '2026-03-09' }))
    const [first, second] = await Promise.all([open(), open()])
    expect(first).toEqual(second)
    expect(first.ok && (await city.work(({ db }) => clientHead(db, first.value.clientId)))).toMatchObject({
      personId,
      familyName: 'Haile',
      programmeName: 'Partizipation',
      leadName: 'Aylin Testfall',
    })
  })
  it('opens none without a running programme', async () => {
    const personId = await city.work((work) => makePerson(work))
    const opened = await city.work((work) =>
      openFile(work, { personId, origin: 'door', occurredOn: '2024-01-01' }),
    )
    expect(opened).toEqual({ ok: false, error: 'no-programme' })
  })
})
