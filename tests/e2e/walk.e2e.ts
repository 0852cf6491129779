/** A round on phones, as people carry it: without network, with a browser that dies, two of them at one door. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeRound } from '../factories/rounds.ts'
import { makeAccount, type TestAccount } from '../factories/web.ts'
import { needChromium } from '../setup/needs.ts'
import { violations } from './look.ts'
import { PHONE, type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'

const NOW = '2026-03-09T09:00:00Z'
const PIN = '147258'
const NAMES = ['Abay', 'Berisha', 'Diallo', 'Ferizi', 'Gashi', 'Haile', 'Issa', 'Kaya', 'Lemma', 'Mensah']
const shots = makeShots('walk')

let city: TestCity
let product: Product
let people: (TestAccount & { name: string })[]
let round: { roundId: string; ids: string[] }
const profiles: string[] = []
const phones = new Set<BrowserContext>()

beforeAll(async () => {
  city = await makeCity()
  people = await Promise.all(
    ['Aylin Tür', 'Bodo Tür'].map(async (name) => ({
      name,
      ...(await makeAccount({ [city.slug]: 'caseworker' }, name)),
    })),
  )
  const lodgers = NAMES.map((familyName) => ({ familyName, givenName: 'Sara' }))
  round = await makeRound(city, lodgers, {}, people[0])
  product = await startProduct({ now: NOW })
})
afterAll(async () => {
  for (const phone of phones) await phone.close()
  await product.close()
  await city.remove()
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true })
})

const newProfile = (): string => {
  const profile = mkdtempSync(join(tmpdir(), 'partizipation-phone-'))
  profiles.push(profile)
  return profile
}

/** A phone whose memory outlives its browser, with the product's clock. */
async function phoneWith(profile: string): Promise<{ phone: BrowserContext; page: Page }> {
  const phone = await chromium.launchPersistentContext(profile, {
    executablePath: needChromium(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    baseURL: product.url,
    viewport: PHONE,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  phones.add(phone)
  phone.setDefaultTimeout(60_000)
  await phone.clock.setSystemTime(NOW)
  const page = phone.pages()[0] ?? (await phone.newPage())
  return { phone, page }
}

/** As when the battery dies: nobody says goodbye. Only the processes of this very profile. */
function kill(profile: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let command = ''
    try {
      command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
        continue
      throw error
    }
    if (command.includes(`--user-data-dir=${profile}`)) process.kill(Number(pid), 'SIGKILL')
  }
}

async function signIn(page: Page, { email, password }: TestAccount): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('main').getByRole('button').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function takeAlong(page: Page): Promise<void> {
  await page.goto(`/c/${city.slug}/outreach/rounds/${round.roundId}`)
  await page.getByRole('link', { name: 'Ohne Netz mitnehmen' }).click()
  await page.getByLabel('Neue PIN').fill('123456')
  await page.getByLabel('PIN wiederholen').fill('123456')
  await page.getByRole('button', { name: 'Runde mitnehmen' }).click()
  await page.getByText('Diese PIN ist leicht zu erraten').waitFor()
  await page.getByLabel('Neue PIN').fill(PIN)
  await page.getByLabel('PIN wiederholen').fill(PIN)
  await page.getByRole('button', { name: 'Runde mitnehmen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nordstadt im März' }).waitFor()
}

async function unlock(page: Page): Promise<void> {
  await page.goto(`/walk?city=${city.slug}&round=${round.roundId}`)
  await page.getByLabel('PIN dieser Runde').fill(PIN)
  await page.getByRole('button', { name: /^Öffnen/ }).click()
}

const knock = (page: Page, name: string, answer: string): Promise<void> =>
  page
    .getByRole('group', { name: `Wie war es bei ${name}, Sara?` })
    .getByRole('button', { name: answer })
    .click()

interface Kept extends Record<string, unknown> {
  name: string
  outcome: string
  by: string
}

const visits = (): Promise<Kept[]> =>
  city.work(async ({ db }) => [
    ...(await db.execute<Kept>(sql`
      select person.family_name as name, visit.outcome, actor.name as by from visit
      join person on person.id = visit.person_id join actor on actor.id = visit.recorded_by
      where visit.round_id = ${round.roundId}::uuid order by 1, 2`)),
  ])

it('ten visits without network and a browser that is killed: all ten arrive, once', async () => {
  const [worker] = people
  if (!worker) throw new Error('Nobody to walk')
  const profile = newProfile()
  const { phone, page } = await phoneWith(profile)
  await signIn(page, worker)
  await takeAlong(page)
  await page.getByRole('button', { name: 'Anderes' }).first().click()
  await shots(page, 'taken')
  expect(await violations(page)).toEqual([])

  await phone.setOffline(true)
  for (const [at, name] of NAMES.entries()) await knock(page, name, at % 2 === 0 ? 'Niemand da' : 'Lehnt ab')
  await page.getByText('10 Besuche sind auf dem Telefon').waitFor()
  await shots(page, 'without-network')
  expect(await violations(page)).toEqual([])
  expect(await visits()).toEqual([])
  // Chromium writes its cookies to the disk every half minute only: who it was is carried over by hand.
  const cookies = await phone.cookies()
  kill(profile)
  phones.delete(phone)

  const again = await phoneWith(profile)
  await again.phone.addCookies(cookies)
  await again.phone.setOffline(true)
  await unlock(again.page)
  await again.page.getByText('10 Besuche sind auf dem Telefon').waitFor()
  await again.phone.setOffline(false)
  await again.page.getByText('10 Besuche übertragen').waitFor()
  await again.page.getByRole('button', { name: 'Sperren' }).click()
  await unlock(again.page)
  await again.page.getByText('10 Besuche übertragen').waitFor()
  expect(await visits()).toEqual(
    NAMES.map((name, at) => ({
      name,
      outcome: at % 2 === 0 ? 'nobody-home' : 'declined',
      by: worker.name,
    })),
  )
})

it("a second phone's entry for the same door is kept beside the first, and its names go with the sign-out", async () => {
  const [, other] = people
  if (!other) throw new Error('Nobody to walk')
  const { page } = await phoneWith(newProfile())
  await signIn(page, other)
  await takeAlong(page)
  await knock(page, 'Abay', 'Interessiert')
  await page.getByText('Ein Besuch übertragen').waitFor()
  expect((await visits()).filter(({ name }) => name === 'Abay')).toEqual([
    { name: 'Abay', outcome: 'interested', by: other.name },
    { name: 'Abay', outcome: 'nobody-home', by: people[0]?.name },
  ])

  await page.goto(`/c/${city.slug}/outreach`)
  await page.locator('header summary').last().click()
  await page.locator('header').getByRole('button', { name: 'Abmelden' }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await page.waitForFunction(async () => {
    const names = await indexedDB.databases()
    if (!names.some(({ name }) => name === 'walk')) return true
    const rounds = await new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('walk')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const counting = opening.result.transaction('rounds').objectStore('rounds').count()
        counting.onsuccess = () => {
          opening.result.close()
          resolve(counting.result)
        }
      }
    })
    return rounds === 0
  })
  await page.goto(`/walk?city=${city.slug}&round=${round.roundId}`)
  await page.getByLabel('Neue PIN').waitFor()
})

