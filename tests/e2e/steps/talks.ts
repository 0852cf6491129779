/** The next talk, as the client page and the outbox show it. */
import { isHoliday } from 'feiertagejs'
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'

export const ZONE = 'Europe/Berlin'

/** When the talk is that stands under "Als Nächstes", in the office's time; the year is the test's. */
export async function nextTalk(page: Page, client: string): Promise<Temporal.ZonedDateTime> {
  await page.goto(client)
  const link = page
    .locator('main')
    .getByRole('link', { name: /^(Mo|Di|Mi|Do|Fr|Sa|So) \d\d\.\d\d\., \d\d:\d\d$/ })
  const said = (await link.first().textContent()) ?? ''
  const [day, month, hour, minute] = said.match(/\d\d/g)?.map(Number) ?? []
  if (!day || !month || hour === undefined) throw new Error(`no appointment in "${said}"`)
  return Temporal.ZonedDateTime.from({ year: 2026, month, day, hour, minute: minute ?? 0, timeZone: ZONE })
}

/** Monday to Friday and no holiday in North Rhine-Westphalia. */
export function isWorkingDayInNrw(at: Temporal.ZonedDateTime): boolean {
  return at.dayOfWeek <= 5 && !isHoliday(new Date(at.year, at.month - 1, at.day), 'NW')
}

/** The instant at this hour of the office on the last day before the talk on which somebody may be written to. */
export function dayBefore(talk: Temporal.ZonedDateTime, hour: number): string {
  const day = talk.subtract({ days: 1 })
  const quiet = day.dayOfWeek === 7 || isHoliday(new Date(day.year, day.month - 1, day.day), 'NW')
  return quiet ? dayBefore(day, hour) : day.with({ hour, minute: 0 }).toInstant().toString()
}

/** Whole days on the wall between two talks. */
export const daysFrom = (from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): number =>
  from.toPlainDate().until(to.toPlainDate()).days

/** The outbox of the demo, as soon as these words stand in it. */
export async function outboxWith(page: Page, words: string): Promise<string> {
  for (const end = performance.now() + 60_000; ; ) {
    await page.goto('/dev/outbox')
    const shown = (await page.locator('main').textContent()) ?? ''
    if (shown.includes(words) || performance.now() > end) return shown
  }
}

/** How it went, on the page of the talk that stands next. */
export async function recordOutcome(
  page: Page,
  client: string,
  outcome: 'Ja, gekommen' | 'Nein, nicht gekommen',
): Promise<void> {
  await page.goto(client)
  await page.getByRole('link', { name: 'Termin öffnen' }).click()
  await page.getByRole('radio', { name: outcome }).check({ force: true })
  await page.getByLabel('Notiz').fill(outcome === 'Ja, gekommen' ? 'Der Kurs hat begonnen.' : '')
  await page.getByRole('button', { name: 'Ergebnis eintragen' }).click()
  await page.waitForURL((url) => url.pathname === client)
}
