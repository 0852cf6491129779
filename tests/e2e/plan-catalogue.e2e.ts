/** A city says a proposal in its own words; from then on they stand in the editor, and in the plan that takes them. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freshPlan } from '../factories/plans.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

const OWN_WORDS = 'Bewerbungsmappe mit der GESA machen, dienstags'
const OWN_STEP = 'Zwei Betriebe besuchen und davon erzählen'

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
  afterEach(() => expect(product.complaints()).toEqual([]))

  const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])

  it('from a changed sentence to a step of a plan', async () => {
    const { clientId } = await freshPlan(office.city)
    const page = await product.open({ javaScript })
    const main = page.locator('main')
    const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
    await signIn(page, office.lead)

    await page.goto(`/c/${office.city.slug}/settings`)
    await main.getByRole('link', { name: 'Ziele und Schritte' }).click()
    await main
      .getByRole('link', { name: 'Ändern: Lebenslauf und Bewerbungsunterlagen erstellen', exact: true })
      .click()
    await main.getByText('Vorgeschlagen, weil jede Bewerbung damit beginnt.').waitFor()
    await main.getByLabel('Was ist zu tun?').fill(OWN_WORDS)
    await main.getByLabel('Wie viele Wochen?').fill('3')
    await main.getByLabel('Nachweis').fill('Mappe')
    await looks(page)
    await press('Speichern')
    const line = main.getByRole('listitem').filter({ hasText: OWN_WORDS })
    await line.getByText('eigene Worte').waitFor()
    await line.getByText('in 3 Wochen').waitFor()
    await line.getByText('Wird nicht übersetzt gedruckt: steht so in keinem Wörterbuch.').waitFor()

    await main.getByRole('link', { name: 'Schritt hinzufügen: Arbeit finden' }).click()
    await main.getByLabel('Was ist zu tun?').fill(OWN_STEP)
    await looks(page)
    await press('In den Katalog aufnehmen')
    await main.getByRole('listitem').filter({ hasText: OWN_STEP }).getByText('eigener Schritt').waitFor()
    await looks(page)

    await page.goto(`/c/${office.city.slug}/clients/${clientId}/plan/edit`)
    await main.getByText('weil jede Bewerbung damit beginnt').waitFor()
    await main.getByLabel('Wohin soll es gehen?').fill('Verkäuferin')
    await press(`Übernehmen: ${OWN_WORDS}`)
    await main
      .getByRole('group', { name: /^Ziel / })
      .filter({ hasText: OWN_WORDS })
      .first()
      .waitFor()
    await main.getByText(/^Aus dem Katalog/).click()
    await looks(page)
    await press(`Übernehmen: ${OWN_STEP}`)
    await main
      .getByRole('group', { name: /^Ziel / })
      .filter({ hasText: OWN_STEP })
      .first()
      .waitFor()
    const goal = main.getByRole('group', { name: /^Ziel / }).filter({ hasText: OWN_STEP })
    const what = (row: number) => goal.getByLabel('Was', { exact: true }).nth(row)
    const [first, second] = [await what(0).inputValue(), await what(1).inputValue()]
    await goal.getByRole('button', { name: 'Schritt 2 nach oben', exact: true }).click()
    await expect.poll(() => what(0).inputValue()).toBe(second)
    expect(await what(1).inputValue()).toBe(first)
    await looks(page)
    await press('Als Entwurf speichern')
    await main.getByRole('heading', { level: 1, name: 'Arbeitsplan', exact: true }).waitFor()
    for (const words of ['Arbeit finden', OWN_WORDS, OWN_STEP]) await main.getByText(words).first().waitFor()
    await main
      .getByText(/30\. ?(03|März)/)
      .first()
      .waitFor()
    await main
      .getByText(/Mappe$/)
      .first()
      .waitFor()
  })
})
