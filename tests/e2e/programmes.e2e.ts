/** Without a programme no file is opened; the lead makes one, and from then on one is. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { makeAccount } from '../factories/web.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { makeSeen } from './shots.ts'
import { signIn } from './steps/list.ts'

let office: Office
let product: Product
beforeAll(async () => {
  office = await makeOffice()
  product = await startProduct({ now: '2026-04-10T07:00:00Z' })
})
afterAll(async () => {
  await product.close()
  await office.remove()
})

// The browser notes each page that says no.
afterEach(() => expect(product.complaints().filter((said) => !/status of 409/.test(said))).toEqual([]))

const seen = makeSeen('programmes')

it('is ended and another one made by the lead, and new files belong to that', async () => {
  const at = `/c/${office.city.slug}`
  const page = await product.open()
  const main = page.locator('main')
  const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
  const ask = async () => {
    await page.goto(`${at}/clients/new`)
    await page.getByLabel('die Person selbst').check()
    await page.getByLabel('Familienname').fill('Haile')
    await page.getByLabel('Vorname').fill('Selam')
    await page.getByLabel('Geburtsdatum').fill('1990')
    await page.getByLabel('Worum geht es?').fill('sucht Arbeit')
    await press('Anfrage aufnehmen')
  }
  await signIn(page, office.lead)
  await page.goto(`${at}/settings`)
  await main.getByRole('link', { name: 'Programme', exact: true }).click()
  await main.getByRole('link', { name: 'Ändern: Partizipation' }).click()
  await main.getByRole('heading', { name: 'Programm ändern' }).waitFor()
  await page.getByLabel('Letzter Tag').fill('2024-12-31')
  await press('Speichern')
  await main.getByText('Der letzte Tag liegt vor dem ersten.').first().waitFor()
  await seen(page, 'refused')
  await page.getByLabel('Letzter Tag').fill('2026-04-09')
  await press('Speichern')
  await main.getByText('beendet').waitFor()
  await ask()
  await main.getByText('An diesem Tag läuft kein Programm').waitFor()

  await page.goto(`${at}/today`)
  await main.getByText('Zurzeit läuft kein Programm').waitFor()
  await seen(page, 'none-runs')
  const worker = await product.open()
  await signIn(worker, await makeAccount({ [office.city.slug]: 'caseworker' }))
  await worker.goto(`${at}/today`)
  await worker.getByText('Die Leitung legt eines unter').waitFor()
  expect(await worker.getByRole('link', { name: 'Programm anlegen' }).count()).toBe(0)
  await main.getByRole('link', { name: 'Programm anlegen' }).click()
  await page.getByLabel('Name').fill('Neustart 2026')
  await page.getByLabel('Erster Tag').fill('2026-04-01')
  await press('Speichern')
  await main.getByRole('rowheader', { name: 'Neustart 2026' }).waitFor()
  await seen(page, 'two')
  await page.goto(`${at}/today`)
  await main.getByText('Alles erledigt.').waitFor()
  expect(await main.getByText('Zurzeit läuft kein Programm').count()).toBe(0)
  await ask()
  await page.waitForURL(/\/clients\/[0-9a-f-]{36}/)
  await main.getByText('Neustart 2026').first().waitFor()
})
