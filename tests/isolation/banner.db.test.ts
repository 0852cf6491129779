/** Wherever something is saved about a client, the page says who she is: every route under a client that has an action. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type FullCity, fillCity } from '../e2e/full-city.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../factories/web.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const web: Web = await makeWeb()
const saving = web.routes.filter(
  ({ path, acts, page }) => acts && page && path.startsWith('/c/:city/clients/:id'),
)

let city: TestCity
let full: FullCity
let cookie: string
beforeAll(async () => {
  city = await makeCity()
  full = await fillCity(city)
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }))
})
afterAll(() => city.remove())

it('has pages to look at', () => expect(saving.length).toBeGreaterThan(9))

it.each(saving)('$path shows name and birth date in the banner', async ({ path }) => {
  const values: Record<string, string> = {
    city: city.slug,
    id: full.clientId,
    appointment: full.appointmentId,
    group: full.groupId,
    topic: 'school',
    language: 'ar',
    step: 'german-course',
    kind: 'placement',
    act: full.placementId,
  }
  const address = path.replaceAll(/:(\w+)\??/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new Error(`No value for :${name} of ${path}`)
    return value
  })
  const answer = await web.get(address, cookie)
  const text = await answer.text()
  const banner = /<div class="k-banner">(.*?)<\/p>/s.exec(text)?.[1] ?? ''
  expect([path, answer.status, banner.includes('HAILE'), banner.includes('19.11.1980')]).toEqual([
    path,
    200,
    true,
    true,
  ])
})
