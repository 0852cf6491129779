/** A talk with somebody who translates: she is entered, booked with, agrees, and what the office has to do is done. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { client, personContact } from '../../db/city/schema/clients.ts'
import { appointment } from '../../db/city/schema/follow-ups.ts'
import { makeTalk, type Talk } from '../factories/talks.ts'
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
afterEach(() => expect(product.complaints().filter((said) => !/status of 4(00|09)/.test(said))).toEqual([]))

const seen = makeSeen('interpreters')

/** A client of the lead who speaks Tigrinya and whose window has no talk any more. */
async function unbooked(): Promise<Talk> {
  const talk = await makeTalk(office.city, { familyName: 'Gebremedhin', givenName: 'Yonas' })
  const lead = office.city.access({ id: office.lead.id, name: 'Aylin Testfall' })
  await act(lead, { action: 'change', subject: 'test' }, async ({ db, now, actor }) => {
    const speaks = { language: 'ti', interpreter: true }
    await db
      .insert(personContact)
      .values({ personId: talk.personId, ...speaks })
      .onConflictDoUpdate({ target: personContact.personId, set: speaks })
    await db.update(client).set({ leadId: actor.id }).where(eq(client.id, talk.clientId))
    await db
      .update(appointment)
      .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'Verwechslung' })
      .where(eq(appointment.id, talk.appointmentId))
  })
  return talk
}

it('is booked at a time that suits her, and stands on the home page until she has agreed', async () => {
  const at = `/c/${office.city.slug}`
  const page = await product.open()
  await signIn(page, office.lead)
  const { clientId } = await unbooked()

  await page.goto(`${at}/settings`)
  await page.getByRole('link', { name: 'Sprachmittlung' }).click()
  await page.getByText('Noch niemand ist eingetragen.').waitFor()
  const add = async (name: string) => {
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Tigrinya').check()
    await page.getByLabel('Telefon', { exact: false }).last().fill('0202 563 1234')
    await page.getByRole('button', { name: 'Hinzufügen' }).click()
  }
  await add('Selam Tesfay')
  await page.getByRole('rowheader', { name: 'Selam Tesfay' }).waitFor()
  await add('selam tesfay')
  await page.getByText('Diesen Namen gibt es in der Liste schon.').first().waitFor()
  await seen(page, 'list')

  await page.goto(`${at}/clients/${clientId}/appointments/new`)
  await page.getByLabel('Sprachmittlung').selectOption({ label: 'Selam Tesfay' })
  await page.getByRole('button', { name: 'Freie Zeiten zeigen' }).click()
  await page.waitForURL(/interpreter=[0-9a-f-]{36}/)
  await page.getByLabel('Tag', { exact: false }).last().fill('2026-04-14')
  await seen(page, 'book')
  await page.getByRole('button', { name: 'Termin buchen' }).click()
  await page.waitForURL((url) => url.pathname.endsWith(clientId))
  await page.getByText('Selam Tesfay').first().waitFor()
  await seen(page, 'file')

  await page.goto(`${at}/today`)
  await page.getByText('Sprachmittlung für den Termin fehlt').waitFor()
  await seen(page, 'today')
  await page.getByRole('link', { name: /^Termin öffnen/ }).click()
  await page.getByText('angefragt').first().waitFor()
  await seen(page, 'asked')
  await page.getByRole('button', { name: 'Hat zugesagt' }).click()
  await page.getByText('zugesagt', { exact: true }).first().waitFor()
  await seen(page, 'agreed')

  await page.goto(`${at}/today`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText('Sprachmittlung für den Termin fehlt').count()).toBe(0)
  await page.context().close()
})

it('can be called off where nobody is found, without JavaScript too', async () => {
  const page = await product.open({ javaScript: false, phone: true })
  await signIn(page, office.lead)
  const { clientId } = await unbooked()
  await page.goto(`/c/${office.city.slug}/clients/${clientId}/appointments/new?day=2026-04-14`)
  await page.getByRole('button', { name: 'Termin buchen' }).click()
  await page
    .getByRole('link', { name: /14\. April|14\.04\./ })
    .first()
    .click()
  await page.getByRole('definition').filter({ hasText: 'Noch niemand' }).waitFor()
  await page.getByLabel('Wen anfragen?').selectOption({ label: 'Selam Tesfay' })
  await page.getByRole('button', { name: 'Anfragen' }).click()
  await page.getByText('angefragt').first().waitFor()
  await page.getByRole('button', { name: 'Austragen' }).click()
  await page.getByRole('definition').filter({ hasText: 'Noch niemand' }).waitFor()
  await page.context().close()
})
