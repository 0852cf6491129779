import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Sql } from '../../db/fleet/server.ts'
import { makeContract, openPostOffice, type PostOffice } from '../../tests/factories/accounts.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import { codeAt, setFactor } from '../../tests/factories/factor.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { removeMembersFactor } from './commands/factor.server.ts'
import { renewRecoveryCodes, takeCode, takeRecoveryCode } from './second-factor.server.ts'

const FACTOR_PAGE = '/account/second-factor'

let web: Web
let post: PostOffice
let city: TestCity
let other: TestCity
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  post = openPostOffice(city.clock)
})
afterAll(async () => {
  await post.close()
  await city.remove()
  await other.remove()
})
beforeEach(() => city.clock.set(Temporal.Now.instant().toString()))

const now = (): Temporal.Instant => city.clock.now()
const asAdmin = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(testServer(), work)
const factorOf = ({ id }: TestAccount) => ({ db: post.web, key: post.key, accountId: id, now: now() })
/** Set a minute ago, so that the code of now is still good. */
const withFactor = (account: TestAccount) =>
  setFactor({ ...factorOf(account), now: now().subtract({ minutes: 1 }) }, account.email)
const hasFactor = ({ id }: TestAccount): Promise<boolean> =>
  asAdmin(async (sql) => (await sql`select 1 from second_factor where account_id = ${id}`).length > 0)
const codesOf = ({ id }: TestAccount): Promise<number> =>
  asAdmin(async (sql) => (await sql`select 1 from recovery_code where account_id = ${id}`).length)
const sessionsOf = ({ id }: TestAccount): Promise<number> =>
  asAdmin(async (sql) => (await sql`select 1 from session where user_id = ${id}`).length)
const linesOf = ({ id }: TestAccount, kind: string) =>
  asAdmin(
    async (sql) =>
      await sql<{ actor: string | null; city: string | null; reason: string | null }[]>`
        select actor_id as actor, city_slug as city, reason from account_event
        where account_id = ${id} and kind = ${kind} order by id`,
  )
const pick = ({ email, password }: TestAccount) => ({ email, password })
/** The session cookie after a sign-in with the first of the recovery codes. */
async function withCode(account: TestAccount, [first = '']: string[]): Promise<string> {
  const half = await web.post('/sign-in', pick(account))
  const full = await web.post('/sign-in/code', { recovery: first }, cookieOf(half))
  return cookieOf(full)
}
const cookieOf = (answer: Response): string => answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
const codesIn = (text: string): string[] => [...new Set(text.match(/[A-Z2-9]{5}-[A-Z2-9]{5}/g) ?? [])]

