/** A client's link of a talk on a phone: in his language, with and without JavaScript, and what the office makes of it. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { talkToken } from '../../app/follow-ups/link/token.server.ts'
import { testServer } from '../factories/city.ts'
import { makeTalk, type Talk } from '../factories/talks.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'

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
// The browser notes each page that says no.
afterEach(() =>
  expect(product.complaints().filter((said) => !/status of 4(00|09|10)/.test(said))).toEqual([]),
)

const addressOf = ({ appointmentId }: Talk): string =>
  `/m/${office.city.slug}/${talkToken(testServer().key, office.city.slug, appointmentId)}`
const main = (page: Page) => page.locator('main')

describe.each([
  { language: 'de', dir: 'ltr', come: 'Ich komme', said: 'Danke. Wir erwarten Sie.' },
  { language: 'ar', dir: 'rtl', come: 'سآتي', said: 'شكرًا. نحن بانتظارك.' },
  { language: 'ti', dir: 'ltr', come: 'ክመጽእ እየ', said: 'የቐንየልና። ክንጽበየኩም ኢና።' },
])('in $language', ({ language, dir, come, said }) => {
  it('it can be read and answered by everybody, on a phone', async () => {
    const talk = await makeTalk(office.city, { language, familyName: 'Gebremedhin' })
    const page = await product.open({ phone: true })
    await page.goto(addressOf(talk))
    expect(await main(page).getAttribute('lang')).toBe(language)
    expect(await main(page).getAttribute('dir')).toBe(dir)
    expect(await main(page).textContent()).not.toMatch(/Gebremedhin|undefined|\{/)
    expect(await violations(page)).toEqual([])
    await page.locator('.talk-link__way > summary').first().click()
    await page.locator('.talk-link__way > summary').last().click()
    expect(await violations(page)).toEqual([])
    const sticksOut = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(sticksOut)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: come, exact: true }).click()
    await page.getByText(said, { exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

describe.each([{ javaScript: true }, { javaScript: false }])('with JavaScript: $javaScript', (look) => {
  it('a proposal becomes a button of the worker, who moves the talk; the link then leads to the new time', async () => {
    const talk = await makeTalk(office.city, { language: 'de', email: `t${look.javaScript}@example.net` })
    const page = await product.open({ ...look, phone: true })
    await page.goto(addressOf(talk))
    await page.getByText('Anderen Termin vorschlagen').click()
    await main(page).getByRole('button', { name: 'Absenden' }).last().click()
    await page.getByText('Bitte wählen Sie mindestens einen Termin.').waitFor()
    const times = page.getByRole('checkbox')
    await times.nth(1).check()
    await times.nth(2).check()
    await main(page).getByRole('button', { name: 'Absenden' }).last().click()
    await page.getByText('Bis dahin gilt der bisherige Termin.').waitFor()

    const desk = await product.open(look)
    await signIn(desk, office.lead)
    const file = `/c/${office.city.slug}/clients/${talk.clientId}`
    await desk.goto(file)
    await desk.getByText('schlägt anderen Termin vor').first().waitFor()
    await desk.goto(`${file}/appointments/${talk.appointmentId}`)
    const moves = desk.getByRole('button', { name: /^Auf .* verlegen$/ })
    expect(await moves.count()).toBe(2)
    // axe waits for timers, which a page without script has not.
    if (look.javaScript) expect(await violations(desk)).toEqual([])
    await moves.first().click()
    await desk.waitForURL((url) => url.pathname === file)

    await page.goto(addressOf(talk))
    await page.getByText('Der Termin hat sich geändert.').waitFor()
    await page.getByRole('button', { name: 'Ich komme' }).click()
    await page.getByText('Danke. Wir erwarten Sie.').waitFor()
    await page.context().close()
    await desk.context().close()
  })
})

it('that is none says the same as one that has ended', async () => {
  const page = await product.open({ phone: true })
  const answer = await page.goto(`/m/${office.city.slug}/${'A'.repeat(43)}`)
  expect(answer?.status()).toBe(410)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    'Dieser Link gilt nicht mehr. Bitte rufen Sie uns an.',
  )
  expect(await violations(page)).toEqual([])
  await page.context().close()
})
