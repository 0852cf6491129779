import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Sql } from '../../db/fleet/server.ts'
import { endCitySignIn, setCitySignIn } from '../../db/fleet/sign-in.ts'
import { openDatabases } from '../../db/open.ts'
import { someAddress } from '../../tests/factories/accounts.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import {
  type ProviderPerson,
  startProvider,
  type TestProvider,
  throughProvider,
} from '../../tests/factories/provider.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../tests/factories/web.ts'
import { redirectUri } from './rules/city-sign-in.ts'
import { QUESTIONS_PER_ADDRESS, throttleOf } from './throttle.server.ts'
import { newToken } from './tokens.server.ts'

const ORIGIN = 'http://localhost:3000'

let web: Web
let city: TestCity
let other: TestCity
let provider: TestProvider
let others: TestProvider

const asAdmin = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(testServer(), work)
const use = ({ slug }: TestCity, by: TestProvider, changed: Partial<TestProvider> = {}): Promise<void> =>
  setCitySignIn(testServer(), slug, { ...by, label: `Stadt ${slug}`, ...changed })

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  provider = await startProvider(redirectUri(ORIGIN, city.slug))
  others = await startProvider(redirectUri(ORIGIN, other.slug), { claimsInToken: true })
  await use(other, others)
})
beforeEach(() => use(city, provider))
afterAll(async () => {
  await Promise.all([provider.close(), others.close()])
  await city.remove()
  await other.remove()
})

const somebody = (changed: Partial<ProviderPerson> = {}): ProviderPerson => ({
  sub: randomBytes(8).toString('hex'),
  email: someAddress(),
  email_verified: true,
  name: 'Mehmet  Beispiel',
  ...changed,
})

async function invitationFor(email = '', { slug } = city): Promise<string> {
  const { token, hash } = newToken()
  await asAdmin(
    (sql) => sql`insert into invitation (email, role, city_slug, token_hash, created_at, expires_at)
      values (${email}, 'caseworker', ${slug}, ${hash}, now(), now() + interval '7 days')`,
  )
  return `/invitation/${token}`
}