describe('new recovery codes', () => {
  async function owner() {
    const account = await makeAccount({ [city.slug]: 'caseworker' })
    const { secret, codes } = await withFactor(account)
    return { account, secret, codes, cookie: await withCode(account, codes) }
  }
  const renew = (cookie: string, given: Record<string, string>) =>
    web.post(FACTOR_PAGE, { intent: 'renew', ...given }, cookie)

  it('come for password and code of now; the old ones are dead, and the new ones are shown once', async () => {
    const { account, secret, codes, cookie } = await owner()
    expect(await (await web.get(FACTOR_PAGE, cookie)).text()).toContain('noch 9 Wiederherstellungs')
    const code = codeAt(secret, Temporal.Now.instant())
    const answer = await renew(cookie, { password: account.password, code })
    const text = await answer.text()
    const made = codesIn(text)
    expect([answer.status, made.length, text.includes('Die bisherigen Codes gelten nicht mehr')]).toEqual([
      200,
      10,
      true,
    ])
    expect((await renew(cookie, { password: account.password, code })).status).toBe(400)
    const old = await Promise.all(codes.map((known) => takeRecoveryCode(factorOf(account), known)))
    expect(old).toEqual(Array(10).fill(false))
    expect(await takeRecoveryCode(factorOf(account), made[0] ?? '')).toBe(true)
    const page = await (await web.get(FACTOR_PAGE, cookie)).text()
    expect([codesIn(page), page.includes('noch 9 Wiederherstellungs')]).toEqual([[], true])
    expect(await linesOf(account, 'recovery-codes-renewed')).toEqual([
      { actor: account.id, city: null, reason: null },
    ])
  })

  it('come for password and a recovery code, which is used up once, as people type it', async () => {
    const { account, codes, cookie } = await owner()
    const code = ` ${(codes[1] ?? '').toLowerCase().replace('-', ' ')} `
    const twice = await Promise.all([1, 2].map(() => renew(cookie, { password: account.password, code })))
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await linesOf(account, 'recovery-codes-renewed')).toHaveLength(1)
    // The first was the sign-in's.
    expect(await linesOf(account, 'recovery-code-used')).toHaveLength(2)
    expect(await codesOf(account)).toBe(10)
  })

  it('asked for twice at once are ten: those of one of the two answers', async () => {
    const { account } = await owner()
    const answers = await Promise.all([1, 2].map(() => renewRecoveryCodes(factorOf(account))))
    expect(await codesOf(account)).toBe(10)
    const good = await Promise.all(
      answers.map((answer) => takeRecoveryCode(factorOf(account), (answer.ok && answer.value[0]) || '')),
    )
    expect(good.sort()).toEqual([false, true])
  })

  it('come for neither password nor code alone, nor with one of them wrong, and after five of those not at all', async () => {
    const { account, secret, codes, cookie } = await owner()
    const { password } = account
    const [, second = ''] = codes
    const code = codeAt(secret, Temporal.Now.instant())
    const half = [{}, { password }, { code }, { code: second }]
    const wrong = [
      { password: 'falsch', code },
      { password: 'falsch', code: second },
      { password, code: '000000' },
      { password, code: 'AAAAA-AAAAA' },
      { password, code: codes[0] ?? '' },
    ]
    for (const given of [...half, ...wrong]) {
      const refused = await renew(cookie, given)
      const text = await refused.text()
      expect([refused.status, text.includes('Passwort oder Code stimmt nicht.'), codesIn(text)]).toEqual([
        400,
        true,
        [],
      ])
    }
    const locked = await renew(cookie, { password, code: second })
    expect([locked.status, (await locked.text()).includes('gesperrt')]).toEqual([429, true])
    expect(await takeRecoveryCode(factorOf(account), second)).toBe(true)
    expect(await takeCode(factorOf(account), code)).toBe(true)
    expect(await linesOf(account, 'recovery-codes-renewed')).toEqual([])
  })

  it('are made for nobody without a second factor', async () => {
    const account = await makeAccount({ [city.slug]: 'caseworker' })
    expect(await renewRecoveryCodes(factorOf(account))).toEqual({ ok: false, error: 'none' })
    const answer = await renew(await signIn(web, account), { password: account.password })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, FACTOR_PAGE])
    expect(await codesOf(account)).toBe(0)
  })
})

