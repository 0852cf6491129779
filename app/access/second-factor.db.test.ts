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
import { renewRecoveryCodes, takeRecoveryCode } from './second-factor.server.ts'

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
    web.post('/account/second-factor', { intent: 'renew', ...given }, cookie)

  it('come for the password; the old ones are dead, and the new ones are shown once', async () => {
    const { account, codes, cookie } = await owner()
    expect(await (await web.get('/account/second-factor', cookie)).text()).toContain(
      'noch 9 Wiederherstellungs',
    )
    const answer = await renew(cookie, { password: account.password, code: '' })
    const text = await answer.text()
    const made = codesIn(text)
    expect([answer.status, made.length, text.includes('Die bisherigen Codes gelten nicht mehr')]).toEqual([
      200,
      10,
      true,
    ])
    const old = await Promise.all(codes.map((code) => takeRecoveryCode(factorOf(account), code)))
    expect(old).toEqual(Array(10).fill(false))
    expect(await takeRecoveryCode(factorOf(account), made[0] ?? '')).toBe(true)
    const page = await (await web.get('/account/second-factor', cookie)).text()
    expect([codesIn(page), page.includes('noch 9 Wiederherstellungs')]).toEqual([[], true])
    expect(await linesOf(account, 'recovery-codes-renewed')).toEqual([
      { actor: account.id, city: null, reason: null },
    ])
  })

  it('come for the code of now, which is good once', async () => {
    const { account, secret, cookie } = await owner()
    const code = codeAt(secret, Temporal.Now.instant())
    const twice = await Promise.all([1, 2].map(() => renew(cookie, { password: '', code })))
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await linesOf(account, 'recovery-codes-renewed')).toHaveLength(1)
    expect(await codesOf(account)).toBe(10)
  })

  it('asked for twice at once are ten: those of one of the two answers', async () => {
    const { account, cookie } = await owner()
    const answers = await Promise.all(
      [1, 2].map(async () => codesIn(await (await renew(cookie, { password: account.password })).text())),
    )
    expect(await codesOf(account)).toBe(10)
    const good = await Promise.all(answers.map(([first = '']) => takeRecoveryCode(factorOf(account), first)))
    expect(good.sort()).toEqual([false, true])
  })

  it('do not come for a wrong password, a wrong code or a recovery code, and after five of those not at all', async () => {
    const { account, codes, cookie } = await owner()
    const [, second = ''] = codes
    const nothing = await renew(cookie, {})
    expect(nothing.status).toBe(400)
    for (const given of [{ password: 'falsch' }, { code: '000000' }, { code: second }] as const) {
      const refused = await renew(cookie, { ...given })
      const text = await refused.text()
      expect([refused.status, text.includes('Passwort oder Code stimmt nicht.'), codesIn(text)]).toEqual([
        400,
        true,
        [],
      ])
    }
    // A right password does not make up for a wrong code.
    expect((await renew(cookie, { password: account.password, code: '000000' })).status).toBe(400)
    await renew(cookie, { password: 'falsch' })
    const locked = await renew(cookie, { password: account.password })
    expect([locked.status, (await locked.text()).includes('gesperrt')]).toEqual([429, true])
    expect(await takeRecoveryCode(factorOf(account), second)).toBe(true)
    expect(await linesOf(account, 'recovery-codes-renewed')).toEqual([])
  })

  it('are made for nobody without a second factor', async () => {
    const account = await makeAccount({ [city.slug]: 'caseworker' })
    expect(await renewRecoveryCodes(factorOf(account))).toEqual({ ok: false, error: 'none' })
    const answer = await renew(await signIn(web, account), { password: account.password })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/account/second-factor'])
    expect(await codesOf(account)).toBe(0)
  })
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

  it('is confirmed by the code of the lead too', async () => {
    const careful = await makeAccount({ [city.slug]: 'lead' })
    const colleague = await makeAccount({ [city.slug]: 'caseworker' })
    await withFactor(colleague)
    const { secret, codes } = await withFactor(careful)
    const cookie = await withCode(careful, codes)
    const code = codeAt(secret, Temporal.Now.instant())
    const form = { intent: 'remove-factor', password: '', code }
    expect((await web.post(pageOf(colleague), form, cookie)).status).toBe(303)
    expect([await hasFactor(colleague), await hasFactor(careful)]).toEqual([false, true])
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
