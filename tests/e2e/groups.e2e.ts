/** A group: made, filled and moved, and afterwards everybody's outcome on one page. */
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { client } from '../../db/city/schema/clients.ts'
import { makeTalk } from '../factories/talks.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { makeSeen } from './shots.ts'
import { signIn } from './steps/list.ts'

let office: Office
beforeAll(async () => {
  office = await makeOffice()
  for (const familyName of ['Haile', 'Osmani', 'Rahimi']) await clientOfLead(familyName)
})
afterAll(() => office.remove())

async function clientOfLead(familyName: string): Promise<void> {
  const { clientId } = await makeTalk(office.city, { familyName, givenName: 'Amira' })
  const lead = office.city.access({ id: office.lead.id, name: 'Aylin Testfall' })
  await act(lead, { action: 'change', subject: 'test' }, ({ db, actor }) =>
    db.update(client).set({ leadId: actor.id }).where(eq(client.id, clientId)),
  )
}

/** At that moment; the browser notes each page that says no, which some of these are to do. */
async function at(now: string, work: (product: Product) => Promise<void>): Promise<void> {
  const product = await startProduct({ now })
  try {
    await work(product)
    expect(product.complaints().filter((said) => !/status of 4(00|09)/.test(said))).toEqual([])
  } finally {
    await product.close()
  }
}

const seen = makeSeen('groups')

async function add(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name, Geburtsdatum oder AZR-Nummer').last().fill(name)
  await page.getByRole('button', { name: 'Suchen' }).last().click()
  await page.getByRole('button', { name: `Aufnehmen: ${name}, Amira` }).click()
  await page.getByText('Aufgenommen.').waitFor()
}

const make = async (page: Page, title: string): Promise<void> => {
  await page.goto(`/c/${office.city.slug}/groups`)
  await page.getByLabel('Titel').fill(title)
  await page.getByLabel('Tag', { exact: true }).fill('2026-04-23')
  await page.getByLabel('Uhrzeit').fill('09:00')
  await page.getByLabel('Plätze').fill('2')
}

it('is made, filled to the last seat and moved; each of its people has an appointment', () =>
  at('2026-04-10T07:00:00Z', async (product) => {
    const page = await product.open()
    await signIn(page, office.lead)
    await page.goto(`/c/${office.city.slug}/today`)
    await page.getByRole('link', { name: 'Gruppentermine' }).click()
    await page.getByText('Keine Gruppe ist geplant.').waitFor()
    await make(page, 'Bewerbungstraining')
    await page.getByLabel('Tag', { exact: true }).fill('2026-04-25')
    await page.getByRole('button', { name: 'Gruppe anlegen' }).click()
    await page.getByText('findet nichts statt: Wochenende').first().waitFor()
    await seen(page, 'closed')
    await page.getByLabel('Tag', { exact: true }).fill('2026-04-23')
    await page.getByRole('button', { name: 'Gruppe anlegen' }).dblclick()
    await page.getByText('Die Gruppe ist angelegt.').waitFor()
    await seen(page, 'empty')

    await add(page, 'Haile')
    await add(page, 'Osmani')
    await page.getByText('Die Gruppe ist voll.').waitFor()
    await seen(page, 'full')
    const members = page.getByRole('list', { name: 'Teilnehmende' }).getByRole('listitem')
    expect(await members.count()).toBe(2)

    await members.getByRole('link', { name: 'Haile, Amira' }).click()
    await page.getByText('lässt sich nicht allein verlegen').waitFor()
    await seen(page, 'seat')
    await page.getByRole('link', { name: 'Zur Gruppe' }).click()

    await page.getByLabel('Uhrzeit').fill('10:30')
    await page.getByRole('button', { name: 'Gruppe verlegen' }).click()
    await page.getByText('Die Gruppe ist verlegt.').waitFor()

    await page.goto(`/c/${office.city.slug}/groups`)
    // Two clicks made one.
    expect(await page.getByRole('link', { name: 'Bewerbungstraining' }).count()).toBe(1)
    await page.getByText('2 von 2 Plätzen').first().waitFor()
    await seen(page, 'list')
    await page.goto(`/c/${office.city.slug}/today`)
    await page.getByText('Gruppe verlegt, bitte Bescheid sagen').first().waitFor()
  }))

it('is one line of the day, and who came is said on one page', () =>
  at('2026-04-23T09:00:00Z', async (product) => {
    const page = await product.open()
    await signIn(page, office.lead)
    await page.goto(`/c/${office.city.slug}/today`)
    await page.getByText('Gruppe mit 2 Personen').waitFor()
    await seen(page, 'today')
    await page.getByRole('link', { name: 'Wer war da?' }).click()
    await page.getByRole('checkbox', { name: 'Haile, Amira war da' }).check()
    await seen(page, 'begun')
    await page.getByRole('button', { name: 'Angekreuzte waren da' }).dblclick()
    await page.getByText('Eingetragen.').waitFor()
    const line = page.getByRole('listitem').filter({ hasText: 'Osmani, Amira' })
    await line.getByText('Anderes Ergebnis').click()
    await seen(page, 'outcome')
    await page.getByRole('button', { name: 'Ergebnis eintragen: Osmani, Amira' }).click()
    await line.getByText('nicht gekommen', { exact: false }).first().waitFor()
    await page.context().close()
  }))

it('is made and called off without JavaScript, on a phone', () =>
  at('2026-04-10T07:00:00Z', async (product) => {
    const page = await product.open({ javaScript: false, phone: true })
    await signIn(page, office.lead)
    await make(page, 'Infonachmittag')
    await page.getByRole('button', { name: 'Gruppe anlegen' }).click()
    await page.getByText('Die Gruppe ist angelegt.').waitFor()
    await add(page, 'Rahimi')
    await page.getByRole('button', { name: 'Gruppe absagen' }).click()
    await page.getByText('Diese Gruppe ist abgesagt.').waitFor()
    await page.context().close()
  }))