describe('one’s own second factor', () => {
  const remove = (cookie: string, given: Record<string, string>) =>
    web.post(FACTOR_PAGE, { intent: 'remove', ...given }, cookie)

  it('is turned off by who need not have one, for password and recovery code, never for one of them', async () => {
    const account = await makeAccount({ [city.slug]: 'caseworker' }, 'Kim Testfall', false)
    const { codes } = await withFactor(account)
    const { password } = account
    const [, second = ''] = codes
    const [cookie, elsewhere] = [await withCode(account, codes), await withCode(account, codes.slice(2))]
    expect(await (await web.get(FACTOR_PAGE, cookie)).text()).toContain('Zweiten Faktor ausschalten')
    for (const given of [{ password }, { code: second }, { password: 'falsch', code: second }])
      expect((await remove(cookie, given)).status).toBe(400)
    const done = await remove(cookie, { password, code: second })
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/account#second-factor'])
    expect([await hasFactor(account), await codesOf(account)]).toEqual([false, 0])
    expect((await web.get(`/c/${city.slug}/today`, elsewhere)).status).toBe(200)
    expect(await linesOf(account, 'second-factor-removed')).toEqual([
      { actor: account.id, city: null, reason: null },
    ])
    expect(await post.dueFor(account.email)).toEqual([])
  })

  it.each(['partner', 'coordinator', 'caseworker of a city that requires it'])(
    'of a %s who has lost the phone gives way to that of a new one, and nothing else is open before',
    async (who) => {
      const role = who === 'partner' ? 'partner' : 'caseworker'
      const account = await makeAccount({ [other.slug]: role }, 'Kim Testfall', false)
      if (who === 'coordinator')
        await asAdmin(async (sql) => {
          await sql`insert into region (slug, name) values (${other.slug}, 'Region') on conflict do nothing`
          await sql`insert into office (account_id, role, region_slug) values (${account.id}, 'coordinator', ${other.slug})`
        })
      if (who.startsWith('caseworker'))
        await asAdmin((sql) => sql`update city set second_factor_required = true where slug = ${other.slug}`)
      const { password } = account
      const { codes } = await withFactor(account)
      const [first = '', second = ''] = codes
      const [cookie, elsewhere] = [await withCode(account, codes), await withCode(account, codes.slice(2))]
      const page = await (await web.get(FACTOR_PAGE, cookie)).text()
      expect([
        page.includes('Neues Telefon einrichten'),
        page.includes('wenden Sie sich an Ihre Leitung oder an den Betrieb'),
        page.includes('ausschalten'),
      ]).toEqual([true, true, false])

      for (const given of [
        { password },
        { code: second },
        { password: 'falsch', code: second },
        { password, code: first },
      ])
        expect((await remove(cookie, given)).status).toBe(400)
      expect([await hasFactor(account), await sessionsOf(account)]).toEqual([true, 2])
      const removed = await remove(cookie, { password, code: second })
      expect([removed.status, removed.headers.get('Location')]).toEqual([303, FACTOR_PAGE])
      expect([await hasFactor(account), await codesOf(account)]).toEqual([false, 0])
      // Nobody sets the next one with a session begun elsewhere.
      const late = await web.get(FACTOR_PAGE, elsewhere)
      expect([late.status, late.headers.get('Location')?.split('?')[0]]).toEqual([302, '/sign-in'])
      const work = who === 'partner' ? `/c/${other.slug}/partner` : `/c/${other.slug}/clients`
      for (const path of ['/', '/account', '/account/password', '/region', work]) {
        const answer = await web.get(path, cookie)
        expect([answer.status, answer.headers.get('Location')], path).toEqual([302, FACTOR_PAGE])
      }

      const setUp = await (await web.get(FACTOR_PAGE, cookie)).text()
      const sealed = /name="sealed" value="([^"]+)"/.exec(setUp)?.[1] ?? ''
      const secret = /factor__secret">([A-Z2-7 ]+)</.exec(setUp)?.[1] ?? ''
      const code = codeAt(secret, Temporal.Now.instant())
      const set = await web.post(FACTOR_PAGE, { sealed, code }, cookie)
      expect(codesIn(await set.text())).toHaveLength(10)
      expect((await web.get('/account', cookie)).status).toBe(200)

      const half = cookieOf(await web.post('/sign-in', pick(account)))
      const old = await web.post('/sign-in/code', { recovery: codes[3] ?? '' }, half)
      const next = codeAt(secret, Temporal.Now.instant().add({ seconds: 30 }))
      const fresh = await web.post('/sign-in/code', { code: next }, half)
      expect([old.status, fresh.status]).toEqual([400, 302])
      expect((await web.get('/account', cookieOf(fresh))).status).toBe(200)
      await asAdmin((sql) => sql`update city set second_factor_required = false where slug = ${other.slug}`)
      const lines = await asAdmin(
        (sql) => sql`select kind from account_event
          where account_id = ${account.id} and kind like 'second-factor-%' order by id`,
      )
      expect(lines.map(({ kind }) => kind)).toEqual([
        'second-factor-set',
        'second-factor-removed',
        'second-factor-set',
      ])
      expect(await post.dueFor(account.email)).toEqual([])
    },
  )
})

