import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { share } from '../factories/partners.ts'
import { makeAccount, type TestAccount } from '../factories/web.ts'
import { type FullCity, fillCity, LETTER_CODE } from './full-city.ts'
import { makeLinks } from './links.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { DESK, PHONE, type Product, startProduct } from './product.ts'
import { pagePaths } from './routes.ts'

const LARGEST_PAGE = 60_000

const LANGUAGES = [
  { lang: 'de', language: 'de-DE' },
  { lang: 'en', language: 'en-GB' },
] as const

let office: Office
let full: FullCity
let product: Product
let member: TestAccount
/** By the address of the page whose link it is. */
let tokens: Map<string, string>

beforeAll(async () => {
  office = await makeOffice()
  full = await fillCity(office.city)
  const shown = {
    organisationId: office.organisation.id,
    categories: ['identity', 'contact', 'services'] as const,
  }
  await office.city.work((work) => share(work, full, shown))
  member = await makeAccount({ [office.city.slug]: 'caseworker' })
  tokens = await makeLinks(office)
  product = await startProduct({ now: '2026-03-09T09:00:00Z' })
})
afterAll(async () => {
  await product.close()
  await office.remove()
})
afterEach(() => expect(product.complaints()).toEqual([]))

/** What stands for the parameters of an address. A page with a new one has to be told here what there is to see. */
function addressOf(path: string): string {
  const values: Record<string, string> = {
    city: office.city.slug,
    id: full.clientId,
    import: full.importId,
    round: full.roundId,
    visit: full.visitId,
    code: LETTER_CODE,
    hash: 'a'.repeat(64),
    draft: full.draftId,
    kept: full.personId,
    gone: full.twinId,
    appointment: full.appointmentId,
    group: full.groupId,
    topic: 'papers',
    message: 'day-before',
    channel: 'sms',
    language: 'ar',
    step: 'german-course',
    kind: 'placement',
    act: full.placementId,
    member: member.id,
    token: tokens.get(path) ?? 'done',
  }
  return path.replaceAll(/:(\w+)\??/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`No value for :${name} of ${path}`)
    return value
  })
}

/** Streets are known by a key: the first of the list. */
async function addressesOf(page: Page, path: string): Promise<string> {
  if (!path.includes(':street')) return addressOf(path)
  await page.goto(`/c/${office.city.slug}/outreach`)
  const first = page.locator('a[href*="/outreach/street/"]').first()
  return (await first.getAttribute('href')) ?? ''
}

async function signIn(page: Page, { email, password } = office.lead): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('main').getByRole('button').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** What sticks out to the right, by tag and class. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
  })

describe.each(LANGUAGES)('in $lang', ({ lang, language }) => {
  let page: Page
  /** Reads the audit trail, which the lead may not. */
  let officer: Page
  /** Of the platform: in no city. */
  let operator: Page
  beforeAll(async () => {
    page = await product.open({ language })
    await signIn(page)
    officer = await product.open({ language })
    await signIn(officer, office.dpo)
    operator = await product.open({ language })
    await signIn(operator, office.operator)
  })
  afterAll(async () => {
    await page.context().close()
    await officer.context().close()
    await operator.context().close()
  })

  it.each(pagePaths())('%s is for everybody, small and asks nobody else', async (path) => {
    const signedOut = path === '/sign-in' || path.startsWith('/password-reset')
    const partners = path.startsWith('/c/:city/partner')
    const visitorOf = (): Page =>
      path === '/operator' ? operator : path.includes('/privacy/') ? officer : page
    const fresh = signedOut || partners
    const seen = fresh ? await product.open({ language }) : visitorOf()
    if (partners) await signIn(seen, office.partner)
    const answer = await seen.goto(await addressesOf(seen, path))
    expect(answer?.status()).toBe(200)
    expect((await answer?.body())?.length).toBeLessThan(LARGEST_PAGE)
    expect(await seen.locator('html').getAttribute('lang')).toBe(lang)
    expect(await seen.getByRole('heading', { level: 1 }).count()).toBe(1)
    // A value that nobody handed to the words.
    expect(await seen.locator('main').textContent()).not.toMatch(/\{\{|\bundefined\b|\bNaN\b|Invalid Date/)
    const found: Record<string, string[]> = {}
    for (const [name, size] of [
      ['desk', DESK],
      ['phone', PHONE],
    ] as const) {
      await seen.setViewportSize(size)
      found[name] = [...(await violations(seen)), ...(await overflowing(seen))]
    }
    expect(found).toEqual({ desk: [], phone: [] })
    if (fresh) await seen.context().close()
  })
})

describe('with the keyboard', () => {
  it('the way past the head of the page comes first, and leads there', async () => {
    const page = await product.open()
    await signIn(page)
    await page.goto(`/c/${office.city.slug}/today`)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Zum Inhalt' })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.context().close()
  })
})

describe('a link', () => {
  it('is followed without a new document, and in a new tab when that is asked for', async () => {
    const page = await product.open()
    await signIn(page)
    await page.goto(`/c/${office.city.slug}/today`)
    await page.waitForFunction('window.__remixRouter !== undefined')
    await page.evaluate('window.sameDocument = true')
    const clients = page.locator('header').getByRole('link', { name: 'Klient:innen' })
    await clients.click()
    await page.waitForURL((url) => url.pathname.endsWith('/clients'))
    expect(await page.evaluate('window.sameDocument')).toBe(true)
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page
        .locator('header')
        .getByRole('link', { name: 'Aufsuchen' })
        .click({ modifiers: ['Control'] }),
    ])
    await tab.waitForURL((url) => url.pathname.endsWith('/outreach'))
    expect(new URL(page.url()).pathname).toMatch(/clients$/)
    await page.goBack()
    expect(new URL(page.url()).pathname).toMatch(/today$/)
    await page.context().close()
  })
})

describe.each([{ javaScript: true }, { javaScript: false }])(
  'signing out, JavaScript: $javaScript',
  (look) => {
    it('ends the visit', async () => {
      const page = await product.open(look)
      await signIn(page)
      await page.goto(`/c/${office.city.slug}/today`)
      await page.locator('header summary').last().click()
      await page.locator('header').getByRole('button', { name: 'Abmelden' }).click()
      await page.waitForURL((url) => url.pathname === '/sign-in')
      await page.goto(`/c/${office.city.slug}/today`)
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      await page.context().close()
    })
  },
)
