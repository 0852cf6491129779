import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import { openPostOffice, type PostOffice, someAddress } from '../../tests/factories/accounts.ts'
import { makeCity, type TestCity, testServer } from '../../tests/factories/city.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { confirmEmail } from './commands/email.server.ts'
import { closeMail, freezeMail } from './commands/mail.server.ts'
import { requestReset, resetPassword } from './commands/password.server.ts'
import { tokenHash } from './tokens.server.ts'

const GOOD = 'korrekt pferd batterie heftklammer'
const BETTER = 'vier graue Kräne über Vohwinkel'

let web: Web
let city: TestCity
let post: PostOffice
const mailing = (): { key: PostOffice['key']; language: 'de' } => ({ key: post.key, language: 'de' })
const now = (): Temporal.Instant => city.clock.now()
const tick = (): void => city.clock.set(Temporal.Now.instant().toString())

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  tick()
  post = openPostOffice(city.clock)
})
afterAll(async () => {
  await post.close()
  await city.remove()
})

const person = (): Promise<TestAccount> => makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Testfall')
const inside = async (cookie: string): Promise<boolean> => (await web.get('/account', cookie)).status === 200
const signsIn = async (email: string, password: string): Promise<boolean> =>
  (await web.post('/sign-in', { email, password })).status === 302
async function resetToken(email: string): Promise<string> {
  await requestReset(post.web, email, mailing(), now())
  return post.tokenFor(email)
}

describe('a forgotten password', () => {
  it('is set anew by the link in the mail, once; every session ends and the owner is told', async () => {
    const owner = await person()
    const sessions = [await signIn(web, owner), await signIn(web, owner)]
    await web.post('/password-reset', { email: owner.email.toUpperCase() })
    tick()
    const [asked] = await post.mailsTo(owner.email.toUpperCase())
    const token = asked?.text.match(/password-reset\/([\w-]{43})/)?.[1]
    const page = await web.get(`/password-reset/${token}`)
    expect([page.status, page.headers.get('Location')]).toEqual([200, null])
    const weak = await web.post(`/password-reset/${token}`, { password: 'passwort123456' })
    expect([weak.status, (await weak.text()).includes('gestohlener')]).toEqual([400, true])
    const done = await web.post(`/password-reset/${token}`, { password: GOOD })
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/password-reset?told=done'])
    expect(await Promise.all(sessions.map(inside))).toEqual([false, false])
    expect([await signsIn(owner.email, owner.password), await signsIn(owner.email, GOOD)]).toEqual([
      false,
      true,
    ])
    const again = await web.get(`/password-reset/${token}`)
    expect([again.status, (await again.text()).includes('schon benutzt')]).toEqual([410, true])
    tick()
    const subjects = (await post.mailsTo(owner.email)).map(({ subject }) => subject)
    expect(subjects).toEqual(['Ihr Passwort bei Partizipation wurde geändert'])
  })

  it('is asked for three times an hour; the next time the form says so and no mail goes out', async () => {
    const ask = async (email: string) => (await web.post('/password-reset', { email })).status
    for (const email of [(await person()).email, someAddress()]) {
      const asked = [await ask(email), await ask(email.toUpperCase()), await ask(email)]
      const refused = await web.post('/password-reset', { email })
      const page = await refused.text()
      expect([...asked, refused.status]).toEqual([303, 303, 303, 429])
      expect(page).toContain('in einer Stunde')
      expect(page).toContain(`value="${email}"`)
    }
  })

  it('answers alike whether there is an account, and leaves alike rows', async () => {
    const { email } = await person()
    const nobody = someAddress()
    const tell = async (address: string) => {
      const answer = await web.post('/password-reset', { email: address })
      return [answer.status, answer.headers.get('Location'), await answer.text()]
    }
    expect(await tell(nobody)).toEqual(await tell(email))
    tick()
    expect(await post.mailsTo(nobody)).toEqual([])
    expect(await post.mailsTo(email)).toHaveLength(1)
    const left = await withPlatform(
      testServer(),
      (sql) => sql`select 1 from platform_mail where next_at is null and recipient is not null`,
    )
    expect(left).toHaveLength(0)
  })

  it('works for one hour, and only by the newest link', async () => {
    const owner = await person()
    const first = await resetToken(owner.email)
    const before = now()
    city.clock.set(before.add({ minutes: 3 }).toString())
    const second = await resetToken(owner.email)
    const use = (token: string) =>
      resetPassword(post.web, { tokenHash: tokenHash(token), password: GOOD }, mailing(), now())
    expect(second).not.toBe(first)
    expect(await use(first)).toEqual({ ok: false, error: 'withdrawn' })
    city.clock.set(before.add({ minutes: 63 }).toString())
    expect(await use(second)).toEqual({ ok: false, error: 'expired' })
    city.clock.set(before.add({ minutes: 63 }).subtract({ seconds: 1 }).toString())
    expect((await use(second)).ok).toBe(true)
    tick()
  })

  it('is set once when two use the link at the same moment', async () => {
    const owner = await person()
    const hash = tokenHash(await resetToken(owner.email))
    const answers = await Promise.all(
      [GOOD, BETTER].map((password) =>
        resetPassword(post.web, { tokenHash: hash, password }, mailing(), now()),
      ),
    )
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  })

  it('asked for twice in a breath is mailed once', async () => {
    const { email } = await person()
    for (const _ of [1, 2, 3]) await requestReset(post.web, email, mailing(), now())
    expect(await post.mailsTo(email)).toHaveLength(1)
  })
})

