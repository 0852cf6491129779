/** Consent, referral, what the organisation sees, and that it sees nothing any more once consent is withdrawn. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeClient } from '../factories/people.ts'
import type { TestAccount } from '../factories/web.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'

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
// The browser itself reports the answers that are asked for here: not there (404), not kept (409).
afterEach(() => expect(product.complaints().filter((said) => !/status of 40[49]/.test(said))).toEqual([]))

async function signedIn(account: TestAccount, look: { javaScript: boolean }): Promise<Page> {
  const page = await product.open(look)
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(account.email)
  await page.locator('input[name="password"]').fill(account.password)
  await page.locator('main').getByRole('button').first().click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  return page
}

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', (look) => {
  it('from consent to withdrawal', async () => {
    const familyName = look.javaScript ? 'Tesfay' : 'Berhane'
    const { clientId } = await office.city.work((work) => makeClient(work, { familyName }))
    const file = `/c/${office.city.slug}/clients/${clientId}`
    const shown = `/c/${office.city.slug}/partner/clients/${clientId}`
    const staff = await signedIn(office.lead, look)
    const partner = await signedIn(office.partner, look)
    expect((await partner.goto(shown))?.status()).toBe(404)

    await staff.goto(`${file}/referral`)
    expect(await staff.locator('main').textContent()).toContain('Es gilt keine Einwilligung')
    await staff.goto(`${file}/consent`)
    await staff.locator('select[name="organisationId"]').selectOption(office.organisation.id)
    await staff.locator('select[name="purpose"]').selectOption('debt-advice')
    await staff.getByLabel('Zusammenarbeit').check()
    await staff.getByLabel('Hier getippt, im Beisein der Person').check()
    await staff.getByRole('button', { name: 'Einwilligung festhalten' }).click()
    // Typed, but no name: the form says so and keeps what was chosen.
    await staff.getByText('tragen Sie den Namen ein').first().waitFor()
    expect(await staff.getByLabel('Zusammenarbeit').isChecked()).toBe(true)
    await staff.getByLabel('Name, wie die Person unterschreibt').fill('Selam T.')
    await staff.getByRole('button', { name: 'Einwilligung festhalten' }).click()
    await staff.getByRole('row', { name: /Diakonie Testfall/ }).waitFor()
    expect((await partner.goto(shown))?.status()).toBe(404)

    await staff.goto(`${file}/referral`)
    await staff.getByLabel('Diakonie Testfall: Schuldnerberatung').check()
    await staff.getByLabel('Auftrag').fill('Bitte Raten vereinbaren')
    await staff.locator('main').getByRole('button', { name: 'Überweisen' }).click()
    await staff.getByText('wartet auf Antwort').first().waitFor()

    await partner.goto(`/c/${office.city.slug}/partner`)
    await partner.getByRole('link', { name: new RegExp(familyName) }).click()
    await partner.getByText('Bitte Raten vereinbaren').first().waitFor()
    expect(await partner.locator('main').textContent()).toContain('Dazu liegt keine Einwilligung vor.')
    await partner.getByRole('button', { name: 'Annehmen' }).click()
    await partner.getByRole('heading', { name: 'Auftrag der Stadt' }).waitFor()
    await partner.getByLabel('Notiz', { exact: true }).fill('Erster Termin am Freitag')
    await partner.getByRole('button', { name: 'Notiz speichern' }).click()
    await partner.getByText('von Ihnen').first().waitFor()
    await staff.goto(file)
    expect(await staff.locator('main').textContent()).toContain('Erster Termin am Freitag')

    await staff.goto(`${file}/consent`)
    await staff.getByRole('link', { name: 'Widerrufen' }).click()
    await staff.getByLabel('am Telefon').check()
    await staff.getByRole('button', { name: 'Widerruf festhalten' }).click()
    await staff.getByText(/am 09\.03\.2026, am Telefon/).waitFor()
    expect((await partner.goto(shown))?.status()).toBe(404)
    await partner.goto(`/c/${office.city.slug}/partner`)
    expect(await partner.locator('main').textContent()).not.toContain(familyName)
    await staff.context().close()
    await partner.context().close()
  })
})
