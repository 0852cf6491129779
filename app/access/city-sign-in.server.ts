/** Signing in by a city's own provider: the way there, the way back, and what becomes of whoever comes back. */
import { randomBytes } from 'node:crypto'
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { recordAccountEvent } from '../../db/account-event.ts'
import { notFound } from '../kit/http.server.ts'
import { beginAttempt, endAttempt, takeAttempt } from './attempts.server.ts'
import { acceptWithIdentity, type IdentityRefusal } from './commands/accept.server.ts'
import { hashPassword } from './commands.server.ts'
import { mayAsk, sessionsFor } from './guards.server.ts'
import { authorizationUrl, vouchedFor } from './provider.server.ts'
import { accountOfIdentity, type Provider, providerOf } from './queries/city-sign-in.server.ts'
import { type CitySignInProblem, invitationIn, pathOfProblem, type Vouched } from './rules/city-sign-in.ts'
import { safeNext } from './rules.ts'
import type { WebRuntime } from './runtime.server.ts'
import { hasSecondFactor } from './second-factor.server.ts'
import { tokenHash } from './tokens.server.ts'

/** No such city, a city without a provider, one that is switched off, and nobody said where we are: all the same 404. */
async function requireProvider(
  web: WebRuntime,
  slug: string | undefined,
): Promise<{ provider: Provider; origin: string }> {
  const { origin } = web.env
  const provider = origin && slug ? await providerOf(web.databases.platform, slug) : undefined
  if (!origin || !provider) throw notFound()
  return { provider, origin }
}

/** To the page it began on, with the sentence; and a row in the trail. */
async function failed(
  web: WebRuntime,
  { citySlug }: Provider,
  problem: CitySignInProblem | IdentityRefusal,
  { next, accountId }: { next: string | null; accountId?: string | undefined },
): Promise<Response> {
  await recordAccountEvent(web.databases.platform, {
    kind: 'sign-in-failed',
    at: web.clock.now(),
    accountId,
    citySlug,
    reason: `provider: ${problem}`,
  })
  return redirect(pathOfProblem(next, problem), { headers: { 'Set-Cookie': await endAttempt(web) } })
}

/** Leads to the provider. */
export async function startCitySignIn(
  web: WebRuntime,
  { request, params, context }: LoaderFunctionArgs,
): Promise<Response> {
  const { provider, origin } = await requireProvider(web, params.city)
  const next = safeNext(new URL(request.url).searchParams.get('next'))
  if (!(await mayAsk(web, context))) return redirect(pathOfProblem(next, 'too-often'))
  const { cookie, proof } = await beginAttempt(web, { citySlug: provider.citySlug, next })
  const address = await authorizationUrl(web, provider, { origin, proof })
  if (!address.ok) return failed(web, provider, address.error, { next })
  return redirect(address.value, { headers: { 'Set-Cookie': cookie } })
}

/** Takes what the provider sent the browser back with: in, or to the page it began on with a sentence why not. */
export async function finishCitySignIn(
  web: WebRuntime,
  { request, params, context }: LoaderFunctionArgs,
): Promise<Response> {
  const { provider, origin } = await requireProvider(web, params.city)
  const { proof, next } = await takeAttempt(web, request, provider.citySlug)
  const { search, searchParams } = new URL(request.url)
  // Nobody who began here: a row in the trail for each would be anybody's to write.
  if (!proof && !(await mayAsk(web, context))) return redirect(pathOfProblem(next, 'too-often'))
  if (!proof || searchParams.get('state') !== proof.state)
    return failed(web, provider, 'unfinished', { next })
  const vouched = await vouchedFor(web, provider, { origin, search, proof })
  if (!vouched.ok) return failed(web, provider, vouched.error, { next })
  const known = await accountOfIdentity(web.databases.platform, vouched.value, web.env.demo)
  return known
    ? enter(web, request, known, next)
    : link(web, request, { provider, vouched: vouched.value, next })
}

/** As after a right password: whoever has a second factor still owes its code. */
async function enter(
  web: WebRuntime,
  request: Request,
  accountId: string,
  next: string | null,
): Promise<Response> {
  const sessions = sessionsFor(web)
  const owesCode = await hasSecondFactor(web.databases.platform, accountId)
  const headers = new Headers()
  headers.append(
    'Set-Cookie',
    owesCode ? await sessions.beginHalf(accountId) : await sessions.begin(accountId, request),
  )
  headers.append('Set-Cookie', await endAttempt(web))
  const code = `/sign-in/code${next ? `?next=${encodeURIComponent(next)}` : ''}`
  return redirect(owesCode ? code : (next ?? '/'), { headers })
}

/** Somebody the city's provider knows and we do not: an invitation makes the account his, and nothing else does. */
async function link(
  web: WebRuntime,
  request: Request,
  { provider, vouched, next }: { provider: Provider; vouched: Vouched; next: string | null },
): Promise<Response> {
  const token = invitationIn(next)
  if (!token) return failed(web, provider, 'not-invited', { next })
  const accountId = (await sessionsFor(web).read(request))?.accountId
  const taken = await acceptWithIdentity(
    web.databases.platform,
    {
      tokenHash: tokenHash(token),
      citySlug: provider.citySlug,
      vouched,
      signedInAs: accountId,
      passwordHash: await hashPassword(randomBytes(32).toString('base64url')),
    },
    web.clock.now(),
  )
  if (!taken.ok) return failed(web, provider, taken.error, { next, accountId })
  // Who was signed in before stays so; the link he came by is used up.
  if (accountId) return redirect('/', { headers: { 'Set-Cookie': await endAttempt(web) } })
  return enter(web, request, taken.value.accountId, null)
}
