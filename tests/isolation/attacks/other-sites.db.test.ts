/** To another site, and from one: redirects, and forms that were not sent by our own pages. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeScene, ORIGIN, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

describe('a way on to another site', () => {
  const AWAY = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x=1',
    '\r\n//evil.example',
    '///evil.example',
    ' //evil.example',
  ]
  const isOurs = (location: string | null): boolean =>
    location !== null && new URL(location, ORIGIN).origin === ORIGIN && !/[\r\n]/.test(location)

  it.each(AWAY)('%j is not followed after signing in, nor after choosing a language', async (next) => {
    const { email, password } = scene.worker
    const signed = await scene.web.post('/sign-in', { email, password, next })
    expect([signed.status, isOurs(signed.headers.get('Location'))]).toEqual([302, true])
    const chosen = await scene.web.post('/language', { locale: 'en', back: next })
    expect([chosen.status, isOurs(chosen.headers.get('Location'))]).toEqual([302, true])
    const page = await (await scene.web.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()
    expect(page).not.toMatch(/name="next"[^>]*evil|evil[^>]*name="next"/)
  })
})

describe('a form that does not say where it comes from', () => {
  // What says that it comes from elsewhere is refused before Remix sees it: infra/foreign-forms.test.ts.
  it('is refused by every action itself', async () => {
    for (const { path, acts } of scene.web.routes) {
      // A vendor's report says by its signature who sends it.
      if (!acts || path.startsWith('/hooks/')) continue
      const headers = { Host: 'localhost:3000', Cookie: scene.cookieOf(scene.lead) }
      const body = new URLSearchParams({ x: '1' })
      const request = new Request(`${ORIGIN}${scene.filled(path)}`, { method: 'POST', body, headers })
      expect([path, (await scene.web.send(request)).status]).toEqual([path, 403])
    }
  })
})
