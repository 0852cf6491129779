/** What the command `contract` writes: the days an organisation works for a city. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ContractOrder, setContract } from '../../db/fleet/contracts.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

let city: TestCity
const today = '2026-03-09'
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

/** An organisation nobody knows, and orders for it. */
function newcomer() {
  const organisationSlug = `org-${randomBytes(4).toString('hex')}`
  const set = (order: Partial<ContractOrder> = {}) =>
    setContract(city.server, { citySlug: city.slug, organisationSlug, until: null, today, ...order })
  const told = () =>
    withPlatform(
      city.server,
      (sql) => sql`select kind, reason from account_event
        where city_slug = ${city.slug} and reason like ${`${organisationSlug} %`} order by id`,
    )
  return { organisationSlug, set, told }
}

it('an organisation is entered with its name, works from today on, and the trail says so once', async () => {
  const { organisationSlug, set, told } = newcomer()
  expect(await set()).toBe('no-organisation')
  expect(await set({ name: 'Verein Brücke' })).toEqual({ from: today, until: null })
  expect(await set()).toEqual({ from: today, until: null })
  expect([...(await told())]).toEqual([{ kind: 'contract-set', reason: `${organisationSlug} ${today}/` }])
})

it('a running contract gets an end, one that has passed too, and may go on without', async () => {
  const { set } = newcomer()
  await set({ name: 'Verein Brücke', from: '2026-01-01' })
  expect(await set({ until: '2026-12-31' })).toEqual({ from: '2026-01-01', until: '2026-12-31' })
  expect(await set()).toEqual({ from: '2026-01-01', until: null })
  expect(await set({ until: '2026-03-08' })).toEqual({ from: '2026-01-01', until: '2026-03-08' })
  // It is over by now: the next one is new.
  expect(await set()).toEqual({ from: today, until: null })
})

it('two contracts never cover the same day, and none ends before it begins', async () => {
  const { set } = newcomer()
  await set({ name: 'Verein Brücke', from: '2026-01-01', until: '2026-06-30' })
  expect(await set({ from: '2026-06-30' })).toBe('overlaps')
  expect(await set({ from: '2025-06-30', until: '2026-01-01' })).toBe('overlaps')
  expect(await set({ until: '2025-12-31' })).toBe('ends-before-it-begins')
  expect(await set({ from: '2026-07-01' })).toEqual({ from: '2026-07-01', until: null })
  expect(await set({ citySlug: 'no-such-city' })).toBe('no-city')
})

it('two at once make one contract', async () => {
  const { set, told } = newcomer()
  const both = await Promise.all([set({ name: 'Verein Brücke' }), set({ name: 'Verein Brücke' })])
  expect(both).toEqual([
    { from: today, until: null },
    { from: today, until: null },
  ])
  expect(await told()).toHaveLength(1)
})
