/** The lead says it in her city's own words: typed, looked at, kept, and taken back. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

const OWN_WORDS = 'Wir sehen uns am {day} um {time} Uhr.'

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

  it('from a changed text back to the one that came with the product', async () => {
    const page = await product.open({ javaScript })
    const main = page.locator('main')
    const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
    await signIn(page, office.lead)
    await page.goto(`/c/${office.city.slug}/settings`)
    await main.getByRole('link', { name: 'Texte und Absender der Nachrichten' }).click()
    await main.getByRole('heading', { level: 1, name: 'Texte und Absender der Nachrichten' }).waitFor()
    await looks(page)
    await main.getByLabel('Sprache').selectOption({ label: 'Arabisch' })
    await press('Anzeigen')
    await main
      .getByRole('link', { name: /^SMS\s+Arabisch/ })
      .first()
      .waitFor()
    expect(await main.getByRole('link', { name: /^SMS\s+Deutsch/ }).count()).toBe(0)
    await main
      .getByText(/^\d+ weitere Sprachen/)
      .first()
      .click()
    await main
      .getByRole('link', { name: /^SMS\s+Deutsch/ })
      .first()
      .waitFor()
    await looks(page)

    await page.goto(`/c/${office.city.slug}/settings/messages/day-before/sms/de`)
    await main.getByText('Noch nie geändert').waitFor()
    await main.getByRole('link', { name: 'Arabisch' }).click()
    await main.locator('pre[class]').filter({ hasText: '16.03.2026 10:30' }).waitFor()
    await looks(page)
    await main.getByRole('link', { name: 'Deutsch' }).click()
    await main.locator('pre').filter({ hasText: 'Erinnerung: Ihr Termin am Montag' }).waitFor()

    await main.getByLabel('Text', { exact: true }).fill('Hallo {name}, bis {tag}')
    await press('Vorschau')
    await main.getByText('Den Platzhalter {tag} gibt es nicht.').first().waitFor()
    await main.getByText('Es fehlt {day}.').first().waitFor()
    await looks(page)
    await main.getByLabel('Text', { exact: true }).fill(OWN_WORDS)
    await press('Vorschau')
    await main.locator('pre').filter({ hasText: 'Wir sehen uns am Montag, 16. März um 10:30 Uhr.' }).waitFor()
    await main.getByText(/^Eine SMS: \d+ von 160 Zeichen/).waitFor()
    await press('Speichern')
    await main.getByText('Gespeichert. Gilt ab der nächsten Nachricht.').waitFor()
    await main.getByText('eigene Worte Ihrer Stadt').waitFor()
    expect(await main.getByLabel('Text', { exact: true }).inputValue()).toBe(OWN_WORDS)

    await press('Zurück zum mitgelieferten Text')
    await main.locator('pre').filter({ hasText: 'Erinnerung: Ihr Termin am Montag' }).waitFor()
    await main.getByText('Fassung 1', { exact: true }).click()
    await looks(page)
    await press('Fassung 1 wiederherstellen')
    await main.getByText('Fassung 3', { exact: true }).waitFor()
    expect(await main.getByLabel('Text', { exact: true }).inputValue()).toBe(OWN_WORDS)
  })
})
