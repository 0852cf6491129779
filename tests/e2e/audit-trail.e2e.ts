import axe, { type AxeResults } from 'axe-core'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { client } from '../../db/city/schema/clients.ts'
import { caseworker } from '../factories/city.ts'
import type { TestAccount } from '../factories/web.ts'
import { type FullCity, fillCity } from './full-city.ts'
import { makeOffice, type Office } from './office.ts'
import { PHONE, type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'

const REASON = 'Beschwerde vom 3. März, Aktenzeichen 14/26'
const shoot = makeShots('audit-trail')

let office: Office
let full: FullCity
let product: Product

/** Half a year of looks at one file: her own worker every week, others now and then. */
async function lookForHalfAYear(): Promise<void> {
  const { city } = office
  await city.work(({ db }) =>
    db.update(client).set({ leadId: caseworker.id }).where(eq(client.id, full.clientId)),
  )
  const others = [
    { id: '0a000000-0000-4000-8000-0000000000aa', name: 'Bernd Vertretung' },
    { id: '0a000000-0000-4000-8000-0000000000ab', name: 'Carla Kollegin', role: 'liaison' as const },
  ]
  const pages = [
    { subject: 'client' },
    { subject: 'assessment-summary', special: ['health' as const] },
    { subject: 'plan' },
  ]
  for (let week = 24; week >= 0; week -= 1) {
    const start = city.clock.now()
    for (let nth = 0; nth <= week % 4; nth += 1) {
      city.clock.set(start.subtract({ hours: week * 168 - nth * 3 }).toString())
      const who = nth === 3 ? others[week % 8 === 3 ? 0 : 1] : caseworker
      const page = pages[(week + nth) % 3] ?? { subject: 'client' }
      await act(
        city.access(who),
        { action: 'view', ...page, subjectId: full.clientId },
        async () => undefined,
      )
    }
    city.clock.set(start.toString())
  }
}

beforeAll(async () => {
  office = await makeOffice()
  full = await fillCity(office.city)
  office.city.clock.set('2026-03-09T08:00:00Z')
  await lookForHalfAYear()
  product = await startProduct({ now: '2026-03-09T09:00:00Z' })
})
afterAll(async () => {
  await product.close()
  await office.remove()
})
afterEach(() => expect(product.complaints()).toEqual([]))

async function signIn(page: Page, { email, password }: TestAccount): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('main').getByRole('button').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found: AxeResults = await page.evaluate('axe.run()')
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', (look) => {
  it('the lead reads on a file who opened it', async () => {
    const page = await product.open({ ...look, language: 'de-DE' })
    await signIn(page, office.lead)
    await page.goto(`/c/${office.city.slug}/clients/${full.clientId}`)
    await page.getByRole('link', { name: 'Wer hat diese Akte geöffnet?' }).click()
    await page.waitForURL((url) => url.pathname.endsWith('/access'))
    const today = page.getByRole('list', { name: 'Montag, 9. März' })
    // Her own look a moment ago, and before it the one at the file.
    expect(await today.getByRole('listitem').first().textContent()).toContain(
      'Zugriffe auf die Akte geöffnet',
    )
    expect(await today.getByRole('listitem').nth(1).textContent()).toContain('Leitung')
    expect(await page.getByText('Bernd Vertretung').count()).toBeGreaterThan(0)
    expect(await page.getByText('Gesundheitsdaten').count()).toBeGreaterThan(0)
    if (look.javaScript) {
      expect(await violations(page)).toEqual([])
      await shoot(page, 'client-access-de')
    }
    await page.context().close()
  })

  it('the data protection officer says why, and sees what one colleague opened', async () => {
    const page = await product.open({ ...look, language: look.javaScript ? 'en-GB' : 'de-DE' })
    await signIn(page, office.dpo)
    await page.goto(`/c/${office.city.slug}/privacy/search`)
    const select = page.locator('select[name="actor"]')
    await select.selectOption(caseworker.id)
    await page.locator('textarea[name="reason"]').fill('Kontrolle')
    await page.locator('main').locator('button[type="submit"]').first().click()
    await page.locator('[aria-invalid="true"]').first().waitFor()
    // The browser says so when the server, and not its script, has refused what was typed.
    expect(product.complaints()).toEqual(look.javaScript ? [] : [expect.stringContaining('400')])
    expect(await select.inputValue()).toBe(caseworker.id)
    expect(await page.locator('textarea[name="reason"]').inputValue()).toBe('Kontrolle')
    await page.locator('textarea[name="reason"]').fill(REASON)
    await page.locator('main').locator('button[type="submit"]').first().click()
    const file = page.getByRole('link', { name: 'Haile, Selam' }).first()
    await file.waitFor()
    expect(new URL(page.url()).search).toBe('')
    expect(await page.locator('textarea[name="reason"]').inputValue()).toBe(REASON)
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('form[action$="search.csv"] button').click(),
    ])
    expect(saved.suggestedFilename()).toBe('zugriffe.csv')
    if (look.javaScript) {
      expect(await violations(page)).toEqual([])
      await page.setViewportSize(PHONE)
      expect(await violations(page)).toEqual([])
      await shoot(page, 'search-en')
    }
    await file.click()
    await page.waitForURL((url) => url.pathname.endsWith(`${full.clientId}/access`))
    if (look.javaScript) await shoot(page, 'client-access-en')
    await page.context().close()
  })
})
