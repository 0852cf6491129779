/**
 * Sessions by Lucia 3, in this one file: the library is no longer developed. The cookie holds the session's id,
 * the database only its SHA-256, so that a copy of the platform database opens nobody's session. When a session is
 * over is judged by our clock in the statement that reads it; the cookie ends with the latest end, so it is never renewed.
 */
import { createHash, randomBytes } from 'node:crypto'
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { createCookie } from '@remix-run/node'
import { and, desc, eq, gt, lte, ne, or } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Temporal } from 'temporal-polyfill'
import { recordAccountEvent } from '../../db/account-event.ts'
import type { PlatformDb, PlatformTx } from '../../db/handles.ts'
import { account, halfSignIn, session } from '../../db/platform/schema/index.ts'
import type { Clock } from '../../infra/clock.ts'
import { type Membership, sessionIn } from './queries.server.ts'
import { browserWords } from './rules/browser.ts'

const LONGEST_HOURS = 12
const IDLE_MINUTES = { demo: 12 * 60, otherwise: 60 }
const SEEN_EVERY_SECONDS = 60
const HALF_MINUTES = 10

interface UserAttributes {
  name: string
  demo: boolean
  membership: Membership | null
  owesSecondFactor: boolean
  lastSeenAt: Temporal.Instant
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    UserId: string
    DatabaseUserAttributes: UserAttributes
    DatabaseSessionAttributes: { browser: string }
  }
}

export const hashedId = (id: string): string => createHash('sha256').update(id).digest('hex')

interface SessionOptions {
  /** Cookies for https only, bound to this host. */
  secure: boolean
  /** Whether accounts made by the demo may be signed in at all, and sessions stay longer without a request. */
  demo: boolean
  clock: Clock
}

const asDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)

const idleSince = ({ demo, clock }: SessionOptions): Temporal.Instant =>
  clock.now().subtract({ minutes: demo ? IDLE_MINUTES.demo : IDLE_MINUTES.otherwise })

/** Lucia's adapter with ids hashed and our clock; asks in one statement what the account is in the city of the address. */
function hashing(platform: PlatformDb, options: SessionOptions, citySlug: string | undefined): Adapter {
  const adapter = new DrizzlePostgreSQLAdapter(platform, session, account)
  const { clock } = options
  return {
    async getSessionAndUser(id) {
      const found = await sessionIn(platform, {
        id: hashedId(id),
        citySlug,
        now: clock.now(),
        idleSince: idleSince(options),
      })
      if (!found) return [null, null]
      const { accountId, ...attributes } = found
      // What is found is not over: Lucia, which knows only the machine's clock, is told so.
      const expiresAt = new Date(Date.now() + LONGEST_HOURS * 3_600_000)
      return [
        { id, userId: accountId, expiresAt, attributes: { browser: '' } },
        { id: accountId, attributes },
      ]
    },
    getUserSessions: (userId) => adapter.getUserSessions(userId),
    async setSession({ id, userId, attributes }) {
      const now = clock.now()
      await platform.insert(session).values({
        id: hashedId(id),
        userId,
        expiresAt: asDate(now.add({ hours: LONGEST_HOURS })),
        createdAt: now,
        lastSeenAt: now,
        browser: attributes.browser,
      })
    },
    updateSessionExpiration: (id, expiresAt) => adapter.updateSessionExpiration(hashedId(id), expiresAt),
    deleteSession: (id) => adapter.deleteSession(hashedId(id)),
    deleteUserSessions: (userId) => adapter.deleteUserSessions(userId),
    deleteExpiredSessions: () => adapter.deleteExpiredSessions(),
  }
}

/** The prefix makes browsers refuse such a cookie from another host or without https. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

function createLucia(platform: PlatformDb, options: SessionOptions, citySlug?: string) {
  const { secure } = options
  return new Lucia(hashing(platform, options, citySlug), {
    sessionExpiresIn: new TimeSpan(LONGEST_HOURS, 'h'),
    sessionCookie: {
      name: cookieName('partizipation_session', secure),
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: (attributes) => attributes,
  })
}

export interface SignedIn {
  accountId: string
  /** As the database knows it: hashed. */
  sessionId: string
  name: string
  /** What the account is in the city that was asked for; null without one, and when it is nothing there. */
  membership: Membership | null
  /** Must sign in with a second factor and has none yet: nothing but its set-up is open. */
  owesSecondFactor: boolean
}

export interface OwnSession {
  id: string
  browser: string
  createdAt: string
  lastSeenAt: string
  here: boolean
}

export interface Sessions {
  /** The Set-Cookie value of a new session, always of a new id; the session the request came with is over. */
  begin(accountId: string, request: Request): Promise<string>
  /** `citySlug`: the city of the address, known or not. */
  read(request: Request, citySlug?: string): Promise<SignedIn | undefined>
  /** Ends the session of the request; the Set-Cookie value that clears it. */
  end(request: Request): Promise<string>
  /** Those that are not over, the newest first. Instants as ISO strings. */
  own(signedIn: SignedIn): Promise<OwnSession[]>
  /** Right password, code still owed: the Set-Cookie value of a token that is good for the code alone, for ten minutes. */
  beginHalf(accountId: string): Promise<string>
  /** The account of that token. */
  readHalf(request: Request): Promise<string | undefined>
  /** Ends it. False when somebody else did so before: it is good once. */
  endHalf(request: Request): Promise<boolean>
}

