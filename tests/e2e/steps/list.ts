/** Signing in, the list, the door. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const LIST = fileURLToPath(new URL('../../fixtures/city-list-wuppertal.csv', import.meta.url))

/** The figure a chart shows beside a label. */
export async function figure(page: Page, label: string): Promise<string> {
  const step = page.getByRole('listitem').filter({ hasText: label })
  return (await step.locator('strong').first().textContent())?.trim() ?? ''
}

export async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-Mail-Adresse').fill(account.email)
  await page.getByLabel('Passwort').fill(account.password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

export async function takeListIn(page: Page, city: string): Promise<void> {
  await page.goto(`/c/${city}/outreach`)
  await page.getByRole('link', { name: 'Listen', exact: true }).click()
  await page.getByLabel('Datei').setInputFiles(LIST)
  await page.getByRole('button', { name: 'Liste prüfen' }).click()
  await page.getByRole('heading', { name: /^Vorschau/ }).waitFor()
  await page.getByRole('button', { name: 'Liste aufnehmen' }).click()
  await page.waitForURL(/\/outreach\/lists\/[0-9a-f-]{36}$/)
  await page.getByRole('heading', { level: 1, name: /^Liste vom / }).waitFor()
}

/** The rejected rows as the office gets them back. */
export async function rejectedCsv(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Als CSV für das Amt' }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

export async function openStreet(page: Page, city: string, street: string): Promise<void> {
  await page.goto(`/c/${city}/outreach`)
  await page.getByRole('link', { name: street, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: street }).waitFor()
}

/** One tap at the door; where it opens a file, its address. */
export async function knock(
  page: Page,
  name: string,
  outcome: 'Niemand da' | 'Interessiert' | 'Lehnt ab',
): Promise<string> {
  const door = page.getByRole('listitem').filter({ hasText: name })
  await door.getByRole('button', { name: outcome }).click()
  if (outcome === 'Interessiert') {
    await page.waitForURL(/\/clients\/[0-9a-f-]{36}$/)
    await page
      .getByText(name.split(', ')[0]?.toLocaleUpperCase('de') ?? name)
      .first()
      .waitFor()
    return new URL(page.url()).pathname
  }
  // Who refused is named at no door any more.
  if (outcome === 'Lehnt ab') await door.waitFor({ state: 'detached' })
  else await door.getByText(new RegExp(outcome, 'i')).first().waitFor()
  return ''
}