describe('a lost second factor', () => {
  let lead: TestAccount
  let boss: string
  beforeAll(async () => {
    lead = await makeAccount({ [city.slug]: 'lead' }, 'Leonie Leitung')
    boss = await signIn(web, lead)
  })
  const pageOf = ({ id }: TestAccount): string => `/c/${city.slug}/team/${id}`
  const remove = (whose: TestAccount, password = lead.password, cookie = boss) =>
    web.post(pageOf(whose), { intent: 'remove-factor', password, code: '' }, cookie)
  const asks = async (whose: TestAccount): Promise<boolean> =>
    (await (await web.get(pageOf(whose), boss)).text()).includes('value="remove-factor"')

  it('is taken away by the lead: every session ends, a mail and a line say so, the password is enough', async () => {
    const colleague = await makeAccount({ [city.slug]: 'caseworker' }, 'Kim Kollegin')
    expect(await (await web.get(pageOf(colleague), boss)).text()).toContain(
      'keinen zweiten Faktor eingerichtet',
    )
    const { codes } = await withFactor(colleague)
    await asAdmin(
      (sql) => sql`insert into session (id, user_id, expires_at)
        values (${randomBytes(9).toString('hex')}, ${colleague.id}, now() + interval '1 hour')`,
    )
    const half = await web.post('/sign-in', pick(colleague))
    expect(await asks(colleague)).toBe(true)

    const done = await remove(colleague)
    expect([done.status, done.headers.get('Location')]).toEqual([
      303,
      `/c/${city.slug}/team?told=factor-removed`,
    ])
    expect([await hasFactor(colleague), await codesOf(colleague), await sessionsOf(colleague)]).toEqual([
      false,
      0,
      0,
    ])
    const late = await web.post('/sign-in/code', { recovery: codes[0] ?? '' }, cookieOf(half))
    expect([late.status, late.headers.get('Location')]).toEqual([302, '/sign-in'])
    expect(await linesOf(colleague, 'second-factor-removed')).toEqual([
      { actor: lead.id, city: city.slug, reason: null },
    ])
    city.clock.set(Temporal.Now.instant().toString())
    const mails = await post.mailsTo(colleague.email)
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Ihr zweiter Faktor bei Partizipation wurde entfernt',
    ])
    expect(mails[0]?.text).toMatch(/die Leitung \(Stadt \w+\) hat den zweiten Faktor/)
    expect(mails[0]?.text).toContain('https://partizipation.example/password-reset')
    // Where the city demands it, its set-up comes first.
    await asAdmin((sql) => sql`update city set second_factor_required = true where slug = ${city.slug}`)
    const cookie = await signIn(web, colleague)
    const today = await web.get(`/c/${city.slug}/today`, cookie)
    await asAdmin((sql) => sql`update city set second_factor_required = false where slug = ${city.slug}`)
    expect(today.headers.get('Location')).toBe('/account/second-factor')
    expect((await web.get(`/c/${city.slug}/today`, cookie)).status).toBe(200)
  })

  it('asked for twice is taken away once', async () => {
    const colleague = await makeAccount({ [city.slug]: 'dpo' })
    await withFactor(colleague)
    const which = { citySlug: city.slug, actorId: lead.id, accountId: colleague.id }
    const mailing = { key: post.key, language: 'de' } as const
    const twice = await Promise.all([1, 2].map(() => removeMembersFactor(post.web, which, mailing, now())))
    expect(twice).toEqual(Array(2).fill({ ok: true, value: null }))
    expect(await linesOf(colleague, 'second-factor-removed')).toHaveLength(1)
    expect(await post.mailsTo(colleague.email)).toHaveLength(1)
  })

  it('stays when the lead does not confirm, who is locked out after five times', async () => {
    const careless = await makeAccount({ [city.slug]: 'lead' })
    const cookie = await signIn(web, careless)
    const colleague = await makeAccount({ [city.slug]: 'caseworker' })
    await withFactor(colleague)
    for (let n = 0; n < 5; n += 1) {
      const wrong = await remove(colleague, 'falsch', cookie)
      expect([wrong.status, (await wrong.text()).includes('nicht Ihr jetziges Passwort')]).toEqual([
        400,
        true,
      ])
    }
    const locked = await remove(colleague, careless.password, cookie)
    expect([locked.status, (await locked.text()).includes('gesperrt')]).toEqual([429, true])
    expect(await hasFactor(colleague)).toBe(true)
    expect(await linesOf(colleague, 'second-factor-removed')).toEqual([])
  })

  it('is taken by a lead who has one of her own for password and code of either kind, never for one of them', async () => {
    const careful = await makeAccount({ [city.slug]: 'lead' })
    const { password } = careful
    const [one, two] = [
      await makeAccount({ [city.slug]: 'caseworker' }),
      await makeAccount({ [city.slug]: 'caseworker' }),
    ]
    await withFactor(one)
    await withFactor(two)
    const { secret, codes } = await withFactor(careful)
    const [, second = ''] = codes
    const cookie = await withCode(careful, codes)
    const take = (whose: TestAccount, given: Record<string, string>) =>
      web.post(pageOf(whose), { intent: 'remove-factor', ...given }, cookie)
    const code = codeAt(secret, Temporal.Now.instant())
    for (const given of [
      { password },
      { code },
      { code: second },
      { password: 'falsch', code: second },
      { password, code: codes[0] ?? '' },
    ]) {
      const refused = await take(one, given)
      expect([refused.status, (await refused.text()).includes('Passwort oder Code stimmt nicht.')]).toEqual([
        400,
        true,
      ])
    }
    expect(await hasFactor(one)).toBe(true)
    expect((await take(one, { password, code })).status).toBe(303)
    expect((await take(two, { password, code: second })).status).toBe(303)
    expect([await hasFactor(one), await hasFactor(two), await hasFactor(careful)]).toEqual([
      false,
      false,
      true,
    ])
    expect(await takeRecoveryCode(factorOf(careful), second)).toBe(false)
  })

  it.each(['another city', 'a closed city', 'a region', 'the platform', 'an organisation', 'a partner'])(
    'of somebody who also belongs to %s is the operator’s to take, and the page says so',
    async (where) => {
      const memberships = {
        [city.slug]: where === 'a partner' ? ('partner' as const) : ('caseworker' as const),
        ...(where.endsWith('city') ? { [other.slug]: 'dpo' as const } : {}),
      }
      const colleague = await makeAccount(memberships)
      const organisation = where === 'an organisation' ? await makeContract(other.slug) : null
      await asAdmin(async (sql) => {
        if (where === 'a closed city')
          await sql`update city set status = 'suspended' where slug = ${other.slug}`
        await sql`insert into region (slug, name) values (${city.slug}, 'Region') on conflict do nothing`
        if (where === 'a region')
          await sql`insert into office (account_id, role, region_slug) values (${colleague.id}, 'coordinator', ${city.slug})`
        if (where === 'the platform')
          await sql`insert into office (account_id, role) values (${colleague.id}, 'operator')`
        if (organisation)
          await sql`update account set organisation_id = ${organisation} where id = ${colleague.id}`
      })
      await withFactor(colleague)
      const text = await (await web.get(pageOf(colleague), boss)).text()
      expect([
        text.includes('kann den zweiten Faktor nur der Betrieb der Plattform entfernen'),
        await asks(colleague),
      ]).toEqual([true, false])
      expect((await remove(colleague)).status).toBe(403)
      await asAdmin((sql) => sql`update city set status = 'live' where slug = ${other.slug}`)
      expect(await hasFactor(colleague)).toBe(true)
      expect(await linesOf(colleague, 'second-factor-removed')).toEqual([])
    },
  )

  it('is nothing the lead of another city, a colleague or she herself can take here', async () => {
    const colleague = await makeAccount({ [city.slug]: 'caseworker' })
    await withFactor(colleague)
    const foreign = await makeAccount({ [other.slug]: 'lead' })
    const cookie = await signIn(web, foreign)
    const peer = await makeAccount({ [city.slug]: 'dpo' })
    const statuses = [
      await remove(colleague, foreign.password, cookie),
      await web.post(
        `/c/${other.slug}/team/${colleague.id}`,
        { intent: 'remove-factor', password: foreign.password },
        cookie,
      ),
      await remove(colleague, peer.password, await signIn(web, peer)),
      await remove(lead),
    ].map(({ status }) => status)
    expect(statuses).toEqual([404, 404, 403, 403])
    const which = { citySlug: city.slug, actorId: foreign.id, accountId: colleague.id }
    const mailing = { key: post.key, language: 'de' } as const
    expect(await removeMembersFactor(post.web, which, mailing, now())).toEqual({ ok: false, error: 'gone' })
    expect(await hasFactor(colleague)).toBe(true)
  })
})
