import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../factories/web.ts'

interface Route {
  path?: string
  children?: Route[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every address below /c/:city, from the route table itself: a new route joins by being there. */
function cityPaths(): string[] {
  const cli = `${root}node_modules/@remix-run/dev/dist/cli.js`
  const tree: Route[] = JSON.parse(
    execFileSync(process.execPath, [cli, 'routes', '--json'], { cwd: root, encoding: 'utf8' }),
  )
  const walk = (routes: Route[], above: string): string[] =>
    routes.flatMap((route) => {
      const path = [above, route.path].filter(Boolean).join('/')
      return [path, ...walk(route.children ?? [], path)]
    })
  return [...new Set(walk(tree, ''))].filter((path) => path.startsWith('c/:city')).sort()
}

const paths = cityPaths()
const filled = (path: string, slug: string): string =>
  `/${path.replace(':city', slug).replaceAll(/:\w+\??/g, '0a000000-0000-4000-8000-00000000000f')}`

let web: Web
let home: TestCity
let other: TestCity
let cookie: string

beforeAll(async () => {
  web = await makeWeb()
  home = await makeCity()
  other = await makeCity()
  cookie = await signIn(web, await makeAccount({ [home.slug]: 'caseworker' }))
})
afterAll(async () => {
  await home.remove()
  await other.remove()
})

/** Everything a visitor could tell two answers apart by; the number of a nonce is new every time. */
async function told(answer: Response): Promise<object> {
  const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '')
  return { status: answer.status, text, location: answer.headers.get('Location') }
}
const without = (slug: string, answer: object): object =>
  JSON.parse(JSON.stringify(answer).replaceAll(slug, 'SLUG'))

describe('another city', () => {
  it('has routes to try', () => expect(paths.length).toBeGreaterThan(8))

  it.each(paths)('GET /%s answers like a city that does not exist', async (path) => {
    const real = await told(await web.get(filled(path, other.slug), cookie))
    const nowhere = await told(await web.get(filled(path, 'nowhere'), cookie))
    expect(real).toMatchObject({ status: 404 })
    expect(without(other.slug, real)).toEqual(without('nowhere', nowhere))
  })

  it.each(paths)('POST /%s answers like a city that does not exist', async (path) => {
    const real = await told(await web.post(filled(path, other.slug), { q: 'x' }, cookie))
    const nowhere = await told(await web.post(filled(path, 'nowhere'), { q: 'x' }, cookie))
    expect([404, 405]).toContain((await web.post(filled(path, other.slug), {}, cookie)).status)
    expect(without(other.slug, real)).toEqual(without('nowhere', nowhere))
  })

  it.each(paths)('/%s sends anonymous people the same way to the sign-in page', async (path) => {
    const real = await told(await web.get(filled(path, other.slug)))
    const nowhere = await told(await web.get(filled(path, 'nowhere')))
    expect(real).toMatchObject({ status: 302 })
    expect(without(other.slug, real)).toEqual(without('nowhere', nowhere))
  })
})

describe('a client of mine', () => {
  const asSuperuser = (query: string) =>
    withConnection(addressOf(home.server.adminUrl, databaseOf(home.slug)), (sql) => sql.unsafe(query))
  const rows = async (): Promise<number> =>
    Number((await asSuperuser('select count(*) as n from audit_event'))[0]?.n)
  let page: string

  beforeAll(async () => {
    const { clientId } = await home.work((city) => makeClient(city, { familyName: 'Haile-Unverwechselbar' }))
    page = `/c/${home.slug}/clients/${clientId}`
  })

  it('opening it adds exactly one audit row', async () => {
    const before = await rows()
    const answer = await web.get(page, cookie)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('UNVERWECHSELBAR')
    expect(await rows()).toBe(before + 1)
  })

  it('is not shown when the audit row cannot be written', async () => {
    await asSuperuser(`revoke insert on audit_event from "${databaseOf(home.slug)}_staff"`)
    const answer = await web.get(page, cookie)
    const text = await answer.text()
    await asSuperuser(`grant insert on audit_event to "${databaseOf(home.slug)}_staff"`)
    expect(answer.status).toBe(503)
    expect(text).not.toMatch(/unverwechselbar/i)
    expect((await web.get(page, cookie)).status).toBe(200)
  })

  it('a client nobody has is the same 404', async () => {
    const answer = await web.get(`/c/${home.slug}/clients/${randomUUID()}`, cookie)
    const bent = await web.get(`/c/${home.slug}/clients/1'%20or%201=1`, cookie)
    expect([answer.status, bent.status]).toEqual([404, 404])
  })
})

describe('signing in', () => {
  it('a wrong password says nothing about the account', async () => {
    const account = await makeAccount({ [home.slug]: 'lead' })
    const wrong = await told(await web.post('/sign-in', { email: account.email, password: 'x' }))
    const unknown = await told(await web.post('/sign-in', { email: `no-${account.email}`, password: 'x' }))
    expect(without(`no-${account.email}`, unknown)).toEqual(without(account.email, wrong))
  })

  it('signing out ends the session on the server too', async () => {
    const own = await signIn(web, await makeAccount({ [home.slug]: 'caseworker' }))
    expect((await web.get(`/c/${home.slug}/today`, own)).status).toBe(200)
    await web.post('/sign-out', {}, own)
    expect((await web.get(`/c/${home.slug}/today`, own)).status).toBe(302)
  })

  it('a form that does not say where it comes from changes nothing', async () => {
    const own = await signIn(web, await makeAccount({ [home.slug]: 'caseworker' }))
    const request = new Request(`http://localhost:3000/c/${home.slug}/clients`, {
      method: 'POST',
      body: new URLSearchParams({ q: 'Haile' }),
      headers: { Host: 'localhost:3000', Cookie: own },
    })
    expect((await web.send(request)).status).toBe(403)
  })
})