describe('a password', () => {
  it('is changed by whoever knows the old one; this session goes on, all others end', async () => {
    const owner = await person()
    const [here, there] = [await signIn(web, owner), await signIn(web, owner)]
    const change = (current: string, password: string) =>
      web.post('/account/password', { current, password }, here)
    const wrong = await change('falsch', GOOD)
    expect([wrong.status, (await wrong.text()).includes('nicht Ihr jetziges Passwort')]).toEqual([400, true])
    expect((await change(owner.password, 'Aylin-Testfall-1')).status).toBe(400)
    expect((await change(owner.password, GOOD)).status).toBe(303)
    expect([await inside(here), await inside(there)]).toEqual([true, false])
    expect(await signsIn(owner.email, GOOD)).toBe(true)
  })
})

describe('the password asked for once more', () => {
  it.each(['/account/password', '/account/email'])('on %s is locked after five wrong ones', async (path) => {
    const owner = await person()
    const here = await signIn(web, owner)
    const tried = async (current: string) => {
      const form = path.endsWith('email')
        ? { email: 'neu@test.example', password: current }
        : { current, password: GOOD }
      const answer = await web.post(path, form, here)
      return [answer.status, (await answer.text()).includes('gesperrt')]
    }
    for (let n = 0; n < 5; n += 1) expect(await tried('falsch')).toEqual([400, false])
    expect(await tried(owner.password)).toEqual([400, true])
  })
})

