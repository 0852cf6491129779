import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readOutbox } from '../../infra/mail.ts'
import { until } from '../../infra/start/wait.ts'
import { someAddress } from '../factories/accounts.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'
import { signIn } from './steps/list.ts'

const PASSWORD = 'korrekt pferd batterie heftklammer'
/** The worker's queue is on Postgres, where a job that met another is taken up again when its lock has run out. */
const PATIENCE_MS = 120_000

describe.each([{ javaScript: true }, { javaScript: false }])(
  'an invitation, JavaScript: $javaScript',
  ({ javaScript }) => {
    const shots = makeShots(javaScript ? 'invitation-js' : 'invitation-nojs')
    let office: Office
    let product: Product

    beforeAll(async () => {
      office = await makeOffice()
      product = await startProduct({ now: '2026-03-09T08:00:00Z', worker: true })
    })
    afterAll(async () => {
      await product.close()
      await office.remove()
    })
    /** The browser complains of the two answers that are meant: a weak password, a used link. */
    afterEach(() =>
      expect(product.complaints().map((said) => said.match(/status of \d+/)?.[0] ?? said)).toEqual([
        'status of 400',
        'status of 410',
      ]),
    )

    /** The path of the link in the newest mail to this address, as the outbox of the demo shows it. */
    async function linkFor(email: string): Promise<string> {
      let link: string | undefined
      const arrived = await until(() => {
        const mails = readOutbox(product.dataDir).flatMap(({ mails: some }) => some)
        link = mails.find(({ to }) => to === email)?.text.match(/https?:\/\/\S+\/[\w-]{43}$/m)?.[0]
        return link !== undefined
      }, PATIENCE_MS)
      if (!arrived || !link) throw new Error('No mail arrived')
      return new URL(link).pathname
    }
    const says = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor()

    it('is sent by the lead, taken by a new account, and used up', async () => {
      const page = await product.open({ javaScript })
      await signIn(page, office.lead)
      await page.goto(`/c/${office.city.slug}/team`)
      await page.locator('main').getByRole('link', { name: 'Einladen' }).click()
      const email = someAddress()
      await page.getByLabel('E-Mail-Adresse').fill(email)
      await page.locator('select[name="as"]').selectOption('caseworker')
      await shots(page, 'invite')
      await page.getByRole('button', { name: 'Einladung senden' }).click()
      await says(page, 'Die Einladung ist unterwegs.')
      const link = await linkFor(email)
      await page.goto(`/c/${office.city.slug}/team`)
      await shots(page, 'team')

      const guest = await product.open({ javaScript })
      await guest.goto(link)
      await guest.getByLabel('Ihr Name').fill('Mehmet Beispiel')
      await guest.getByLabel('Neues Passwort').fill('passwort123456')
      await guest.getByRole('button', { name: 'Konto anlegen' }).click()
      await says(guest, 'Listen gestohlener Passwörter')
      expect(await guest.getByLabel('Ihr Name').inputValue()).toBe('Mehmet Beispiel')
      await shots(guest, 'weak')
      await guest.getByLabel('Neues Passwort').fill(PASSWORD)
      await guest.getByRole('button', { name: 'Konto anlegen' }).click()
      await guest.waitForURL((url) => url.pathname === `/c/${office.city.slug}/today`)

      const answer = await guest.goto(link)
      expect(answer?.status()).toBe(410)
      await says(guest, 'Diese Einladung ist schon angenommen.')
      await shots(guest, 'used')
      await page.goto(`/c/${office.city.slug}/team`)
      await page.getByRole('link', { name: 'Mehmet Beispiel ändern' }).click()
      await shots(page, 'member')
      await page.getByRole('button', { name: 'Aus der Stadt nehmen' }).click()
      await says(page, 'Die Person gehört nicht mehr zur Stadt.')
      await guest.goto(`/c/${office.city.slug}/today`)
      expect(new URL(guest.url()).pathname).toBe('/sign-in')
    })
  },
)