it('after a day, and after five wrong PINs, the names are gone and what was entered is not', async () => {
  const [worker] = people
  if (!worker) throw new Error('Nobody to walk')
  const { phone, page } = await phoneWith(newProfile())
  await signIn(page, worker)
  await takeAlong(page)
  await phone.setOffline(true)
  await knock(page, 'Gashi', 'Andere Person')
  await page.getByText('Ein Besuch ist auf dem Telefon').waitFor()
  await phone.clock.setSystemTime('2026-03-10T12:00:00Z')
  await page.goto(`/walk?city=${city.slug}&round=${round.roundId}`)
  await page.getByRole('heading', { name: 'Die Namen sind gelöscht' }).waitFor()
  for (let left = 4; left >= 0; left -= 1) {
    await page.getByLabel('PIN dieser Runde').fill('852741')
    await page.getByRole('button', { name: 'Öffnen und übertragen' }).click()
    await page.getByText(left > 0 ? /Noch (ein|\d) Versuch/ : 'Die PIN war zu oft falsch').waitFor()
  }
  expect(await page.content()).not.toMatch(new RegExp(NAMES.join('|')))
  await phone.setOffline(false)
  await unlock(page)
  await page.getByText('Ein Besuch übertragen').waitFor()
  expect((await visits()).filter(({ name }) => name === 'Gashi').map(({ outcome }) => outcome)).toContain(
    'spoke-to-other',
  )
})