describe('an address', () => {
  const change = (cookie: string, email: string, password: string) =>
    web.post('/account/email', { email, password }, cookie)

  it('changes when the new one says yes; the old one is told', async () => {
    const owner = await person()
    const cookie = await signIn(web, owner)
    const email = someAddress()
    expect((await change(cookie, email, 'falsch')).status).toBe(400)
    expect((await change(cookie, email, owner.password)).status).toBe(303)
    expect(await signsIn(email, owner.password)).toBe(false)
    tick()
    const token = await post.tokenFor(email)
    expect((await web.get(`/account/email/${token}`)).status).toBe(200)
    expect(await signsIn(email, owner.password)).toBe(false)
    const confirmed = await web.post(`/account/email/${token}`, { email: 'evil@stadt.example' })
    expect([confirmed.status, confirmed.headers.get('Location')]).toEqual([303, '/account/email/done'])
    expect([await signsIn(email, owner.password), await signsIn(owner.email, owner.password)]).toEqual([
      true,
      false,
    ])
    expect((await web.get(`/account/email/${token}`)).status).toBe(410)
    tick()
    const told = await post.mailsTo(owner.email)
    expect(told.map(({ subject }) => subject)).toEqual(['Ihre Adresse bei Partizipation wurde geändert'])
  })

  it('of somebody else is not mailed, and cannot be confirmed when he was faster', async () => {
    const [owner, rival] = [await person(), await person()]
    const cookie = await signIn(web, owner)
    expect((await change(cookie, rival.email, owner.password)).status).toBe(303)
    tick()
    expect(await post.mailsTo(rival.email)).toEqual([])
    const wanted = someAddress()
    await change(cookie, wanted, owner.password)
    await change(await signIn(web, rival), wanted, rival.password)
    tick()
    const tokens = (await post.mailsTo(wanted)).map(({ text }) => text.match(/email\/([\w-]{43})/)?.[1] ?? '')
    const answers = await Promise.all(
      tokens.map((token) => confirmEmail(post.web, tokenHash(token), mailing(), now())),
    )
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error)).sort()).toEqual(['ok', 'taken'])
  })

  it('is confirmed for 24 hours, and not after the password was changed', async () => {
    const owner = await person()
    const cookie = await signIn(web, owner)
    const email = someAddress()
    await change(cookie, email, owner.password)
    tick()
    const hash = tokenHash(await post.tokenFor(email))
    const late = now().add({ hours: 24 })
    expect(await confirmEmail(post.web, hash, mailing(), late)).toEqual({ ok: false, error: 'expired' })
    await web.post('/account/password', { current: owner.password, password: GOOD }, cookie)
    expect(await confirmEmail(post.web, hash, mailing(), now())).toEqual({ ok: false, error: 'withdrawn' })
  })
})

describe('a mail', () => {
  const place = () => ({ origin: 'https://partizipation.example', demo: true, key: post.key })
  async function queued(): Promise<string> {
    const { email } = await person()
    await post.mailsTo(email)
    await requestReset(post.web, email, mailing(), now())
    const [id] = await post.dueFor(email)
    if (!id) throw new Error('nothing is due')
    return id
  }

  it('is given to one worker at a time, and keeps key and text until it has been taken', async () => {
    const id = await queued()
    const both = await Promise.all([1, 2].map(() => freezeMail(post.worker, place(), id, now())))
    const [first] = both.filter((frozen) => frozen.next === 'send')
    expect(both.filter((frozen) => frozen.next === 'nothing')).toHaveLength(1)
    const noAnswer = { kind: 'no-answer' } as const
    await closeMail(post.worker, id, noAnswer, { neverSent: true, random: 0.5, now: now() })
    const later = now().add({ hours: 2 })
    const second = await freezeMail(post.worker, place(), id, later)
    expect(second).toMatchObject({ next: 'send', neverSent: false })
    expect(second.next === 'send' && first?.next === 'send' && [second.key, second.mail]).toEqual(
      first?.next === 'send' && [first.key, first.mail],
    )
    await closeMail(
      post.worker,
      id,
      { kind: 'sent', vendorId: 'v' },
      { neverSent: false, random: 0, now: later },
    )
    expect(await freezeMail(post.worker, place(), id, later.add({ hours: 1 }))).toEqual({ next: 'nothing' })
  })

  it('cannot be read by the web process, nor in the database', async () => {
    const id = await queued()
    await expect(post.web.execute('select recipient from platform_mail')).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    const [row] = await withPlatform(
      testServer(),
      (sql) => sql`select encode(recipient, 'escape') as bytes from platform_mail where id = ${id}`,
    )
    expect(String(row?.bytes)).not.toContain('test.example')
    await freezeMail(post.worker, place(), id, now())
    const [frozen] = await withPlatform(
      testServer(),
      (sql) => sql`select encode(frozen, 'escape') as bytes from platform_mail where id = ${id}`,
    )
    expect(String(frozen?.bytes)).not.toMatch(/password-reset|test\.example/)
  })
})
