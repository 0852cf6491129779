import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { redirectUri } from '../../app/access/rules/city-sign-in.ts'
import { newToken } from '../../app/access/tokens.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { setCitySignIn } from '../../db/fleet/sign-in.ts'
import { someAddress } from '../factories/accounts.ts'
import { testServer } from '../factories/city.ts'
import { startProvider, type TestProvider } from '../factories/provider.ts'
import { violations } from './look.ts'
import { makeOffice, type Office } from './office.ts'
import { type Product, startProduct } from './product.ts'
import { makeShots } from './shots.ts'

let office: Office
let product: Product
let provider: TestProvider

beforeAll(async () => {
  office = await makeOffice()
  product = await startProduct({ now: '2026-03-09T08:00:00Z' })
  provider = await startProvider(redirectUri(product.url, office.city.slug))
  await setCitySignIn(testServer(), office.city.slug, { ...provider, label: 'Stadt Wupperbeispiel' })
})
afterAll(async () => {
  await provider.close()
  await product.close()
  await office.remove()
})

async function invitationFor(email: string): Promise<string> {
  const { token, hash } = newToken()
  await withPlatform(
    testServer(),
    (
      sql,
    ) => sql`insert into invitation (email, role, city_slug, token_hash, invited_by, created_at, expires_at)
      values (${email}, 'caseworker', ${office.city.slug}, ${hash}, ${office.lead.id},
        '2026-03-09T08:00:00Z', '2026-03-15T08:00:00Z')`,
  )
  return `/invitation/${token}`
}

describe.each([
  {
    javaScript: true,
    language: 'de-DE',
    invited: 'Mit Ihrem städtischen Konto anmelden',
    by: 'Anmelden mit: ',
  },
  { javaScript: false, language: 'en-GB', invited: 'Sign in with your city account', by: 'Sign in with: ' },
] as const)("the city's own account, JavaScript: $javaScript", ({ javaScript, language, invited, by }) => {
  const shots = makeShots(`city-sign-in-${language}`)
  const button = `${by}Stadt Wupperbeispiel`

  it('takes an invitation, and signs in from then on', async () => {
    const page = await product.open({ javaScript, language })
    const email = someAddress()
    provider.person = { sub: email, email: someAddress(), email_verified: true, name: 'Mehmet Beispiel' }
    const link = await invitationFor(email)
    await page.goto(link)
    await shots(page, 'invitation')
    if (javaScript) expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: invited }).click()
    await page.waitForURL((url) => url.search === '?problem=other-email')
    await shots(page, 'other-address')
    provider.person = { ...provider.person, email }
    await page.getByRole('link', { name: invited }).click()
    await page.waitForURL((url) => url.pathname === `/c/${office.city.slug}/today`)

    const later = await product.open({ javaScript, language })
    provider.person = null
    await later.goto('/sign-in')
    await later.getByRole('link', { name: button }).click()
    await later.waitForURL((url) => url.search === '?problem=denied')
    await shots(later, 'denied')
    if (javaScript) expect(await violations(later)).toEqual([])
    provider.person = { sub: email }
    await later.getByRole('link', { name: button }).click()
    await later.waitForURL((url) => url.pathname === `/c/${office.city.slug}/today`)
    // Nothing went wrong, and nobody else was asked but the provider.
    expect([...new Set(product.complaints().map((said) => said.split(': ')[1]))]).toEqual([
      `asked ${provider.issuer}`,
    ])
  })
})
