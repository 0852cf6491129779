import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { workbookOf } from '../factories/workbook.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

const HEAD = [
  'AZR-Nr',
  'Familienname',
  'Vorname',
  'Geburtsdatum',
  'Straße',
  'Hausnr.',
  'Merkmal',
  'Sachbearbeitung',
]
const BOOK = workbookOf(
  [
    { name: 'Deckblatt', rows: [['Ausländerbehörde'], ['Stand 09.03.2026']] },
    {
      name: 'März',
      rows: [
        ['Liste der Ausländerbehörde'],
        HEAD,
        ['641672336265', 'Haile', 'Selam', '19.11.1980', 'Gathe', '12', 'Tigrinya', 'Fr. Kurz'],
        ['', 'Haile', 'Biniam', '31.02.1990', 'Gathe', '12', 'Tigrinya', 'Hr. Lang'],
      ],
    },
  ],
  { shared: true },
)

describe.each([{ javaScript: true }, { javaScript: false }])(
  'a workbook with questions, JavaScript: $javaScript',
  ({ javaScript }) => {
    let office: Office
    let product: Product
    beforeAll(async () => {
      office = await makeOffice()
      product = await startProduct({ now: '2026-03-09T08:00:00Z' })
    })
    afterAll(async () => {
      await product.close()
      await office.remove()
    })
    afterEach(() => expect(product.complaints()).toEqual([]))

    const goOn = (page: Page) => page.getByRole('button', { name: 'Weiter' }).click()
    const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])
    async function upload(page: Page): Promise<void> {
      await page.goto(`/c/${office.city.slug}/outreach/lists`)
      await page
        .getByLabel('Datei')
        .setInputFiles({ name: 'liste.xlsx', mimeType: 'application/zip', buffer: Buffer.from(BOOK) })
      await page.getByRole('button', { name: 'Liste prüfen' }).click()
      await page.getByRole('heading', { name: 'Welches Blatt ist die Liste?' }).waitFor()
    }

    it('is asked about sheet, headers and columns, taken, and taken back', async () => {
      const page = await product.open({ javaScript })
      await signIn(page, office.lead)
      await upload(page)
      await looks(page)
      await page.getByLabel('März').check()
      await goOn(page)
      await page.getByRole('button', { name: 'Überschriften stehen in Zeile 2' }).click()
      await page.getByText('„Merkmal“: Diese Spalte ist nicht bekannt.').waitFor()
      await looks(page)
      const meaning = (of: string) => page.getByLabel(`Bedeutung von ${of}`, { exact: true })
      expect(await meaning('Familienname').inputValue()).toBe('family-name')
      await meaning('Merkmal').selectOption('language')
      await meaning('Sachbearbeitung').selectOption('leave-out')
      await goOn(page)
      await page.getByText('Geburtsdatum: Angabe ist nicht möglich („31.02.1990“)').waitFor()
      await page.getByRole('button', { name: 'Auslassen Haile, Selam' }).click()
      await page.getByText('Eine Zeile lassen Sie aus.').waitFor()
      await page.getByRole('button', { name: 'Doch übernehmen' }).click()
      await page.getByText('Eine Zeile lassen Sie aus.').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Liste aufnehmen' }).click()
      await page.getByText('Eine neu angelegte Person verschwindet wieder.').waitFor()
      await looks(page)
      await page.getByRole('link', { name: 'Runde mit dieser Liste planen' }).click()
      await page.getByRole('heading', { level: 1, name: 'Runde planen' }).waitFor()
      expect(await page.getByLabel('Liste').inputValue()).toMatch(/^[0-9a-f-]{36}$/)
      await page.goBack()
      await page.getByLabel('Grund').fill('Falsche Datei')
      await page.getByRole('button', { name: 'Liste zurücknehmen' }).click()
      await page.getByText('Diese Liste wurde zurückgenommen').waitFor()
      await looks(page)

      await upload(page)
      await page.getByLabel('März').check()
      await goOn(page)
      await page.getByRole('button', { name: 'Überschriften stehen in Zeile 2' }).click()
      await page.getByText('Gelesen wie bei der letzten Liste: „Merkmal“').waitFor()
      await page.getByLabel('In welche Runde?').selectOption('new')
      await looks(page)
      await page.getByRole('button', { name: 'Liste aufnehmen' }).click()
      await page.getByRole('heading', { level: 1, name: 'Runde planen' }).waitFor()
      expect(await page.getByLabel('Liste').inputValue()).toMatch(/^[0-9a-f-]{36}$/)
    })
  },
)
