/** Working hours of a worker and office hours of the city: set, taken out, and given up for the city's. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', ({ javaScript }) => {
  let office: Office
  let product: Product
  beforeAll(async () => {
    office = await makeOffice()
    product = await startProduct({ now: '2026-03-09T09:00:00Z' })
  })
  afterAll(async () => {
    await product.close()
    await office.remove()
  })
  // The browser itself reports what was typed here and not kept (400).
  afterEach(() => expect(product.complaints().filter((line) => !line.includes('status of 400'))).toEqual([]))

  const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])

  it('her own from a day on, then the city’s again, and the city’s changed for all', async () => {
    const page = await product.open({ javaScript, phone: true })
    const main = page.locator('main')
    const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
    const monday = main.getByRole('group', { name: 'Montag', exact: true })
    await signIn(page, office.lead)
    await page.goto(`/c/${office.city.slug}/hours`)
    await main.getByText('Keine eigenen Zeiten: Es gelten die der Stadt.').waitFor()
    expect(await main.getByRole('heading', { name: 'Wieder wie die Stadt' }).count()).toBe(0)
    await looks(page)
    const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(sticksOut)).toBeLessThanOrEqual(0)

    await monday.getByLabel('Vormittag von').fill('11:30')
    await press('Zeiten speichern')
    await main.getByText('So lang muss eine Tageshälfte mindestens sein', { exact: false }).first().waitFor()
    await looks(page)
    await monday.getByLabel('Vormittag von').fill('10:00')
    await press('Zeiten speichern')
    await main.getByText('Gespeichert. Termine', { exact: false }).waitFor()
    await main.getByText('10:00–12:00', { exact: false }).first().waitFor()

    const follow = main.locator('form').filter({ hasText: 'Die eigenen Zeiten enden' })
    await follow.getByLabel('Gilt ab').fill('2026-03-16')
    await looks(page)
    await press('Zeiten der Stadt übernehmen')
    await main.getByText('kommt', { exact: true }).waitFor()
    await main.getByText('Keine eigenen Zeiten: Es gelten die der Stadt.').waitFor()
    await looks(page)
    await press('Streichen')
    await main.getByText('kommt', { exact: true }).waitFor({ state: 'detached' })
    await follow.getByLabel('Gilt ab').fill('2026-03-09')
    await press('Zeiten der Stadt übernehmen')
    await main.getByText('Keine eigenen Zeiten: Es gelten die der Stadt.').waitFor()
    await follow.waitFor({ state: 'detached' })

    await page.goto(`/c/${office.city.slug}/hours?worker=city`)
    await main.getByRole('heading', { level: 1, name: 'Öffnungszeiten' }).waitFor()
    expect(await main.getByRole('heading', { name: 'Wieder wie die Stadt' }).count()).toBe(0)
    await monday.getByLabel('Vormittag von').fill('08:00')
    await press('Zeiten speichern')
    await main.getByText('08:00–12:00', { exact: false }).first().waitFor()
    await looks(page)
    await page.goto(`/c/${office.city.slug}/hours`)
    await main.getByText('08:00–12:00', { exact: false }).first().waitFor()
  })
})
