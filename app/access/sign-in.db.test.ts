import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import { standingClock, testServer } from '../../tests/factories/city.ts'
import { codeAt, setFactor } from '../../tests/factories/factor.ts'
import { makeAccount, makeWeb, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { revokeSessions } from './commands.server.ts'
import { setSecondFactor, setUpOf, takeCode, takeRecoveryCode } from './second-factor.server.ts'
import { endSessions, type Sessions, sessionsOf } from './sessions.server.ts'
import { signInWithCode, signInWithPassword } from './sign-in.server.ts'
import { FAILURES_PER_ADDRESS, QUESTIONS_PER_ADDRESS, type Throttle, throttleOf } from './throttle.server.ts'

const server = testServer()
const slug = `s${randomBytes(4).toString('hex')}`
let databases: Databases
let throttle: Throttle
let web: Web
const clock = standingClock('2026-03-09T08:00:00Z')
const wait = (minutes: number): void => clock.set(clock.now().add({ minutes }).toString())

beforeAll(async () => {
  await provisionCity(server, { slug, name: slug })
  databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_web' })
  throttle = throttleOf({ databases, key: server.key, redisUrl: undefined })
  web = await makeWeb()
})
afterAll(async () => {
  await databases.close()
  await removeCity(server, slug)
})

const sql = <R extends object>(query: string): Promise<R[]> =>
  withPlatform(server, async (platform) => [...(await platform.unsafe<R[]>(query))])
const eventsOf = async (accountId: string): Promise<string[]> =>
  (
    await sql<{ kind: string }>(
      `select kind from account_event where account_id = '${accountId}' order by account_event.id`,
    )
  ).map(({ kind }) => kind)

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const asking = (setCookie = ''): Request =>
  new Request('http://localhost:3000/', {
    headers: { Cookie: setCookie.split(';')[0] ?? '', 'User-Agent': FIREFOX },
  })
const sessions = (options: Partial<Parameters<typeof sessionsOf>[1]> = {}): Sessions =>
  sessionsOf(databases.platform, { secure: true, demo: false, clock, ...options })

const factorOf = ({ id }: TestAccount) => ({
  db: databases.platform,
  key: server.key,
  accountId: id,
  now: clock.now(),
})

const withFactor = (account: TestAccount) => setFactor(factorOf(account), account.email)

describe('a session', () => {
  it('ends after an hour without a request, and never later than twelve after its beginning', async () => {
    const { id } = await makeAccount({ [slug]: 'caseworker' })
    const one = await sessions().begin(id, asking())
    wait(59)
    expect(await sessions().read(asking(one), slug)).toMatchObject({ accountId: id })
    wait(59)
    expect(await sessions().read(asking(one), slug)).toMatchObject({ membership: { slug } })
    wait(61)
    expect(await sessions().read(asking(one), slug)).toBeUndefined()

    const busy = await sessions().begin(id, asking())
    for (let hour = 0; hour < 14; hour += 1) {
      expect((await sessions().read(asking(busy)))?.accountId, `${hour * 50} minutes`).toBe(id)
      wait(50)
    }
    wait(21)
    expect(await sessions().read(asking(busy))).toBeUndefined()
  })

  it('in the demo rests for hours', async () => {
    const { id } = await makeAccount({ [slug]: 'caseworker' })
    const demo = sessions({ demo: true })
    const one = await demo.begin(id, asking())
    wait(11 * 60)
    expect((await demo.read(asking(one)))?.accountId).toBe(id)
    wait(61)
    expect(await demo.read(asking(one))).toBeUndefined()
  })

  it('has a new id after every sign-in, and a cookie no script and no other site gets', async () => {
    const { id } = await makeAccount({ [slug]: 'caseworker' })
    const planted = '__Host-partizipation_session=chosenbysomebodyelse0000000000000000'
    const first = await sessions().begin(id, asking(planted))
    expect(first).not.toContain('chosenbysomebodyelse')
    for (const word of ['__Host-', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=43200'])
      expect(first).toContain(word)
    expect(first).not.toContain('Domain')
    expect(await sessions().read(asking(planted))).toBeUndefined()
    const second = await sessions().begin(id, asking(first))
    expect(second.split(';')[0]).not.toBe(first.split(';')[0])
    expect(await sessions().read(asking(first))).toBeUndefined()
    expect((await sessions().read(asking(second)))?.accountId).toBe(id)
  })

  it('is refused when its cookie is bent, cut or the hash out of the database', async () => {
    const { id } = await makeAccount({ [slug]: 'caseworker' })
    const cookie = (await sessions().begin(id, asking())).split(';')[0] ?? ''
    const [row] = await sql<{ id: string }>(`select id from session where user_id = '${id}'`)
    const bent = cookie.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))
    for (const forged of [bent, cookie.slice(0, -4), `__Host-partizipation_session=${row?.id}`])
      expect(await sessions().read(asking(forged))).toBeUndefined()
    await sessions().end(asking(cookie))
    expect(await sessions().read(asking(cookie))).toBeUndefined()
    expect(await eventsOf(id)).toEqual(['sign-in', 'sign-out'])
  })

  it('writes when it was seen once a minute, and keeps no more of the browser than its name', async () => {
    const { id } = await makeAccount({ [slug]: 'caseworker' })
    const began = clock.now().toString()
    const cookie = await sessions().begin(id, asking())
    const seen = async (): Promise<Temporal.Instant> => {
      const [row] = await sql<{ at: Date }>(`select last_seen_at as at from session where user_id = '${id}'`)
      return Temporal.Instant.fromEpochMilliseconds(row?.at.getTime() ?? 0)
    }
    clock.set(clock.now().add({ seconds: 50 }).toString())
    const signedIn = await sessions().read(asking(cookie))
    expect((await seen()).toString()).toBe(began)
    wait(1)
    await sessions().read(asking(cookie))
    expect((await seen()).toString()).toBe(clock.now().toString())
    if (!signedIn) throw new Error('not signed in')
    expect(await sessions().own(signedIn)).toMatchObject([{ browser: 'Firefox, Windows', here: true }])
  })

  it('may end the others of its account, one or all, and nobody else’s', async () => {
    const [mine, theirs] = [await makeAccount({ [slug]: 'lead' }), await makeAccount({ [slug]: 'lead' })]
    const cookies = await Promise.all([1, 2, 3].map(() => sessions().begin(mine.id, asking())))
    const foreign = await sessions().begin(theirs.id, asking())
    const alive = async () =>
      (await Promise.all([...cookies, foreign].map((cookie) => sessions().read(asking(cookie))))).map(Boolean)
    const here = await sessions().read(asking(cookies[0]))
    const other = await sessions().read(asking(cookies[1]))
    const notMine = await sessions().read(asking(foreign))
    if (!here || !other || !notMine) throw new Error('not signed in')
    const revoke = (only?: string) =>
      revokeSessions(databases.platform, {
        accountId: mine.id,
        here: here.sessionId,
        only,
        now: clock.now(),
      })
    await revoke(notMine.sessionId)
    expect(await alive()).toEqual([true, true, true, true])
    await revoke(other.sessionId)
    expect(await alive()).toEqual([true, false, true, true])
    await revoke()
    expect(await alive()).toEqual([true, false, false, true])
    await endSessions(databases.platform, mine.id)
    expect(await alive()).toEqual([false, false, false, true])
  })
})

describe('a second factor', () => {
  it('takes the code of now once, also when two use it at the same moment', async () => {
    const account = await makeAccount({ [slug]: 'lead' })
    const { secret } = await withFactor(account)
    expect(await takeCode(factorOf(account), codeAt(secret, clock.now()))).toBe(false)
    wait(1)
    const code = codeAt(secret, clock.now())
    const both = await Promise.all([takeCode(factorOf(account), code), takeCode(factorOf(account), code)])
    expect(both.filter(Boolean)).toHaveLength(1)
    // Also an older one, though it would still be in time.
    const older = codeAt(secret, clock.now().subtract({ seconds: 30 }))
    expect(await takeCode(factorOf(account), older)).toBe(false)
    const late = codeAt(secret, clock.now().add({ seconds: 90 }))
    expect(await takeCode(factorOf(account), late)).toBe(false)
  })

  it('takes each of ten recovery codes once, as people type them', async () => {
    const account = await makeAccount({ [slug]: 'lead' })
    const { codes } = await withFactor(account)
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    expect(await takeRecoveryCode(factorOf(account), first.toLowerCase().replace('-', ' '))).toBe(true)
    expect(await takeRecoveryCode(factorOf(account), first)).toBe(false)
    const both = await Promise.all([1, 2].map(() => takeRecoveryCode(factorOf(account), second)))
    expect(both.filter(Boolean)).toHaveLength(1)
    const other = await makeAccount({ [slug]: 'lead' })
    await withFactor(other)
    expect(await takeRecoveryCode(factorOf(other), codes[3] ?? '')).toBe(false)
  })

  it('keeps neither secret nor codes readable in the database', async () => {
    const account = await makeAccount({ [slug]: 'lead' })
    const { secret, codes } = await withFactor(account)
    const rows = await sql<{ row: string }>(`select encode(secret, 'escape') as row from second_factor
      union all select encode(digest, 'escape') from recovery_code`)
    const all = rows.map(({ row }) => row).join('\n')
    expect(all).not.toContain(secret.replaceAll(' ', ''))
    for (const code of codes) expect(all).not.toContain(code.replace('-', ''))
  })

  it('is not set with a secret sealed for somebody else, nor with a wrong code', async () => {
    const [one, other] = [await makeAccount({ [slug]: 'lead' }), await makeAccount({ [slug]: 'lead' })]
    const { sealed, secret } = setUpOf(factorOf(one), one.email)
    const code = codeAt(secret, clock.now())
    const asOther = await setSecondFactor(factorOf(other), { sealed, code, sessionId: '' })
    const wrong = await setSecondFactor(factorOf(one), { sealed, code: '000000', sessionId: '' })
    expect([asOther, wrong]).toEqual([
      { ok: false, error: 'code' },
      { ok: false, error: 'code' },
    ])
  })
})

describe('failing to sign in', () => {
  const context = (address?: string) => ({
    db: databases.platform,
    key: server.key,
    throttle,
    demo: false,
    now: clock.now(),
    address,
  })
  const tryWith = (email: string, password: string, address?: string) =>
    signInWithPassword(context(address), { email, password })
  /** The limits go by the machine's clock. */
  const later = async (minutes: number, body: () => Promise<void>): Promise<void> => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 })
    try {
      await body()
    } finally {
      vi.useRealTimers()
    }
  }

  it('five times locks the account for a quarter of an hour, the right password too', async () => {
    const { id, email, password } = await makeAccount({ [slug]: 'lead' })
    for (let n = 0; n < 5; n += 1)
      expect(await tryWith(email.toUpperCase(), 'x')).toEqual({ outcome: 'wrong' })
    const locked = await tryWith(email, password)
    if (locked.outcome !== 'locked') throw new Error(locked.outcome)
    expect(Math.round(locked.until.since(clock.now()).total('minutes'))).toBe(15)
    await later(14, async () => expect((await tryWith(email, password)).outcome).toBe('locked'))
    await later(16, async () =>
      expect(await tryWith(email, password)).toEqual({ outcome: 'in', accountId: id }),
    )
    expect(await eventsOf(id)).toEqual([...Array(4).fill('sign-in-failed'), 'sign-in-locked'])
  })

  it('an address nobody has is answered and locked alike', async () => {
    const nobody = `${randomBytes(5).toString('hex')}@test.example`
    const answers = []
    for (let n = 0; n < 6; n += 1) answers.push((await tryWith(nobody, 'x')).outcome)
    expect(answers).toEqual([...Array(5).fill('wrong'), 'locked'])
  })

  it('many at once are not more than five', async () => {
    const { email } = await makeAccount({ [slug]: 'lead' })
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => tryWith(email, 'x')))
    expect(outcomes.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5)
  })

  it('from one network address is limited over all accounts; who signs in takes nothing from the others', async () => {
    const address = `203.0.113.${randomBytes(1).readUInt8()}`
    const { email, password, id } = await makeAccount({ [slug]: 'lead' })
    const fail = () => tryWith(`${randomBytes(5).toString('hex')}@test.example`, 'x', address)
    expect(await tryWith(email, password, address)).toEqual({ outcome: 'in', accountId: id })
    for (let n = 0; n < FAILURES_PER_ADDRESS; n += 1) expect((await fail()).outcome).toBe('wrong')
    expect((await fail()).outcome).toBe('locked')
    expect((await tryWith(email, password, address)).outcome).toBe('locked')
    expect((await tryWith(email, password, '198.51.100.7')).outcome).toBe('in')
    const keys = await sql<{ key: string }>('select key from failed_attempt')
    expect(keys.map(({ key }) => key).join()).not.toMatch(/@|203\.0\.113/)
  })

  it('questions of nobody who is signed in are limited by the hour, without a mark on sign-ins', async () => {
    const address = `192.0.2.${randomBytes(1).readUInt8()}`
    const email = `${randomBytes(5).toString('hex')}@test.example`
    const asked = await Promise.all(
      Array.from({ length: QUESTIONS_PER_ADDRESS + 5 }, () => throttle.ask({ address })),
    )
    expect(asked.filter((may) => may)).toHaveLength(QUESTIONS_PER_ADDRESS)
    expect(await throttle.ask({ email, address })).toBe(false)
    expect(await throttle.ask({ email: email.toUpperCase() })).toBe(true)
    await later(61, async () => expect(await throttle.ask({ email, address })).toBe(true))
    const { email: known, password } = await makeAccount({ [slug]: 'lead' })
    expect((await tryWith(known, password, address)).outcome).toBe('in')
  })

  it('with codes is limited too, and a right password between gives no new attempts', async () => {
    const account = await makeAccount({ [slug]: 'lead' })
    await withFactor(account)
    const outcomes = []
    for (let n = 0; n < 6; n += 1) {
      outcomes.push((await tryWith(account.email, account.password)).outcome)
      outcomes.push((await signInWithCode(context(), account.id, { code: '000000' })).outcome)
    }
    expect(outcomes).toEqual([...Array(5).fill(['code', 'wrong']).flat(), 'locked', 'locked'])
  })

  it('takes alike long whether the account exists', async () => {
    const { email } = await makeAccount({ [slug]: 'lead' })
    const { checkPassword } = await import('./commands.server.ts')
    const cpu = async (address: string): Promise<number> => {
      const began = process.cpuUsage()
      for (let n = 0; n < 8; n += 1)
        await checkPassword(databases.platform, { email: address, password: 'x' }, false)
      return process.cpuUsage(began).user
    }
    await cpu('warm@test.example')
    const [known, unknown] = [await cpu(email), await cpu('nobody@test.example')]
    // Hashing is nearly all of it; without the dummy the unknown would be a twentieth.
    expect(unknown / known).toBeGreaterThan(0.5)
    expect(unknown / known).toBeLessThan(2)
  })
})

