/** Papers of a client: uploaded, listed, downloaded as they were; what is none is refused, with a sentence. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { docxOf, pdfOf, pngOf } from '../factories/documents.ts'
import { makeClient } from '../factories/people.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', ({ javaScript }) => {
  let office: Office
  let product: Product
  let file: string
  beforeAll(async () => {
    office = await makeOffice()
    product = await startProduct({ now: '2026-03-09T09:00:00Z' })
    const own = office.city.access({ id: office.lead.id })
    const { clientId } = await act(own, { action: 'create', subject: 'test' }, (work) => makeClient(work))
    file = `/c/${office.city.slug}/clients/${clientId}`
  })
  afterAll(async () => {
    await product.close()
    await office.remove()
  })
  // The browser itself reports what was asked for here and not kept (400, 409).
  afterEach(() => expect(product.complaints().filter((said) => !/status of 40[09]/.test(said))).toEqual([]))

  const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])

  it('several files one after the other, each as it was', async () => {
    const page = await product.open({ javaScript, phone: true })
    const main = page.locator('main')
    const lines = main.locator('.documents__line')
    const fill = async (kind: string, title: string, name: string, bytes: Uint8Array) => {
      await main.getByLabel(kind).check()
      await main.getByLabel('Bezeichnung').fill(title)
      await main
        .getByLabel('Datei')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })
    }
    const press = () => main.getByRole('button', { name: 'Hochladen', exact: true }).click()
    await signIn(page, office.lead)

    await page.goto(file)
    await main.getByText('Noch kein Dokument abgelegt.').waitFor()
    await main.getByRole('link', { name: 'Dokument hochladen' }).click()
    await main.getByText('Noch kein Dokument abgelegt.').waitFor()
    await looks(page)

    await fill('Lebenslauf', 'Lebenslauf 2026', 'cv.pdf', docxOf())
    // A double click is one document.
    await main.getByRole('button', { name: 'Hochladen', exact: true }).dblclick()
    await lines.filter({ hasText: 'Lebenslauf 2026' }).waitFor()
    await fill('Zeugnis oder Nachweis', 'Anerkennung', 'scan.pdf', pdfOf('Anerkennung als Schneiderin'))
    await press()
    await lines.filter({ hasText: 'Anerkennung' }).waitFor()
    await fill('Ausweis oder Aufenthaltspapier', 'Ausweis, Vorderseite', 'foto.png', pngOf())
    await press()
    await lines.filter({ hasText: 'Ausweis, Vorderseite' }).waitFor()
    expect(await lines.count()).toBe(3)
    await main.getByText(/Word, 1\sKB/).waitFor()
    await looks(page)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      main.getByRole('link', { name: 'Anerkennung', exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Anerkennung.pdf')
    expect(new Uint8Array(readFileSync(await download.path()))).toEqual(pdfOf('Anerkennung als Schneiderin'))

    await fill('Anderes', 'Rechnung', 'rechnung.pdf', Buffer.from('<html><script>alert(1)</script>'))
    await press()
    await main
      .getByText(/^Diese Datei ist kein PDF/)
      .first()
      .waitFor()
    expect(await main.getByLabel('Bezeichnung').inputValue()).toBe('Rechnung')
    await looks(page)
    await fill('Anderes', 'Großer Scan', 'gross.pdf', new Uint8Array(12 * 1024 * 1024))
    await press()
    await main
      .getByText(/^Die Datei ist größer als 10 MB/)
      .first()
      .waitFor()
    expect(await main.getByLabel('Bezeichnung').inputValue()).toBe('Großer Scan')
    expect(await lines.count()).toBe(3)

    const folder = join(product.dataDir, 'cities', office.city.slug, 'files')
    const onDisk = readdirSync(folder).map((key) => readFileSync(join(folder, key)))
    expect(onDisk).toHaveLength(3)
    for (const sealed of onDisk) expect(sealed.includes('%PDF') || sealed.includes('Schneiderin')).toBe(false)

    await page.goto(file)
    await main.getByText('Dokument abgelegt: Zeugnis oder Nachweis').waitFor()
    await main.getByRole('link', { name: 'Ausweis, Vorderseite' }).waitFor()
    await looks(page)
    await page.context().close()
  })
})
