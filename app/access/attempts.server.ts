/**
 * On the way to a city's provider and back. The browser holds a token, the database its hash; state, nonce and verifier
 * are derived from the token, so that whoever reads the database or the addresses can finish nobody's sign-in.
 */
import { createHmac } from 'node:crypto'
import { createCookie } from '@remix-run/node'
import { and, eq, gt, lte } from 'drizzle-orm'
import { z } from 'zod'
import { citySignInAttempt } from '../../db/platform/schema/index.ts'
import { ATTEMPT_MINUTES } from './rules/city-sign-in.ts'
import { safeNext } from './rules.ts'
import type { WebRuntime } from './runtime.server.ts'
import { cookieName } from './sessions.server.ts'
import { newToken, tokenHash } from './tokens.server.ts'

/** What the provider must give back or be shown; each 43 characters of base64url. */
export interface Proof {
  state: string
  nonce: string
  verifier: string
}

function proofOf(token: string): Proof {
  const derive = (purpose: string): string => createHmac('sha256', token).update(purpose).digest('base64url')
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') }
}

const held = z.object({ token: z.string().length(43), next: z.string().max(2000).nullable() })

const cookieOf = ({ env }: WebRuntime) =>
  createCookie(cookieName('partizipation_way', !env.demo), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: !env.demo,
    maxAge: ATTEMPT_MINUTES * 60,
  })

/** The Set-Cookie value of a new attempt for this city, and what it asks the provider with. */
export async function beginAttempt(
  web: WebRuntime,
  { citySlug, next }: { citySlug: string; next: string | null },
): Promise<{ cookie: string; proof: Proof }> {
  const { platform } = web.databases
  const { token, hash } = newToken()
  const now = web.clock.now()
  await platform.delete(citySignInAttempt).where(lte(citySignInAttempt.expiresAt, now))
  const expiresAt = now.add({ minutes: ATTEMPT_MINUTES })
  await platform.insert(citySignInAttempt).values({ id: hash, citySlug, expiresAt })
  return { cookie: await cookieOf(web).serialize({ token, next }), proof: proofOf(token) }
}

/**
 * What this browser began. `proof` is there once: not when it was taken before, is too old or was for another city.
 * `next`: where to go afterwards, a path of our own.
 */
export async function takeAttempt(
  web: WebRuntime,
  request: Request,
  citySlug: string,
): Promise<{ proof: Proof | null; next: string | null }> {
  const parsed = held.safeParse(await cookieOf(web).parse(request.headers.get('Cookie')))
  if (!parsed.success) return { proof: null, next: null }
  const { token, next } = parsed.data
  const taken = await web.databases.platform
    .delete(citySignInAttempt)
    .where(
      and(
        eq(citySignInAttempt.id, tokenHash(token)),
        eq(citySignInAttempt.citySlug, citySlug),
        gt(citySignInAttempt.expiresAt, web.clock.now()),
      ),
    )
    .returning({ id: citySignInAttempt.id })
  return { proof: taken.length > 0 ? proofOf(token) : null, next: safeNext(next) }
}

/** The Set-Cookie value that ends it in the browser. */
export const endAttempt = (web: WebRuntime): Promise<string> => cookieOf(web).serialize('', { maxAge: 0 })