describe('over the pages', () => {
  const cookieOf = (answer: Response): string => answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const enter = ({ email, password }: TestAccount) => web.post('/sign-in', { email, password })

  it('a right password alone opens nothing when there is a second factor', async () => {
    const account = await makeAccount({ [slug]: 'lead' })
    clock.set(Temporal.Now.instant().toString())
    const { codes } = await withFactor(account)
    const half = await enter(account)
    expect([half.status, half.headers.get('Location')]).toEqual([302, '/sign-in/code'])
    const cookie = cookieOf(half)
    expect(cookie).toMatch(/^partizipation_half=/)
    for (const path of ['/', '/account', `/c/${slug}/today`, '/account/second-factor']) {
      const answer = await web.get(path, cookie)
      expect([answer.status, answer.headers.get('Location')?.split('?')[0]], path).toEqual([302, '/sign-in'])
    }
    // Nor does the token pass for a session.
    const asSession = cookie.replace('partizipation_half', 'partizipation_session')
    expect((await web.get('/account', asSession)).status).toBe(302)

    expect((await web.post('/sign-in/code', { code: '000000' }, cookie)).status).toBe(400)
    const done = await web.post('/sign-in/code', { recovery: codes[0] ?? '' }, cookie)
    expect(done.status).toBe(302)
    expect((await web.get('/account', cookieOf(done))).status).toBe(200)
    // The token was good once.
    const again = await web.post('/sign-in/code', { recovery: codes[1] ?? '' }, cookie)
    expect([again.status, again.headers.get('Location')]).toEqual([302, '/sign-in'])
    expect(await eventsOf(account.id)).toEqual([
      'second-factor-set',
      'sign-in-failed',
      'recovery-code-used',
      'sign-in',
    ])
  })

  it.each(['partner', 'coordinator', 'staff of a city that requires it'])(
    'a %s without second factor is led to its set-up before anything else',
    async (who) => {
      const account = await makeAccount(
        { [slug]: who === 'partner' ? 'partner' : 'caseworker' },
        'Kim Testfall',
        false,
      )
      if (who === 'coordinator') {
        await sql(`insert into region (slug, name) values ('${slug}', 'Region') on conflict do nothing`)
        await sql(
          `insert into office (account_id, role, region_slug) values ('${account.id}', 'coordinator', '${slug}')`,
        )
      }
      if (who.startsWith('staff'))
        await sql(`update city set second_factor_required = true where slug = '${slug}'`)
      const cookie = cookieOf(await enter(account))
      for (const path of ['/', '/account', '/region', `/c/${slug}/today`, `/c/${slug}/clients`]) {
        const answer = await web.get(path, cookie)
        expect([answer.status, answer.headers.get('Location')], path).toEqual([302, '/account/second-factor'])
      }
      const page = await web.get('/account/second-factor', cookie)
      const text = await page.text()
      expect(page.status).toBe(200)
      const sealed = /name="sealed" value="([^"]+)"/.exec(text)?.[1] ?? ''
      const secret = /factor__secret">([A-Z2-7 ]+)</.exec(text)?.[1] ?? ''
      const code = codeAt(secret, Temporal.Now.instant())
      const set = await web.post('/account/second-factor', { sealed, code }, cookie)
      expect((await set.text()).match(/[A-Z2-9]{5}-[A-Z2-9]{5}/g)?.length).toBeGreaterThanOrEqual(10)
      expect((await web.get('/account', cookie)).status).toBe(200)
      await sql(`update city set second_factor_required = false where slug = '${slug}'`)
      // The code of the set-up is used up by it.
      const refused = await web.post(
        '/account/second-factor',
        { intent: 'remove', password: account.password, code },
        cookie,
      )
      expect(refused.status).toBe(400)
      expect((await sql(`select 1 from second_factor where account_id = '${account.id}'`)).length).toBe(1)
    },
  )

  it('says until when it is locked, and keeps the address typed', async () => {
    const { email } = await makeAccount({ [slug]: 'lead' })
    for (let n = 0; n < 5; n += 1) await web.post('/sign-in', { email, password: 'x' })
    const answer = await web.post('/sign-in', { email, password: 'x' })
    const text = await answer.text()
    expect(answer.status).toBe(429)
    expect(text).toMatch(/bis \d\d:\d\d Uhr gesperrt/)
    expect(text).toContain(email)
  })
})