interface Told {
  status: number
  location: string
  cookies: Record<string, string>
}
function told(answer: Response): Told {
  const cookies = answer.headers.getSetCookie().map((line) => line.match(/^([^=]+)=([^;]*)/) ?? [])
  return {
    status: answer.status,
    location: answer.headers.get('Location') ?? '',
    cookies: Object.fromEntries(cookies.map(([, name = '', value = '']) => [name, value])),
  }
}
const asHeader = (cookies: Record<string, string>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

async function start(next?: string, { slug } = city): Promise<Told> {
  const query = next ? `?next=${encodeURIComponent(next)}` : ''
  return told(await web.get(`/sign-in/city/${slug}${query}`))
}

/** From the button to where we are led after the provider. `bend` changes an address on the way. */
async function visit(
  person: ProviderPerson | null,
  {
    next,
    at = city,
    by = provider,
    session = '',
    bendThere = (address) => address,
    bendBack = (address) => address,
  }: {
    next?: string
    at?: TestCity
    by?: TestProvider
    session?: string
    bendThere?: (address: string) => string
    bendBack?: (address: string) => string
  } = {},
) {
  const begun = await start(next, at)
  by.person = person
  const back = await throughProvider(bendThere(begun.location), redirectUri(ORIGIN, at.slug))
  const cookies = [asHeader(begun.cookies), session].filter(Boolean).join('; ')
  const ask = async (): Promise<Told> => told(await web.get(bendBack(back), cookies))
  return { ...(await ask()), again: ask, back }
}

const accountOf = async (email = ''): Promise<{ id: string; name: string; email: string } | undefined> =>
  asAdmin(async (sql) => {
    const [found] = await sql<{ id: string; name: string; email: string }[]>`
      select id, name, email from account where email = ${email}`
    return found
  })
const identities = ({ sub }: ProviderPerson): Promise<{ issuer: string; account: string }[]> =>
  asAdmin(async (sql) => [
    ...(await sql<{ issuer: string; account: string }[]>`
      select issuer, account_id as account from account_identity where subject = ${sub} order by issuer`),
  ])
/** The newest row of the trail about this city. */
const lastEvent = (slug = city.slug): Promise<object | undefined> =>
  asAdmin(async (sql) => {
    const [found] = await sql`
      select kind, reason from account_event where city_slug = ${slug} order by account_event.id desc limit 1`
    return found && { ...found }
  })
const lastKinds = (count: number): Promise<string[]> =>
  asAdmin(async (sql) => {
    const found = await sql<{ kind: string }[]>`
      select kind from account_event where city_slug = ${city.slug} order by account_event.id desc limit ${count}`
    return found.map(({ kind }) => kind)
  })
const failure = (problem: string) => ({ kind: 'sign-in-failed', reason: `provider: ${problem}` })
const opens = async (cookies: Record<string, string>, path: string): Promise<number> =>
  (await web.get(path, asHeader(cookies))).status

/** Somebody whose account an invitation has linked. */
async function linked(): Promise<ProviderPerson & { account: string }> {
  const person = somebody()
  await visit(person, { next: await invitationFor(person.email) })
  const [identity] = await identities(person)
  if (!identity) throw new Error('not linked')
  return { ...person, account: identity.account }
}

const SENTENCES = {
  'other-email': 'Die Einladung ging an eine andere Adresse als die Ihres städtischen Kontos.',
  'unverified-email': 'Ihre Stadt hat die E-Mail-Adresse Ihres Kontos nicht bestätigt.',
}

describe('an invitation', () => {
  it("makes and links the account of whom the city's provider vouches for", async () => {
    const person = somebody()
    const next = await invitationFor(person.email)
    const { status, location, cookies } = await visit(person, { next })
    expect([status, location]).toEqual([302, '/'])
    expect(await opens(cookies, `/c/${city.slug}/today`)).toBe(200)
    const account = await accountOf(person.email)
    expect(account).toMatchObject({ name: 'Mehmet Beispiel' })
    expect(await identities(person)).toEqual([{ issuer: provider.issuer, account: account?.id }])
    expect((await lastKinds(3)).sort()).toEqual([
      'identity-linked',
      'invitation-accepted',
      'membership-given',
    ])
    expect((await web.get(next)).status).toBe(410)
  })

  it('is taken by claims of the token too, in any case of the address', async () => {
    const person = somebody()
    const next = await invitationFor(person.email?.toUpperCase(), other)
    expect((await visit(person, { next, at: other, by: others })).location).toBe('/')
    expect(await identities(person)).toHaveLength(1)
  })

  it.each([
    ['other-email', {}],
    ['unverified-email', { email_verified: false }],
  ] as const)('makes nothing: %s', async (problem, changed) => {
    const person = somebody(changed)
    const next = await invitationFor(problem === 'other-email' ? someAddress() : person.email)
    const { location } = await visit(person, { next })
    expect(location).toBe(`${next}?problem=${problem}`)
    expect([await accountOf(person.email), await identities(person)]).toEqual([undefined, []])
    expect(await lastEvent()).toEqual(failure(problem))
    const page = await (await web.get(location)).text()
    expect(page).toContain(SENTENCES[problem])
  })

  it("of another city is not taken by this city's provider", async () => {
    const person = somebody()
    const next = await invitationFor(person.email, other)
    expect((await visit(person, { next })).location).toBe(`${next}?problem=not-invited`)
    expect(await accountOf(person.email)).toBeUndefined()
  })

  it('to an address with an account asks its owner to sign in first, and links then', async () => {
    const owner = await makeAccount({ [other.slug]: 'lead' })
    const person = somebody({ email: owner.email })
    const next = await invitationFor(owner.email)
    expect((await visit(person, { next })).location).toBe(`${next}?problem=known`)
    expect(await identities(person)).toEqual([])
    const stranger = await signIn(web, await makeAccount({ [other.slug]: 'lead' }))
    expect((await visit(person, { next, session: stranger })).location).toBe(`${next}?problem=somebody-else`)
    expect(await identities(person)).toEqual([])

    const session = await signIn(web, owner)
    expect((await visit(person, { next, session })).location).toBe('/')
    expect(await identities(person)).toEqual([{ issuer: provider.issuer, account: owner.id }])
    expect((await web.get(`/c/${city.slug}/today`, session)).status).toBe(200)
  })

  it('offers the account of its city, and no other city’s', async () => {
    const page = async (of: TestCity): Promise<string> =>
      (await web.get(await invitationFor(someAddress(), of))).text()
    expect(await page(city)).toContain('Mit Ihrem städtischen Konto anmelden')
    await endCitySignIn(testServer(), city.slug)
    expect(await page(city)).not.toContain('Mit Ihrem städtischen Konto anmelden')
  })
})

describe('signing in', () => {
  it('lets in whom an invitation has linked, and leads on', async () => {
    const person = await linked()
    const today = `/c/${city.slug}/today`
    const { location, cookies } = await visit({ ...person, email: someAddress() }, { next: today })
    expect(location).toBe(today)
    expect(await opens(cookies, today)).toBe(200)
  })

  it('never leads to another site', async () => {
    const person = await linked()
    expect((await visit(person, { next: '//elsewhere.example' })).location).toBe('/')
    expect((await visit(person, { next: 'https://elsewhere.example' })).location).toBe('/')
  })

  it('asks for the code of whoever has a second factor', async () => {
    const person = await linked()
    await asAdmin(
      (sql) => sql`insert into second_factor (account_id, secret, last_step, set_at)
        values (${person.account}, '\\x00', 0, now())`,
    )
    const { location, cookies } = await visit(person, { next: '/account' })
    expect(location).toBe('/sign-in/code?next=%2Faccount')
    expect(await opens(cookies, '/sign-in/code')).toBe(200)
    expect(await opens(cookies, `/c/${city.slug}/today`)).toBe(302)
  })

  it('without an invitation makes nothing, whatever the address', async () => {
    const member = await makeAccount({ [city.slug]: 'lead' })
    const person = somebody({ email: member.email })
    const { location, cookies } = await visit(person)
    expect(location).toBe('/sign-in?problem=not-invited')
    expect(await identities(person)).toEqual([])
    expect(Object.keys(cookies)).toEqual(['partizipation_way'])
    expect(await lastEvent()).toEqual(failure('not-invited'))
    expect(await (await web.get(location)).text()).toContain('Ihr Konto ist hier noch nicht eingeladen.')
  })

  it("by another city's provider is somebody else, by the same word and address too", async () => {
    const { account: _, ...person } = await linked()
    const { location } = await visit(person, { at: other, by: others })
    expect(location).toBe('/sign-in?problem=not-invited')
    expect(await identities(person)).toHaveLength(1)
    expect(await lastEvent(other.slug)).toEqual(failure('not-invited'))
  })

  it('broken off at the provider says so', async () => {
    expect((await visit(null)).location).toBe('/sign-in?problem=denied')
    expect(await lastEvent()).toEqual(failure('denied'))
  })
})

/** One parameter of an address, changed. */
const bent = (name: string, value: string) => (address: string) => {
  const url = new URL(address, ORIGIN)
  url.searchParams.set(name, value)
  return url.origin === ORIGIN ? url.pathname + url.search : url.href
}

it('from one network address begins some hundred times an hour; then a sentence, and no row of any kind', async () => {
  const address = '192.0.2.250'
  const begin = async (path: string) =>
    told(await web.send(new Request(`${ORIGIN}/sign-in/city/${city.slug}${path}`), address))
  const { adminUrl: serverUrl, key } = city.server
  const databases = openDatabases({ serverUrl, key, as: 'platform_web' })
  try {
    const throttle = throttleOf({ databases, key, redisUrl: undefined })
    for (let n = 0; n < QUESTIONS_PER_ADDRESS; n += 1) await throttle.ask({ address })
  } finally {
    await databases.close()
  }
  const rows = async (): Promise<unknown> =>
    withPlatform(
      city.server,
      (
        sql,
      ) => sql`select (select count(*) from city_sign_in_attempt where city_slug = ${city.slug}) as attempts,
        (select count(*) from account_event where city_slug = ${city.slug}) as events`,
    )
  const before = await rows()
  for (const path of ['', '/callback?state=x&code=y']) {
    const { location } = await begin(path)
    expect(location).toBe('/sign-in?problem=too-often')
    expect(await (await web.get(location)).text()).toContain('zu viele Anmeldungen')
  }
  expect(await rows()).toEqual(before)
})

describe('a bent or late answer', () => {
  const FOREIGN = 'x'.repeat(43)
  it.each([
    ['state', 'unfinished', { bendBack: bent('state', FOREIGN) }],
    ['code', 'unfinished', { bendBack: bent('code', FOREIGN) }],
    ['verifier', 'unfinished', { bendThere: bent('code_challenge', FOREIGN) }],
    ['nonce', 'invalid', { bendThere: bent('nonce', FOREIGN) }],
    ['issuer', 'invalid', { bendBack: bent('iss', 'http://127.0.0.1:1') }],
  ] as const)('with another %s signs nobody in', async (_, problem, bend) => {
    const { location, cookies } = await visit(await linked(), bend)
    expect(location).toBe(`/sign-in?problem=${problem}`)
    expect(Object.keys(cookies)).toEqual(['partizipation_way'])
    expect(await lastEvent()).toEqual(failure(problem))
  })

  it('a second time is nothing', async () => {
    const { location, again } = await visit(await linked())
    expect(location).toBe('/')
    const second = await again()
    expect(second.location).toBe('/sign-in?problem=unfinished')
    expect(second.cookies.partizipation_session).toBeUndefined()
  })

  it('in another browser is nothing', async () => {
    const begun = await start()
    provider.person = await linked()
    const back = await throughProvider(begun.location, redirectUri(ORIGIN, city.slug))
    const elsewhere = await start()
    for (const cookies of ['', asHeader(elsewhere.cookies), 'partizipation_way=bm9uc2Vuc2U%3D'])
      expect(told(await web.get(back, cookies)).location).toBe('/sign-in?problem=unfinished')
  })

  it('after ten minutes is nothing', async () => {
    const person = await linked()
    const begun = await start()
    provider.person = person
    const back = await throughProvider(begun.location, redirectUri(ORIGIN, city.slug))
    await asAdmin(
      (sql) => sql`update city_sign_in_attempt set expires_at = now() where city_slug = ${city.slug}`,
    )
    const late = told(await web.get(back, asHeader(begun.cookies)))
    expect(late.location).toBe('/sign-in?problem=unfinished')
  })

  it("brought to another city's address is nothing", async () => {
    const { location } = await visit(await linked(), {
      bendBack: (address) => address.replace(city.slug, other.slug),
    })
    expect(location).toBe('/sign-in?problem=unfinished')
    expect(await lastEvent(other.slug)).toEqual(failure('unfinished'))
  })

  const seconds = Math.floor(Date.now() / 1000)
  it.each([
    ['that is over already', { claims: { iat: seconds - 900, exp: seconds - 300 } }],
    ['of another provider', { claims: { iss: 'https://elsewhere.example' } }],
    ['for another client', { claims: { aud: 'somebody-else' } }],
    ['signed by somebody else', { foreignKey: true }],
  ])('with a token %s signs nobody in', async (_, bend) => {
    const person = await linked()
    provider.bent = bend
    const { location, cookies } = await visit(person)
    provider.bent = null
    expect(location).toBe('/sign-in?problem=invalid')
    expect(cookies.partizipation_session).toBeUndefined()
    expect(await lastEvent()).toEqual(failure('invalid'))
  })

  it('leaves no state, nonce or verifier in the database', async () => {
    const { location, cookies } = await start()
    const asked = new URL(location).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    const rows = JSON.stringify(
      await asAdmin((sql) => sql`select * from city_sign_in_attempt where city_slug = ${city.slug}`),
    )
    const kept = [
      asked.get('state'),
      asked.get('nonce'),
      asked.get('code_challenge'),
      cookies.partizipation_way,
    ]
    for (const word of kept) {
      expect(word?.length).toBeGreaterThan(40)
      expect(rows).not.toContain(word)
    }
  })
})

describe('a provider that is not there', () => {
  it('or is another than it says is told, within seconds', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    for (const [issuer, problem] of [
      ['http://127.0.0.1:1', 'unavailable'],
      [`http://127.0.0.1:${port}`, 'unavailable'],
      [provider.issuer.replace('127.0.0.1', 'localhost'), 'invalid'],
    ] as const) {
      await use(city, provider, { issuer })
      expect((await start()).location, issuer).toBe(`/sign-in?problem=${problem}`)
      expect(await lastEvent()).toEqual(failure(problem))
    }
    silent.close()
  })

  it('that does not take our secret lets nobody in', async () => {
    await use(city, provider, { clientSecret: 'wrong' })
    expect((await visit(somebody())).location).toBe('/sign-in?problem=unavailable')
  })
})

