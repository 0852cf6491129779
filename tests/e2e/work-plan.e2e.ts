/** The plan both sign: by a link without an account, on paper, and worked through step by step. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { recordAssessment } from '../../app/assessments/commands.server.ts'
import { catalogueFor } from '../../app/letters/catalogue.ts'
import { writePlan } from '../../app/work-plans/commands/write.server.ts'
import { act } from '../../db/act.ts'
import { pdfOf } from '../factories/documents.ts'
import { makeClient } from '../factories/people.ts'
import { planContent } from '../factories/plans.ts'
import { toldTalk } from '../factories/told.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { signIn } from './steps/list.ts'
import { draw } from './steps/plan.ts'
import { outboxWith } from './steps/talks.ts'

describe.each([{ javaScript: true }, { javaScript: false }])('JavaScript: $javaScript', ({ javaScript }) => {
  let office: Office
  let product: Product
  beforeAll(async () => {
    office = await makeOffice()
    product = await startProduct({ now: '2026-03-09T09:00:00Z', worker: true })
  })
  afterAll(async () => {
    await product.close()
    await office.remove()
  })
  // What was asked for and not kept: a wrong birth date, a link that has ended.
  afterEach(() =>
    expect(product.complaints().filter((said) => !/status of 4(00|09|10)/.test(said))).toEqual([]),
  )

  const looks = async (page: Page) => javaScript && expect(await violations(page)).toEqual([])

  /** A client whose plan is laid before him, and the address of the plan. */
  async function offered(language: string) {
    const own = office.city.access({ id: office.lead.id })
    const clientId = await act(own, { action: 'create', subject: 'test' }, async (work) => {
      const made = await makeClient(work, { language, birthDate: '1980-11-19' })
      await recordAssessment(work, toldTalk(made.clientId, { conductedBy: office.lead.id }))
      await writePlan(work, { clientId: made.clientId, basis: '', as: 'offered', content: planContent() })
      return made.clientId
    })
    return `/c/${office.city.slug}/clients/${clientId}/plan`
  }

  /** The link as the mail carries it that the worker has sent. */
  async function mailedLink(page: Page): Promise<string> {
    const shown = await outboxWith(page, 'wir haben etwas gemeinsam aufgeschrieben')
    return /(\/m\/[\w-]+\/[\w-]{43})/.exec(shown)?.[1] ?? ''
  }

  /** A tablet need not have the letters of its reader: the page brings them. `from`: the first of their range. */
  const bringsLetters = (page: Page, from: string) =>
    expect
      .poll(() =>
        page.evaluate(
          (range) =>
            [...document.fonts].some((one) => one.status === 'loaded' && one.unicodeRange.includes(range)),
          from,
        ),
      )
      .toBe(true)

  it('is signed by a link in Arabic, then by the worker, and a step is ticked off', async () => {
    const plan = await offered('ar')
    const page = await product.open({ javaScript })
    const main = page.locator('main')
    await signIn(page, office.lead)
    await page.goto(plan)
    await main.getByRole('button', { name: 'Link senden' }).click()
    await main.getByText('Der Link ist angefordert').waitFor()
    await looks(page)
    const link = await mailedLink(page)

    const phone = await product.open({ javaScript, phone: true })
    const born = async (year: string) => {
      await phone.locator('input[name=day]').fill('19')
      await phone.locator('input[name=month]').fill('11')
      await phone.locator('input[name=year]').fill(year)
      await phone.getByRole('button').first().click()
    }
    await phone.goto(link)
    expect(await phone.locator('main').getAttribute('dir')).toBe('rtl')
    expect(await phone.locator('main').textContent()).not.toMatch(/Lagerist|Haile|Stadt/)
    await looks(phone)
    await born('1981')
    await phone.locator('.kern-alert').waitFor()
    await born('1980')
    await phone.getByText('Lagerist').first().waitFor()
    await bringsLetters(phone, 'U+600')
    await looks(phone)
    if (javaScript) await draw(phone)
    await phone.locator('.sign__end button[type=submit]').click()
    await phone.locator('.kern-alert--success').waitFor()
    await looks(phone)
    await phone.goto(link)
    // The headline says no more than that it has ended, in the browser's language: nobody says whose it was.
    expect(['ar', 'de', 'en'].map((tag) => catalogueFor(tag).link.ended)).toContain(
      await phone.locator('h1').textContent(),
    )
    expect(await phone.locator('form').count()).toBe(0)

    await page.goto(plan)
    await main.getByText('wartet auf die zweite Unterschrift').first().waitFor()
    await main.getByText('über einen Link').waitFor()
    await page.goto(`${plan}/sign?party=worker`)
    if (javaScript) await draw(page)
    await main.getByRole('button', { name: 'Unterschreiben', exact: true }).click()
    await main.getByText('In Kraft seit ').waitFor()
    await main.getByRole('button', { name: 'Erledigt: B1-Kurs anmelden' }).click()
    await main.getByText('erledigt am 09.03.2026').waitFor()
    await main.getByText('1 von 2').waitFor()
    await looks(page)
    const file = await page.request.get(`${product.url}${plan}.pdf`)
    expect(file.headers()['content-type']).toBe('application/pdf')
    expect((await file.body()).toString('latin1')).toContain(`\n%partizipation-seal/1 ${office.city.slug} `)
  })

  it('is signed on paper: the sheet is uploaded, compared and kept', async () => {
    const plan = await offered('ti')
    const page = await product.open({ javaScript, phone: true })
    const main = page.locator('main')
    await signIn(page, office.lead)
    await page.goto(`${plan}/sign`)
    await bringsLetters(page, 'U+1200')
    await page.goto(`${plan}/paper`)
    await looks(page)
    const bring = async () => {
      await main.getByLabel('Foto oder Scan des Blatts').setInputFiles({
        name: 'blatt.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(pdfOf('Arbeitsplan')),
      })
      await main.getByRole('button', { name: 'Unterschriften eintragen' }).click()
    }
    await bring()
    await main
      .getByText(/^Bitte vergleichen Sie das Blatt/)
      .first()
      .waitFor()
    await main.getByLabel('Ich habe das Blatt mit dieser Fassung verglichen').check()
    await bring()
    await main.getByText('In Kraft seit ').waitFor()
    expect(await main.getByRole('link', { name: 'Blatt ansehen' }).count()).toBe(2)
    await looks(page)
  })
})
