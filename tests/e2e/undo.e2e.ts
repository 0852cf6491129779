/** A phone call written into the wrong file, and a refusal at the wrong door: both put right, and the mistake stays in sight. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { makeClient } from '../factories/people.ts'
import { makeHouse } from '../factories/rounds.ts'
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
  afterEach(() => expect(product.complaints()).toEqual([]))

  const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])

  it('a call goes to the file it belongs to, is taken back there, and stands after all', async () => {
    const own = office.city.access({ id: office.lead.id })
    const { wrong, right } = await act(own, { action: 'create', subject: 'test' }, async (work) => ({
      wrong: await makeClient(work, { familyName: 'Tesfay', givenName: 'Rahel' }),
      right: await makeClient(work, { familyName: 'Tesfai', givenName: 'Rahel' }),
    }))
    const fileOf = (clientId: string) => `/c/${office.city.slug}/clients/${clientId}`
    const page = await product.open({ javaScript })
    const main = page.locator('main')
    const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
    const says = (text: string | RegExp) => main.getByText(text).first().waitFor()
    await signIn(page, office.lead)

    await page.goto(`${fileOf(wrong.clientId)}/counselling`)
    await main.locator('label', { hasText: /^Telefon$/ }).click()
    await main.locator('label', { hasText: /^20 Min\.$/ }).click()
    await main.getByLabel('Worum ging es?').fill('Fragt nach dem Sprachkurs')
    await looks(page)
    await press('Eintragen')
    const line = main.getByText('Beratung, Telefon, 20 Min.')
    await line.first().waitFor()

    await main.locator('a[href*="/undo/counselling/"]').click()
    await main.getByRole('heading', { level: 1, name: 'Beratung zurücknehmen' }).waitFor()
    await says('20 Minuten zählen nicht mehr in den Stunden und im Bericht.')
    await main.getByLabel('Zu wem gehört er?').fill('Tesfai')
    await press('Suchen')
    await press('Auswählen')
    // Both are in sight before anything moves.
    await main.getByText('TESFAI').waitFor()
    await looks(page)
    await main
      .locator('form')
      .filter({ hasText: 'Zu dieser Person übertragen' })
      .getByLabel('Grund')
      .fill('Verwechselt')
    await press('Zu dieser Person übertragen')
    await says(/Gehörte zu jemand anderem/)
    await says(/Grund: Verwechselt/)

    await page.goto(fileOf(right.clientId))
    await line.first().waitFor()
    await main.locator('a[href*="/undo/counselling/"]').click()
    await main.getByLabel('Grund').first().fill('War eine andere Stadt')
    await press('Zurücknehmen')
    await says(/Zurückgenommen: Beratung/)
    await main.getByRole('link', { name: 'Zurückgenommenes ausblenden' }).click()
    await line.first().waitFor({ state: 'detached' })
    await page.goto(fileOf(right.clientId))
    await main.getByRole('link', { name: /^Doch gültig/ }).click()
    await looks(page)
    await main.getByLabel('Grund').fill('Stimmte doch')
    await press('Doch gültig')
    await says(/Doch gültig: Beratung/)
  })

  it('a refusal at the wrong door is found among the own visits, and the door is there again', async () => {
    const own = office.city.access({ id: office.lead.id })
    const { streetKey } = await act(own, { action: 'create', subject: 'test' }, (work) =>
      makeHouse(work, [{ familyName: 'Osman', givenName: 'Idil' }], 'Gathe'),
    )
    const outreach = `/c/${office.city.slug}/outreach`
    const page = await product.open({ javaScript })
    const main = page.locator('main')
    await signIn(page, office.lead)
    await page.goto(`${outreach}/street/${streetKey}`)
    await main.getByRole('button', { name: 'Lehnt ab' }).click()
    await main.locator('strong', { hasText: 'Osman, Idil' }).waitFor({ state: 'detached' })
    await main.getByRole('link', { name: 'Vertippt? Meine Besuche ansehen' }).click()
    await main.getByText('Osman, Idil').first().waitFor()
    await looks(page)
    await main.getByRole('link', { name: /^Zurücknehmen/ }).click()
    await main.getByText(/Der Vermerk „Nicht besuchen“ fällt weg/).waitFor()
    await looks(page)
    await main.getByLabel('Grund').fill('Nachbarin gefragt')
    await main.getByRole('button', { name: 'Zurücknehmen' }).click()
    await main.getByRole('heading', { level: 1, name: 'Besuch an der Tür: zurückgenommen' }).waitFor()
    await main.getByText('Nachbarin gefragt').waitFor()
    await page.goto(`${outreach}/street/${streetKey}`)
    await main.getByText('Osman, Idil').first().waitFor()
  })
})
