import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'
import { figure, knock, openStreet, rejectedCsv, signIn, takeListIn } from './steps/list.ts'
import { assess, makePlan, signBoth } from './steps/plan.ts'
import { applyForExtension, grantExtension, place } from './steps/results.ts'
import {
  dayBefore,
  daysFrom,
  isWorkingDayInNrw,
  nextTalk,
  outboxWith,
  recordOutcome,
  ZONE,
} from './steps/talks.ts'

/** Monday, 9 March 2026, 9:00 in Berlin. */
const START = '2026-03-09T08:00:00Z'
const FIRST_DAY_OF_WORK = Temporal.Instant.from(START).toZonedDateTimeISO(ZONE)

describe.each([
  { javaScript: true, name: 'with' },
  { javaScript: false, name: 'without' },
])('nine steps $name JavaScript', ({ javaScript }) => {
  const shots = makeShots(javaScript ? 'js' : 'nojs')
  let office: Office
  let product: Product
  let page: Page
  let city: string
  let fatima: string
  let emir: string
  const shot = (name: string): Promise<void> => shots(page, name)

  beforeAll(async () => {
    office = await makeOffice()
    city = office.city.slug
    product = await startProduct({ now: START, worker: true })
    page = await product.open({ javaScript })
  })
  afterAll(async () => {
    await product.close()
    await office.remove()
  })
  // Each step stands on the one before: after a failure the rest has nothing to stand on.
  let failedAt: string | undefined
  beforeEach(({ task }) => {
    if (failedAt) throw new Error(`Not reached: "${failedAt}" failed`)
    onTestFailed(() => {
      failedAt = task.name
    })
  })
  afterEach(() => expect(product.complaints()).toEqual([]))

  it('signs in and sees the day', async () => {
    await page.goto('/sign-in')
    await shot('sign-in')
    await signIn(page, office.lead)
    await shot('start')
    await page.goto(`/c/${city}/today`)
    await page.getByText('Alles erledigt.').waitFor()
    await shot('today-empty')
  })

  it('takes the list of the city in', async () => {
    await takeListIn(page, city)
    await shot('list-answer')
    const counts = ['neu', 'doppelt', 'zurückgewiesen', 'unverändert', 'geändert']
    const shown = await Promise.all(counts.map((label) => figure(page, label)))
    expect(shown).toEqual(['180', '7', '13', '0', '0'])
    const reason = page.getByRole('row').filter({ hasText: 'Familienname: Angabe fehlt' })
    expect(await reason.textContent()).toContain('23, 31, 35, 81, 105')
    const csv = await rejectedCsv(page)
    expect(csv.trim().split(/\r?\n/)).toHaveLength(14)
    await page.goto(`/c/${city}/outreach`)
    await shot('streets')
  })

  it('goes from door to door', async () => {
    await openStreet(page, city, 'Am Clef')
    await shot('street')
    await page.getByRole('link', { name: 'Anderes … Çelik, Selam' }).click()
    await page.getByRole('button', { name: 'Keine gemeinsame Sprache' }).waitFor()
    await shot('street-more')
    await knock(page, 'Çelik, Selam', 'Niemand da')
    await shot('street-nobody')
    fatima = await knock(page, 'Hussein, Fatima', 'Interessiert')
    await page.getByRole('link', { name: 'Gespräch zur Einschätzung', exact: true }).waitFor()
    await shot('client-new')
    await openStreet(page, city, 'Am Clef')
    emir = await knock(page, 'Kaya, Emir', 'Interessiert')
    // Whoever was visited today stays in sight with how it went.
    await openStreet(page, city, 'Am Clef')
    await knock(page, 'Çelik, Selam', 'Lehnt ab')
    await shot('street-declined')
  })

  it('leads the talk and writes the plan', async () => {
    await assess(page, fatima, shot)
    await shot('talk-summary')
    await makePlan(page, shot)
    await shot('plan-offered')
  })

  it('lets both sign', async () => {
    await signBoth(page, fatima, javaScript, shot)
    await shot('plan-signed')
    await page.goto(fatima)
    await shot('client-signed')
  })

  it('has booked the next talk: a working day four to six weeks ahead', async () => {
    const talk = await nextTalk(page, fatima)
    const signed = Temporal.Instant.from(START).toZonedDateTimeISO(ZONE)
    expect(daysFrom(signed, talk)).toBeGreaterThanOrEqual(28)
    expect(daysFrom(signed, talk)).toBeLessThanOrEqual(42)
    expect(isWorkingDayInNrw(talk)).toBe(true)
    await page.goto(`/c/${city}/today`)
    await shot('today-signed')
  })

  it('does the same for another client', async () => {
    await assess(page, emir)
    await makePlan(page)
    await signBoth(page, emir, javaScript)
  })

  it('records a job', async () => {
    await place(page, fatima, FIRST_DAY_OF_WORK.toPlainDate().toString())
    await shot('placement')
    await page.getByRole('button', { name: 'Vermittlung eintragen' }).click()
    await page.waitForURL((url) => url.pathname === fatima)
    await page.getByText('Vollzeit, 38,5 Std.', { exact: false }).waitFor()
  })

  it('records the extension of the stay', async () => {
    await page.goto(`${fatima}/permit`)
    await shot('permit')
    await applyForExtension(page, fatima)
    await page.goto(`${fatima}/permit`)
    await shot('permit-applied')
    await grantExtension(page, fatima, '2029-03-08')
    await page
      .getByText(/gültig bis/)
      .first()
      .waitFor()
    await shot('client-placed')
    await page.goto(`/c/${city}/clients`)
    await shot('clients')
    await page.goto(`/c/${city}/placements`)
    await shot('placements')
    await page.goto(`/c/${city}/employers`)
    await shot('employers')
  })

  it('shows the way in the report of the city', async () => {
    await page.goto(`/c/${city}/reports`)
    await shot('report')
    const labels = {
      'Auf der Liste der Stadt': '180',
      'Davon erreicht': '3',
      'Klient:innen mit Akte': '2',
      'Einschätzung gemacht': '2',
      'Arbeitsplan unterschrieben': '2',
      'Arbeit gefunden': '1',
      'Davon in Vollzeit': '1',
      'Aufenthalt verlängert': '1',
    }
    const shown = await Promise.all(
      Object.keys(labels).map(async (label) => [label, await figure(page, label)]),
    )
    expect(Object.fromEntries(shown)).toEqual(labels)
  })

  it('compares the cities of the region without telling of one or two', async () => {
    await page.goto('/region')
    await shot('region-none')
    await page.getByRole('button', { name: 'Jetzt zählen' }).click()
    await page.getByRole('heading', { name: 'Alle Zahlen' }).waitFor()
    await shot('region')
    await page.getByRole('figure', { name: 'Wer findet Arbeit?' }).waitFor()
    await page.getByRole('link', { name: 'Wer unterschreibt einen Arbeitsplan?' }).click()
    await page.getByRole('figure', { name: 'Wer unterschreibt einen Arbeitsplan?' }).waitFor()
    const row = page.getByRole('row').filter({ hasText: 'Klient:innen mit Akte' }).last()
    expect(await row.textContent()).toContain('·')
    await page.getByText('zu wenige Personen: Zahlen von 1 und 2 werden nicht gezeigt.').waitFor()
  })

  it('asks a week after the first day of work, and reminds of it once', async () => {
    const talk = await nextTalk(page, fatima)
    expect(daysFrom(FIRST_DAY_OF_WORK, talk)).toBeGreaterThanOrEqual(7)
    expect(daysFrom(FIRST_DAY_OF_WORK, talk)).toBeLessThanOrEqual(21)
    await product.moveTo(dayBefore(talk, 12))
    const shown = await outboxWith(page, 'fatima83@example.org')
    await shot('outbox')
    // Weeks have passed: the session is long over.
    await signIn(page, office.lead)
    expect(shown.split('fatima83@example.org')).toHaveLength(2)
    expect(shown).toContain('wir erinnern Sie an Ihren Termin')
    await page.goto(fatima)
    await page.getByText('Nachricht zum Termin gesendet').waitFor()
    await shot('client-reminded')
  })

  it('books on after somebody came, and invites again who did not', async () => {
    const [attended, missed] = [await nextTalk(page, fatima), await nextTalk(page, emir)]
    const later = Temporal.ZonedDateTime.compare(attended, missed) < 0 ? missed : attended
    await product.moveTo(later.add({ hours: 1 }).toInstant().toString())
    await signIn(page, office.lead)
    await page.goto(`/c/${city}/today`)
    await shot('today-talks')
    await page.goto(fatima)
    await page.getByRole('link', { name: 'Termin öffnen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Termin' }).waitFor()
    await shot('appointment')
    await recordOutcome(page, fatima, 'Ja, gekommen')
    const next = await nextTalk(page, fatima)
    await shot('client-attended')
    // In a job the next question is whether it has lasted three months.
    expect(daysFrom(FIRST_DAY_OF_WORK, next)).toBeGreaterThanOrEqual(92)
    expect(daysFrom(FIRST_DAY_OF_WORK, next)).toBeLessThanOrEqual(106)
    expect(isWorkingDayInNrw(next)).toBe(true)

    await recordOutcome(page, emir, 'Nein, nicht gekommen')
    const again = await nextTalk(page, emir)
    await shot('client-missed')
    expect(daysFrom(missed, again)).toBeGreaterThanOrEqual(7)
    expect(daysFrom(missed, again)).toBeLessThanOrEqual(14)
    // Whoever clicked wrong has some minutes before anybody hears of it.
    await product.moveTo(later.add({ hours: 2 }).toInstant().toString())
    expect(await outboxWith(page, 'schade, dass Sie beim letzten Mal nicht kommen konnten')).toContain(
      'emir115@example.org',
    )
    await shot('outbox-invited')
  })
})
