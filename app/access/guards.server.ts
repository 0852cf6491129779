/** Who is asking, and may they? Every loader and action calls one of these itself: a parent's loader protects nothing. */
import { redirect } from '@remix-run/node'
import type { CityAccess } from '../../db/act.ts'
import { SYSTEM_ACTOR, VISITOR_ACTOR } from '../../db/actor.ts'
import { mintAccess } from '../../db/mint.ts'
import { forbidden, isUuid, notFound } from '../kit/http.server.ts'
import { act } from './act.server.ts'
import { citiesAtWork, cityNamed, type Place, placesOf } from './queries.server.ts'
import { type CityAction, may, safeNext } from './rules.ts'
import { runtime, type WebRuntime } from './runtime.server.ts'
import { type Sessions, type SignedIn, sessionsOf } from './sessions.server.ts'
import type { SignInContext } from './sign-in.server.ts'
import { type Throttle, throttleOf } from './throttle.server.ts'

interface Params {
  city?: string | undefined
  /** The client of the address, where it is about one. */
  id?: string | undefined
}

const known = new WeakMap<WebRuntime, Sessions>()
const throttles = new WeakMap<WebRuntime, Throttle>()

/** What a sign-in works with. `address`: of the load context, where the server puts the one it believes. */
export function signInContext(web: WebRuntime, { address }: { address?: unknown }): SignInContext {
  const { databases, env, key, clock } = web
  const throttle = throttles.get(web) ?? throttleOf({ databases, key, redisUrl: env.redisUrl })
  throttles.set(web, throttle)
  return {
    db: databases.platform,
    key,
    throttle,
    demo: env.demo,
    now: clock.now(),
    address: typeof address === 'string' ? address : undefined,
  }
}

/** Whether this may be asked by somebody who is not signed in, within an hour's limits; counts it. `email`: who gets a mail. */
export function mayAsk(web: WebRuntime, context: { address?: unknown }, email?: string): Promise<boolean> {
  const { throttle, address } = signInContext(web, context)
  return throttle.ask({ ...(email !== undefined && { email }), ...(address !== undefined && { address }) })
}

export function sessionsFor(web: WebRuntime): Sessions {
  const { databases, env, clock } = web
  let sessions = known.get(web)
  if (!sessions) {
    sessions = sessionsOf(databases.platform, { secure: !env.demo, demo: env.demo, clock })
    known.set(web, sessions)
  }
  return sessions
}

/** A form of another site may not act for whoever is signed in here. */
export function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.get('Origin')
  const host = request.headers.get('X-Forwarded-Host') ?? request.headers.get('Host')
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== host) throw forbidden()
}

/**
 * Anonymous people get the way to the sign-in page, the same for every city, known or not. Who must have a second
 * factor and has none is led to its set-up, from everywhere but there.
 */
