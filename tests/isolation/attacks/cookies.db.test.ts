/** A session’s cookie that was made up, stolen, kept or planted. */
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeAccount, signIn } from '../../factories/web.ts'
import { GOOD, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

describe('a cookie', () => {
  const page = (): string => `/c/${scene.home.slug}/today`
  const opens = async (cookie: string): Promise<boolean> =>
    (await scene.web.get(page(), cookie)).status === 200

  it('that was made up, bent, or read out of the database opens nothing', async () => {
    const own = scene.cookieOf(scene.worker)
    const [name = '', id = ''] = own.split('=')
    const rows = await scene.platform(
      (sql) => sql<{ id: string }[]>`select id from session where user_id = ${scene.worker.id}`,
    )
    expect(await opens(own)).toBe(true)
    expect(rows.map((row) => row.id)).toEqual([createHash('sha256').update(id).digest('hex')])
    const forged = [
      `${name}=${rows[0]?.id}`,
      `${name}=${scene.worker.id}`,
      `${name}=${randomBytes(25).toString('hex').slice(0, id.length)}`,
      `${name}=${id.slice(0, -1)}`,
      `${name}=${id}x`,
      `${name}=' or '1'='1`,
      `${name}=%00`,
      `${name}=`,
      `${name.replace('__Host-', '')}=${id}`,
      `${name.replace('session', 'half')}=${id}`,
    ]
    for (const cookie of forged) expect([cookie, await opens(cookie)]).toEqual([cookie, false])
  })

  it('is for this host, for https and for no script', async () => {
    const { email, password } = scene.worker
    const answer = await scene.web.post('/sign-in', { email, password })
    const [pair = '', ...attributes] = (answer.headers.get('Set-Cookie') ?? '').split('; ')
    expect(pair).toMatch(/^__Host-partizipation_session=[a-z0-9]{40}$/)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax']))
    expect(attributes.filter((one) => one.startsWith('Domain'))).toEqual([])
  })

  it('kept from before opens nothing after signing out, or after the password was changed elsewhere', async () => {
    const account = await makeAccount({ [scene.home.slug]: 'caseworker' })
    const [one, two] = [await signIn(scene.web, account), await signIn(scene.web, account)]
    await scene.web.post('/sign-out', {}, one)
    expect([await opens(one), await opens(two)]).toEqual([false, true])
    const three = await signIn(scene.web, account)
    const changed = await scene.web.post(
      '/account/password',
      { current: account.password, password: GOOD },
      three,
    )
    expect(changed.status).toBe(303)
    expect([await opens(two), await opens(three)]).toEqual([false, true])
  })

  it('planted before signing in does not become a session, and the planter’s own stays his', async () => {
    const victim = await makeAccount({ [scene.home.slug]: 'caseworker' }, 'Vera Opfer')
    const attacker = await makeAccount({ [scene.other.slug]: 'caseworker' }, 'Alma Angriff')
    const [name] = scene.cookieOf(scene.worker).split('=')
    const planted = [`${name}=${'a'.repeat(40)}`, await signIn(scene.web, attacker)]
    for (const before of planted) {
      const { email, password } = victim
      const answer = await scene.web.post('/sign-in', { email, password }, before)
      const after = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
      expect([await opens(after), await opens(before), after === before]).toEqual([true, false, false])
    }
  })
})
