/** A first talk: how somebody is reached, may she work, who lives with her and where, and that she was told of her data. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { makeClient } from '../factories/people.ts'
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
// The browser itself reports what was asked for here and not kept (400, 409).
afterEach(() => expect(product.complaints().filter((said) => !/status of 40[09]/.test(said))).toEqual([]))

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', (look) => {
  it('fills the intake and the household of a client', async () => {
    const familyName = look.javaScript ? 'Tesfay' : 'Berhane'
    const own = office.city.access({ id: office.lead.id })
    const { clientId } = await act(own, { action: 'create', subject: 'test' }, (work) =>
      makeClient(work, { familyName }),
    )
    const file = `/c/${office.city.slug}/clients/${clientId}`
    const page = await product.open(look)
    const main = page.locator('main')
    const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
    const says = (text: string | RegExp) => main.getByText(text).first().waitFor()

    await page.goto('/sign-in')
    await page.locator('input[name="email"]').fill(office.lead.email)
    await page.locator('input[name="password"]').fill(office.lead.password)
    await main.getByRole('button').first().click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')

    await page.goto(`${file}/intake?form=contact`)
    await page.getByLabel(/^Mobil/).fill('0151 12345678')
    await page.getByLabel(/^Beste Zeit/).fill('nach 18 Uhr')
    await page.locator('input[name="otherPhone"]').fill('0202 563 0')
    await page.getByLabel('Für Gespräche ist eine Dolmetscherin').check()
    await press('Speichern')
    await says('Wem gehört diese Nummer?')
    expect(await page.getByLabel(/^Beste Zeit/).inputValue()).toBe('nach 18 Uhr')
    await page.getByLabel(/^Name und Beziehung/).fill('Schwester Rahel')
    await press('Speichern')
    await says('+4915112345678')

    await page.goto(`${file}/household?form=member`)
    const addChild = async () => {
      await page.getByLabel('Vorname').fill('Yonas')
      await page.getByLabel('Geboren').fill('2019-02-03')
      await page.getByLabel('Kind', { exact: true }).check()
      await press('Eintragen')
    }
    await addChild()
    await says(`Yonas ${familyName}`)
    await page.goto(`${file}/household?form=member`)
    await addChild()
    await says('Ist es dieselbe Person?')
    await page.getByLabel('Ja, dieselbe Person').check()
    await press('Eintragen')
    await says('Diese Person gehört schon zu einem Haushalt')

    await page.goto(`${file}/household?form=move`)
    await page.getByLabel('Übergangswohnheim', { exact: true }).check()
    await press('Eintragen')
    await says('nennen Sie das Heim oder die Einrichtung beim Namen')
    await page.getByLabel(/^Name des Heims/).fill('Hardt')
    await press('Eintragen')
    await says(/Hardt/)

    await page.goto(`/c/${office.city.slug}/today`)
    await main.getByRole('heading', { name: /Datenschutz-Info fehlt/ }).waitFor()
    await page.goto(`${file}/intake?form=notice`)
    await page.getByLabel(`${familyName}, Yonas`).check()
    await page.getByLabel('vorgelesen oder übersetzt').check()
    await press('Eintragen')
    await says('Wer hat übersetzt?')
    expect(await page.getByLabel(`${familyName}, Yonas`).isChecked()).toBe(true)
    await page.getByLabel(/^Gedolmetscht von/).fill('Frau Tesfay')
    await press('Eintragen')
    await says('gegeben am 09.03.2026')
    await page.goto(`/c/${office.city.slug}/today`)
    expect(await main.textContent()).not.toContain('Datenschutz-Info fehlt')

    await page.goto(`${file}/intake?form=work`)
    await main.locator('summary', { hasText: 'Duldung' }).click()
    await main
      .getByRole('group', { name: /Abschiebung/ })
      .getByLabel('nein')
      .check()
    await press('Angaben speichern')
    await says('Nicht gesichert: Bitte bei der Ausländerbehörde nachfragen')
    await page.context().close()
  })
})