export function sessionsOf(platform: PlatformDb, options: SessionOptions): Sessions {
  const { secure, demo, clock } = options
  const lucia = createLucia(platform, options)
  const idOf = (request: Request) => lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  const halfCookie = createCookie(cookieName('partizipation_half', secure), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: HALF_MINUTES * 60,
  })
  async function halfIdOf(request: Request): Promise<string | undefined> {
    const token: unknown = await halfCookie.parse(request.headers.get('Cookie'))
    return typeof token === 'string' ? hashedId(token) : undefined
  }
  return {
    async begin(accountId, request) {
      const before = idOf(request)
      if (before) await lucia.invalidateSession(before)
      await platform
        .delete(session)
        .where(
          and(
            eq(session.userId, accountId),
            or(lte(session.expiresAt, asDate(clock.now())), lte(session.lastSeenAt, idleSince(options))),
          ),
        )
      const browser = browserWords(request.headers.get('User-Agent') ?? '')
      const made = await lucia.createSession(accountId, { browser })
      await recordAccountEvent(platform, { kind: 'sign-in', at: clock.now(), actorId: accountId, accountId })
      return lucia.createSessionCookie(made.id).serialize()
    },
    async read(request, citySlug) {
      const id = idOf(request)
      if (!id) return undefined
      const { session: found, user } = await createLucia(platform, options, citySlug).validateSession(id)
      if (!found || (user.demo && !demo)) return undefined
      const sessionId = hashedId(id)
      const now = clock.now()
      if (now.since(user.lastSeenAt).total('seconds') >= SEEN_EVERY_SECONDS)
        await platform.update(session).set({ lastSeenAt: now }).where(eq(session.id, sessionId))
      const { name, membership, owesSecondFactor } = user
      return { accountId: user.id, sessionId, name, membership, owesSecondFactor }
    },
    async end(request) {
      const signedIn = await this.read(request)
      const id = idOf(request)
      await platform.transaction(async (tx) => {
        if (id) await tx.delete(session).where(eq(session.id, hashedId(id)))
        if (!signedIn) return
        const { accountId } = signedIn
        await recordAccountEvent(tx, { kind: 'sign-out', at: clock.now(), actorId: accountId, accountId })
      })
      return lucia.createBlankSessionCookie().serialize()
    },
    async own({ accountId, sessionId }) {
      const found = await platform
        .select()
        .from(session)
        .where(
          and(
            eq(session.userId, accountId),
            gt(session.expiresAt, asDate(clock.now())),
            gt(session.lastSeenAt, idleSince(options)),
          ),
        )
        .orderBy(desc(session.lastSeenAt))
      return found.map(({ id, browser, createdAt, lastSeenAt }) => ({
        id,
        browser,
        createdAt: createdAt.toString(),
        lastSeenAt: lastSeenAt.toString(),
        here: id === sessionId,
      }))
    },
    async beginHalf(accountId) {
      const token = randomBytes(24).toString('base64url')
      const expiresAt = clock.now().add({ minutes: HALF_MINUTES })
      // One at a time: whoever begins again leaves the former one behind.
      await platform.transaction(async (tx) => {
        await tx.delete(halfSignIn).where(eq(halfSignIn.accountId, accountId))
        await tx.insert(halfSignIn).values({ id: hashedId(token), accountId, expiresAt })
      })
      return halfCookie.serialize(token)
    },
    async readHalf(request) {
      const id = await halfIdOf(request)
      if (!id) return undefined
      const [found] = await platform
        .select({ accountId: halfSignIn.accountId })
        .from(halfSignIn)
        .where(and(eq(halfSignIn.id, id), gt(halfSignIn.expiresAt, clock.now())))
      return found?.accountId
    },
    async endHalf(request) {
      const id = await halfIdOf(request)
      if (!id) return false
      const ended = await platform.delete(halfSignIn).where(eq(halfSignIn.id, id)).returning()
      return ended.length > 0
    },
  }
}

/**
 * Ends sessions of an account, the half-begun ones too: all, all but `except`, or `only` one. Ids are hashed ones.
 * Returns how many ended. For a password changed, a membership removed, a factor set.
 */
export async function endSessions(
  db: PlatformDb | PlatformTx,
  accountId: string,
  { except, only }: { except?: string; only?: string } = {},
): Promise<number> {
  const ended = await db
    .delete(session)
    .where(
      and(
        eq(session.userId, accountId),
        except === undefined ? undefined : ne(session.id, except),
        only === undefined ? undefined : eq(session.id, only),
      ),
    )
    .returning({ id: session.id })
  if (only === undefined) await db.delete(halfSignIn).where(eq(halfSignIn.accountId, accountId))
  return ended.length
}
