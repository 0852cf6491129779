import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makePartnerAccount, organisationNamed } from '../factories/partners.ts'
import type { TestAccount } from '../factories/web.ts'
import { violations } from './look.ts'
import { type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'

const NOW = '2026-03-09T09:00:00Z'

let city: TestCity
let product: Product
/** Milliseconds by which the product's clock is ahead of ours. */
let ahead: number
beforeAll(async () => {
  city = await makeCity()
  ahead = Temporal.Instant.from(NOW).epochMilliseconds - Date.now()
  product = await startProduct({ now: NOW })
  ahead = Temporal.Instant.from(NOW).epochMilliseconds - Date.now()
})
afterAll(async () => {
  await product.close()
  await city.remove()
})
afterEach(() => {
  // The browser itself says so of every answer that refuses an input.
  const told = product.complaints().filter((line) => !line.includes('status of 400'))
  expect(told).toEqual([])
})

async function enter(page: Page, { email, password }: TestAccount): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(email)
  await page.locator('input[name="password"]').fill(password)
  await page.locator('main').getByRole('button').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

describe.each([
  { javaScript: true, language: 'de-DE' },
  { javaScript: false, language: 'en-GB' },
] as const)('the second factor, JavaScript: $javaScript, $language', ({ javaScript, language }) => {
  const shots = makeShots(javaScript ? 'factor-js' : 'factor-nojs')
  const words = (german: string, english: string): string => (language === 'de-DE' ? german : english)

  it('is set up before anything else, asked for at the next sign-in, and its devices are listed', async () => {
    const partner = await makePartnerAccount(organisationNamed('Diakonie Testfall'), [city.slug], {
      demo: false,
    })
    const page = await product.open({ javaScript, language })
    const look = async (name: string): Promise<void> => {
      await shots(page, name)
      if (javaScript) expect(await violations(page)).toEqual([])
    }
    await enter(page, partner)
    expect(new URL(page.url()).pathname).toBe('/account/second-factor')
    await look('set-up')
    const secret = ((await page.locator('.factor__secret').textContent()) ?? '').replaceAll(' ', '')
    const codeOfNow = (steps = 0): string =>
      new TOTP({ secret }).generate({ timestamp: Date.now() + ahead + steps * 30_000 })

    const code = page.getByLabel(words('Code aus der App', 'Code from the app'))
    await code.fill('000000')
    await page.getByRole('button', { name: words('Zweiten Faktor einschalten', 'Turn on') }).click()
    await page.getByText(words('Dieser Code stimmt nicht', 'This code is not right')).waitFor()
    expect(((await page.locator('.factor__secret').textContent()) ?? '').replaceAll(' ', '')).toBe(secret)
    await code.fill(codeOfNow())
    await page.getByRole('button', { name: words('Zweiten Faktor einschalten', 'Turn on') }).click()
    await page
      .getByRole('heading', { name: words('Ihre Wiederherstellungscodes', 'Your recovery codes') })
      .waitFor()
    const recovery = await page.locator('.factor__codes li').allTextContents()
    expect(recovery).toHaveLength(10)
    await look('recovery-codes')
    await page.getByRole('link', { name: words('Ich habe die Codes verwahrt', 'put the codes away') }).click()
    await page.goto('/account')
    await look('account')

    const other = await product.open({ javaScript, language })
    await enter(other, partner)
    expect(new URL(other.url()).pathname).toBe('/sign-in/code')
    await shots(other, 'code')
    if (javaScript) expect(await violations(other)).toEqual([])
    await other.getByLabel(words('Code aus der App', 'Code from the app')).fill('000000')
    await other.locator('main').getByRole('button').first().click()
    await other.getByText(words('Dieser Code gilt nicht', 'This code is not valid')).waitFor()
    await shots(other, 'code-wrong')
    // The next one: the code of the set-up is used up.
    await other.getByLabel(words('Code aus der App', 'Code from the app')).fill(codeOfNow(1))
    await other.locator('main').getByRole('button').first().click()
    await other.waitForURL((url) => url.pathname === `/c/${city.slug}/partner`)

    await page.goto('/account')
    await look('account-two')
    await page.getByRole('button', { name: words('Alle anderen Sitzungen', 'End all other') }).click()
    await page.waitForURL((url) => url.hash === '#sessions')
    await other.goto('/account')
    expect(new URL(other.url()).pathname).toBe('/sign-in')

    await enter(other, partner)
    await other
      .locator('summary')
      .filter({ hasText: words('Telefon', 'phone') })
      .click()
    await other.getByLabel(words('Wiederherstellungscode', 'Recovery code')).fill(recovery[0] ?? '')
    await other
      .getByRole('button', { name: words('Mit Wiederherstellungscode', 'with a recovery code') })
      .click()
    await other.waitForURL((url) => url.pathname === `/c/${city.slug}/partner`)
    await other.goto('/account/second-factor')
    await shots(other, 'set')
    expect(await other.locator('main').textContent()).toContain('9')
    if (javaScript) expect(await violations(other)).toEqual([])

    // The phone is lost: the next recovery code lets a new one take its place.
    const newPhone = other.getByRole('button', {
      name: words('Neues Telefon einrichten', 'Set up a new phone'),
    })
    const proof = other.locator('form').filter({ has: newPhone })
    await proof.getByLabel(words('Ihr Passwort', 'Your password')).fill(partner.password)
    await proof.getByLabel(words('Code aus Ihrer App', 'Code from your app')).fill(recovery[0] ?? '')
    await newPhone.click()
    await other.getByText(words('Passwort oder Code stimmt nicht', 'Password or code is not right')).waitFor()
    await shots(other, 'not-confirmed')
    if (javaScript) expect(await violations(other)).toEqual([])
    await proof.getByLabel(words('Ihr Passwort', 'Your password')).fill(partner.password)
    await proof.getByLabel(words('Code aus Ihrer App', 'Code from your app')).fill(recovery[1] ?? '')
    await newPhone.click()
    const key = other.locator('.factor__secret')
    await key.waitFor()
    expect(((await key.textContent()) ?? '').replaceAll(' ', '')).not.toBe(secret)
    await shots(other, 'new-phone')
    await other.goto('/account')
    expect(new URL(other.url()).pathname).toBe('/account/second-factor')
    const another = ((await key.textContent()) ?? '').replaceAll(' ', '')
    await other
      .getByLabel(words('Code aus der App', 'Code from the app'))
      .fill(new TOTP({ secret: another }).generate({ timestamp: Date.now() + ahead }))
    await other.getByRole('button', { name: words('Zweiten Faktor einschalten', 'Turn on') }).click()
    await other.locator('.factor__codes').waitFor()
    await other.goto('/account')
    expect(new URL(other.url()).pathname).toBe('/account')
    await Promise.all([page.context().close(), other.context().close()])
  })
})
