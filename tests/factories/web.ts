import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { inject } from 'vitest'
import { hashPassword } from '../../app/access/commands.server.ts'
import type { CityRole } from '../../app/access/rules.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { TEST_DATA, testServer } from './city.ts'

/** One line of the built server's own route table. */
export interface BuiltRoute {
  /** With its parameters: `/c/:city/today`. */
  path: string
  /** Whether it answers with markup; the others answer with a file or lead on. */
  page: boolean
  loads: boolean
  acts: boolean
}

export interface Web {
  /** Every address it answers, in the order of the letters: a new route joins by being there. */
  routes: BuiltRoute[]
  /** One request to the production build, without a network in between. */
  get(path: string, cookie?: string): Promise<Response>
  /** Sent as a browser would: with a file in it in parts. */
  post(path: string, form: Record<string, string | File>, cookie?: string): Promise<Response>
  /** `address`: the network address it comes from, as the server believes it. */
  send(request: Request, address?: string): Promise<Response>
}

const ORIGIN = 'http://localhost:3000'

function routesOf({ routes }: ServerBuild): BuiltRoute[] {
  const pathOf = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : routes[id]
    return route ? [...pathOf(route.parentId), ...(route.path ? [route.path] : [])] : []
  }
  return Object.values(routes)
    .filter(({ id }) => id !== 'root')
    .map(({ id, module }) => ({
      path: `/${pathOf(id).join('/')}`,
      page: Boolean(module.default),
      loads: Boolean(module.loader),
      acts: Boolean(module.action),
    }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

function bodyOf(form: Record<string, string | File>): URLSearchParams | FormData {
  const parts = new FormData()
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    parts.append(name, value)
    if (typeof value === 'string') words.append(name, value)
  }
  return words.size === Object.keys(form).length ? words : parts
}

/** The production build on the test databases; as a demo, so that the clock may be set, unless `demo` says otherwise. */
export async function makeWeb({ demo = true } = {}): Promise<Web> {
  process.env.DATABASE_URL = testServer().adminUrl
  process.env.PARTIZIPATION_KEY = inject('key')
  process.env.PARTIZIPATION_DATA = TEST_DATA
  process.env.DEMO = demo ? '1' : '0'
  const path = fileURLToPath(new URL('../../build/server/index.js', import.meta.url))
  const build: ServerBuild = await import(path)
  const handle = createRequestHandler(build, 'production')
  const cookies = (cookie?: string): Record<string, string> => (cookie ? { Cookie: cookie } : {})
  return {
    routes: routesOf(build),
    send: (request, address) => handle(request, { address }),
    get: (path, cookie) =>
      handle(new Request(`${ORIGIN}${path}`, { headers: { Host: 'localhost:3000', ...cookies(cookie) } })),
    post: (path, form, cookie) =>
      handle(
        new Request(`${ORIGIN}${path}`, {
          method: 'POST',
          body: bodyOf(form),
          headers: { Host: 'localhost:3000', Origin: ORIGIN, ...cookies(cookie) },
        }),
      ),
  }
}

export interface TestAccount {
  id: string
  email: string
  password: string
}

/**
 * An account with what it is in which city. A partner's is one of the demo, whose accounts need no second factor, unless
 * `demo` says otherwise.
 */
export async function makeAccount(
  memberships: Record<string, CityRole>,
  name = 'Aylin Testfall',
  demo = Object.values(memberships).includes('partner'),
): Promise<TestAccount> {
  const email = `${randomBytes(6).toString('hex')}@test.example`
  const password = randomBytes(9).toString('base64url')
  const hash = await hashPassword(password)
  const id = await withPlatform(testServer(), async (sql) => {
    const [made] = await sql<{ id: string }[]>`
      insert into account (email, name, password_hash, demo) values (${email}, ${name}, ${hash}, ${demo}) returning id`
    if (!made) throw new Error('no account')
    for (const [slug, role] of Object.entries(memberships)) {
      await sql`insert into membership (account_id, city_slug, role) values (${made.id}, ${slug}, ${role})`
    }
    return made.id
  })
  return { id, email, password }
}

/** The session cookie after signing in through the page. */
export async function signIn(web: Web, { email, password }: TestAccount): Promise<string> {
  const answer = await web.post('/sign-in', { email, password })
  const cookie = answer.headers.get('Set-Cookie')?.split(';')[0]
  if (answer.status !== 302 || !cookie) throw new Error(`not signed in: ${answer.status}`)
  return cookie
}