export async function requireAccount(
  request: Request,
  { city }: Params = {},
  { setsUpFactor = false }: { setsUpFactor?: boolean } = {},
): Promise<SignedIn & { web: WebRuntime }> {
  requireSameOrigin(request)
  // Postgres holds no such letter: an address with one leads nowhere.
  if (request.url.includes('%00')) throw notFound()
  const web = runtime()
  const signedIn = await sessionsFor(web).read(request, city)
  if (!signedIn) {
    const { pathname, search } = new URL(request.url)
    const next = request.method === 'GET' ? safeNext(pathname + search) : null
    throw redirect(next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in')
  }
  if (signedIn.owesSecondFactor && !setsUpFactor) throw redirect('/account/second-factor')
  return { ...signedIn, web }
}

/**
 * Staff of this city who may do this. No such city and no membership are the same 404; a missing right is 403. Whoever
 * works in this city and is refused leaves a row in its trail.
 */
export async function requireStaff(
  request: Request,
  params: Params,
  action: CityAction,
): Promise<CityAccess<'staff'>> {
  const { accountId, name, membership, web } = await requireAccount(request, params)
  if (!membership) throw notFound()
  const { slug, colour, role, organisation } = membership
  const access = mintAccess(web.databases, {
    kind: 'staff',
    city: { slug, name: membership.name, colour },
    actor: { id: accountId, name, role, ...(organisation ? { organisation } : {}) },
    clock: web.clock,
  })
  if (role !== 'partner' && may(role, action)) return access
  await noteRefusal(access, action, params.id)
  throw role === 'partner' ? notFound() : forbidden()
}

/** Who tried what, and on whose file. */
const noteRefusal = (
  access: CityAccess<'staff'>,
  action: CityAction,
  clientId: string | undefined,
): Promise<void> =>
  act(
    access,
    { action: 'failure', subject: action, ...(isUuid(clientId) ? { subjectId: clientId } : {}) },
    async () => undefined,
  )

/**
 * Anybody with a letter of this city: no account, and nothing but what the letter's code opens. `request` of a form, which
 * must come from our own page. A city that is none is the same 404 as everywhere.
 */
export async function openToVisitor({ city: slug }: Params, request?: Request): Promise<CityAccess<'staff'>> {
  if (request) requireSameOrigin(request)
  const web = runtime()
  const known = await cityNamed(web.databases.platform, slug ?? '')
  if (!known) throw notFound()
  return mintAccess(web.databases, { kind: 'staff', city: known, actor: VISITOR_ACTOR, clock: web.clock })
}

/** A vendor's report about a message of this city, signed by the vendor: acts as the system. Undefined: no such city. */
export async function openToReports(slug: string): Promise<CityAccess<'staff'> | undefined> {
  const web = runtime()
  const known = await cityNamed(web.databases.platform, slug)
  return (
    known && mintAccess(web.databases, { kind: 'staff', city: known, actor: SYSTEM_ACTOR, clock: web.clock })
  )
}

/** The same for a vendor's report that does not say which city it is about: each is asked. */
export async function openAllToReports(): Promise<CityAccess<'staff'>[]> {
  const web = runtime()
  const cities = await citiesAtWork(web.databases.platform)
  return cities.map((city) =>
    mintAccess(web.databases, { kind: 'staff', city, actor: SYSTEM_ACTOR, clock: web.clock }),
  )
}

/**
 * Somebody of an organisation in this city. Row level security decides whom and what they see; without an organisation
 * there is nothing to see. Staff get the same 404 as strangers: these are not their pages.
 */
export async function requirePartner(
  request: Request,
  params: Params,
  action: CityAction,
): Promise<CityAccess<'partner'>> {
  const { accountId, name, membership, web } = await requireAccount(request, params)
  if (membership?.role !== 'partner' || !membership.organisation) throw notFound()
  if (!may(membership.role, action)) throw forbidden()
  return partnerIn(web, { id: accountId, name, organisation: membership.organisation }, membership)
}

/** One person's way into each of the cities their organisation works in. */
export function partnerIn(
  web: WebRuntime,
  { id, name, organisation }: { id: string; name: string; organisation: { id: string; name: string } },
  { slug, name: city, colour }: Pick<Place, 'slug' | 'name' | 'colour'>,
): CityAccess<'partner'> {
  return mintAccess(web.databases, {
    kind: 'partner',
    city: { slug, name: city, colour },
    actor: { id, name, role: 'partner', organisation },
    clock: web.clock,
  })
}

export interface RegionAccess {
  accountId: string
  region: { slug: string; name: string }
  web: WebRuntime
}

/** A coordinator's region. Others do not learn that there is one. */
export async function requireCoordinator(request: Request): Promise<RegionAccess> {
  const { accountId, web } = await requireAccount(request)
  const { regions } = await placesOf(web.databases.platform, accountId, web.clock.now())
  const [region] = regions
  if (!region) throw notFound()
  return { accountId, region, web }
}

/** Whoever runs the platform, and what the page's head says of them. Others do not learn that there is such a page. */
export async function requireOperator(
  request: Request,
): Promise<{ accountId: string; name: string; web: WebRuntime }> {
  const { accountId, name, web } = await requireAccount(request)
  const { operator } = await placesOf(web.databases.platform, accountId, web.clock.now())
  if (!operator) throw notFound()
  return { accountId, name, web }
}