describe('a city', () => {
  it('without a provider, with one that is off, and no city at all are the same 404', async () => {
    const person = await linked()
    const begun = await start()
    provider.person = person
    const back = await throughProvider(begun.location, redirectUri(ORIGIN, city.slug))
    expect(await (await web.get('/sign-in')).text()).toContain(`Stadt ${city.slug}`)
    await endCitySignIn(testServer(), city.slug)
    expect(await (await web.get('/sign-in')).text()).not.toContain(`Stadt ${city.slug}`)
    const answers = await Promise.all(
      [`/sign-in/city/${city.slug}`, '/sign-in/city/nowhere', back, '/sign-in/city/nowhere/callback'].map(
        (path) => web.get(path, asHeader(begun.cookies)),
      ),
    )
    const said = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))
    expect(said).toEqual(said.map(() => [404, 'not-found']))
    expect(await lastEvent()).toEqual({ kind: 'city-sign-in-off', reason: 'command line' })
  })

  it('keeps its secret encrypted, and speaks http with this machine only', async () => {
    const [row] = await asAdmin(
      (sql) => sql`select client_secret from city_sign_in where city_slug = ${city.slug}`,
    )
    expect(Buffer.from(row?.client_secret).toString('latin1')).not.toContain(provider.clientSecret)
    for (const issuer of [
      'http://stadt.example',
      'http://localhost.stadt.example',
      'http://1',
      'ftp://stadt.example',
    ])
      await expect(use(city, provider, { issuer }), issuer).rejects.toMatchObject({ code: '23514' })
  })
})
