/** Becoming somebody else: by an invitation, by asking who has an account, by the demo’s ways. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { tokenHash } from '../../../app/access/tokens.server.ts'
import { makeAccount } from '../../factories/web.ts'
import { GOOD, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

describe('an invitation', () => {
  async function invitationFor(email: string): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    await scene.platform(
      (sql) => sql`
        insert into invitation (id, email, role, city_slug, invited_by, token_hash, created_at, expires_at)
        values (${randomUUID()}, ${email}, 'liaison', ${scene.home.slug}, ${scene.lead.id}, ${tokenHash(token)}, now(), now() + interval '1 day')`,
    )
    return token
  }
  const placesOf = (email: string) =>
    scene.platform(
      (sql) => sql<{ city_slug: string; role: string }[]>`
        select city_slug, role from membership join account on account.id = account_id where email = ${email}`,
    )

  it('makes nobody of another address anything, whatever their form says', async () => {
    const email = `${randomBytes(6).toString('hex')}@stadt.example`
    const token = await invitationFor(email)
    const form = {
      name: 'Fremd',
      password: GOOD,
      email: scene.worker.email,
      accountId: scene.worker.id,
      role: 'lead',
    }
    await scene.web.post(`/invitation/${token}`, form, scene.cookieOf(scene.worker))
    expect([await placesOf(email), await placesOf(scene.worker.email)].map((rows) => [...rows])).toEqual([
      [],
      [{ city_slug: scene.home.slug, role: 'caseworker' }],
    ])
  })

  it('makes its own address what it says and no more', async () => {
    const email = `${randomBytes(6).toString('hex')}@stadt.example`
    const token = await invitationFor(email)
    const more = {
      email: 'angriff@test.example',
      role: 'lead',
      city: scene.other.slug,
      citySlug: scene.other.slug,
      demo: 'true',
    }
    const answer = await scene.web.post(`/invitation/${token}`, { name: 'Neu Hier', password: GOOD, ...more })
    expect(answer.status).toBe(303)
    expect([...(await placesOf(email))]).toEqual([{ city_slug: scene.home.slug, role: 'liaison' }])
    expect([...(await placesOf(more.email))]).toEqual([])
  })
})

describe('an account', () => {
  const alike = async (path: string, form: (email: string) => Record<string, string>): Promise<void> => {
    const account = await makeAccount({ [scene.home.slug]: 'lead' })
    const unknown = `${randomBytes(6).toString('hex')}@test.example`
    const told = async (email: string) => {
      const answer = await scene.web.post(path, form(email))
      const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(email, 'ADDRESS')
      return {
        status: answer.status,
        text,
        location: answer.headers.get('Location'),
        cookie: answer.headers.get('Set-Cookie'),
      }
    }
    expect(await told(unknown)).toEqual(await told(account.email))
  }

  it('known or unknown, is answered alike by sign-in and by reset', async () => {
    await alike('/sign-in', (email) => ({ email, password: 'falsch' }))
    await alike('/password-reset', (email) => ({ email }))
  })
})

it('outside the demo there is no outbox to read, and no demo account is let in', async () => {
  expect((await scene.web.get('/dev/outbox', scene.cookieOf(scene.lead))).status).toBe(404)
  const { email, password } = await makeAccount({ [scene.home.slug]: 'lead' }, 'Demo', true)
  const answer = await scene.web.post('/sign-in', { email, password })
  expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([200, null])
})
