import { afterAll, beforeAll, expect, it } from 'vitest'
import { placement } from '../../db/city/schema/placements.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { addEmployer } from './commands.server.ts'
import { knownEmployer, listEmployers, offeredEmployers, PAGE_SIZE } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const today = '2026-03-09'
const add = (name: string, town = 'Wuppertal') => city.work((work) => addEmployer(work, { name, town }))

it('enters an employer once, in any case and at the same time', async () => {
  const [first, second] = await Promise.all([add('Möbel Öztürk'), add('MÖBEL ÖZTÜRK', 'wuppertal')])
  expect(first?.employerId).toBe(second?.employerId)
  expect([first?.added, second?.added].sort()).toEqual([false, true])
  const elsewhere = await add('Möbel Öztürk', 'Solingen')
  expect(elsewhere).toMatchObject({ added: true })
  const known = (town: string) => city.work(({ db }) => knownEmployer(db, { name: 'möbel öztürk', town }))
  expect(await known('Solingen')).toEqual({ ok: true, value: elsewhere.employerId })
  expect(await known('Remscheid')).toEqual({ ok: true, value: null })
  expect(await known('')).toEqual({ ok: false, error: 'which-town' })
})

it('counts the people who work there today, each once', async () => {
  const { employerId } = await add('Altenheim Süd')
  await city.work(async (work) => {
    const terms = { employerId, jobTitle: 'Pflege', fullTime: false, hoursPerWeek: 20 }
    const recorded = { recordedAt: work.now, recordedBy: caseworker.id }
    for (const jobs of [
      [{ occurredOn: '2026-01-01' }, { occurredOn: '2026-02-01' }],
      [{ occurredOn: '2026-01-01', endedOn: today }],
      [{ occurredOn: '2026-01-01', endedOn: '2026-03-08' }],
      [{ occurredOn: '2026-03-10' }],
      [{ occurredOn: '2026-01-01', voidedAt: work.now, voidedBy: caseworker.id, voidReason: 'Falsche Akte' }],
    ]) {
      const { clientId, participationId } = await makeClient(work)
      await work.db
        .insert(placement)
        .values(jobs.map((job) => ({ clientId, participationId, ...terms, ...recorded, ...job })))
    }
  })
  const list = await city.work(({ db }) => listEmployers(db, { at: employerId }, today))
  expect(list.rows[0]).toEqual({ employerId, name: 'Altenheim Süd', town: 'Wuppertal', people: 2 })
})

it('lists them page by page by name, and offers all while they are few', async () => {
  for (let number = 0; number < PAGE_SIZE; number++) await add(`Werk ${number}`)
  const names: string[] = []
  let after: string | undefined
  do {
    const page = await city.work(({ db }) => listEmployers(db, { after }, today))
    names.push(...page.rows.map(({ name, town }) => `${name} ${town}`))
    after = page.next ?? undefined
  } while (after)
  const offered = await city.work(({ db }) => offeredEmployers(db))
  expect(names.length).toBeGreaterThan(PAGE_SIZE)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(offered.map(({ name, town }) => `${name} ${town}`))
})
