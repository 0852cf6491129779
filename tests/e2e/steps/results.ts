/** What came of it: a job, an extended stay, the figures. */
import type { Page } from 'playwright-core'

export async function place(page: Page, client: string, firstDay: string): Promise<void> {
  await page.goto(client)
  await page.getByRole('link', { name: 'Vermittlung eintragen' }).click()
  await page.getByLabel('Betrieb', { exact: true }).fill('Näherei Bergmann GmbH')
  await page.getByLabel('Ort des Betriebs').fill('Wuppertal')
  await page.getByLabel('Tätigkeit').fill('Schneiderin')
  await page.getByRole('radio', { name: 'Vollzeit' }).check()
  await page.getByLabel('Stunden pro Woche').fill('38,5')
  await page.getByLabel('Erster Arbeitstag').fill(firstDay)
}

export async function applyForExtension(page: Page, client: string): Promise<void> {
  await page.goto(`${client}/permit`)
  await page.getByLabel('Antrag gestellt am').waitFor()
  await page.getByRole('button', { name: 'Antrag eintragen' }).click()
  await page.waitForURL((url) => url.pathname === client)
  await page.getByText('Verlängerung beantragt', { exact: true }).waitFor()
}

export async function grantExtension(page: Page, client: string, until: string): Promise<void> {
  await page.goto(`${client}/permit`)
  await page.getByRole('radio', { name: 'Bewilligt' }).check()
  await page.getByLabel('Gültig bis').fill(until)
  await page.getByRole('button', { name: 'Entscheidung eintragen' }).click()
  await page.waitForURL((url) => url.pathname === client)
}
