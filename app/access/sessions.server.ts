/**
 * Sessions by Lucia 3, in this one file: the library is no longer developed. The cookie holds the session's id,
 * the database only its SHA-256, so that a copy of the platform database opens nobody's session.
 */
import { createHash } from 'node:crypto'
import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { PlatformDb } from '../../db/handles.ts'
import { account, session } from '../../db/platform/schema.ts'
import { type Membership, sessionIn } from './queries.server.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    UserId: string
    DatabaseUserAttributes: { name: string; demo: boolean; membership: Membership | null }
  }
}

export const hashedId = (id: string): string => createHash('sha256').update(id).digest('hex')

/** Lucia's adapter with ids hashed; asks in one statement what the account is in the city of the address, too. */
function hashing(adapter: Adapter, platform: PlatformDb, citySlug: string | undefined): Adapter {
  return {
    async getSessionAndUser(id) {
      const found = await sessionIn(platform, hashedId(id), citySlug)
      if (!found) return [null, null]
      const { accountId, expiresAt, ...attributes } = found
      return [
        { id, userId: accountId, expiresAt, attributes: {} },
        { id: accountId, attributes },
      ]
    },
    async getUserSessions(userId) {
      return adapter.getUserSessions(userId)
    },
    setSession: (made) => adapter.setSession({ ...made, id: hashedId(made.id) }),
    updateSessionExpiration: (id, expiresAt) => adapter.updateSessionExpiration(hashedId(id), expiresAt),
    deleteSession: (id) => adapter.deleteSession(hashedId(id)),
    deleteUserSessions: (userId) => adapter.deleteUserSessions(userId),
    deleteExpiredSessions: () => adapter.deleteExpiredSessions(),
  }
}

function createLucia(platform: PlatformDb, secure: boolean, citySlug?: string) {
  return new Lucia(hashing(new DrizzlePostgreSQLAdapter(platform, session, account), platform, citySlug), {
    sessionExpiresIn: new TimeSpan(12, 'h'),
    sessionCookie: { name: 'partizipation_session', attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: (attributes) => attributes,
  })
}

export interface SignedIn {
  accountId: string
  name: string
  /** What the account is in the city that was asked for; null without one, and when it is nothing there. */
  membership: Membership | null
  /** Set when the session was prolonged and the browser should hear of it. */
  renewedCookie: string | undefined
}

export interface Sessions {
  /** The Set-Cookie value of a new session. */
  begin(accountId: string): Promise<string>
  /** `citySlug`: the city of the address, known or not. */
  read(request: Request, citySlug?: string): Promise<SignedIn | undefined>
  /** Ends the session of the request; the Set-Cookie value that clears it. */
  end(request: Request): Promise<string>
  idOf(request: Request): string | null
}

/** `demo`: whether accounts made by the demo may be signed in at all. */
export function sessionsOf(
  platform: PlatformDb,
  { secure, demo }: { secure: boolean; demo: boolean },
): Sessions {
  const lucia = createLucia(platform, secure)
  const idOf = (request: Request) => lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  return {
    idOf,
    async begin(accountId) {
      const made = await lucia.createSession(accountId, {})
      return lucia.createSessionCookie(made.id).serialize()
    },
    async read(request, citySlug) {
      const id = idOf(request)
      if (!id) return undefined
      const { session: found, user } = await createLucia(platform, secure, citySlug).validateSession(id)
      if (!found || (user.demo && !demo)) return undefined
      return {
        accountId: user.id,
        name: user.name,
        membership: user.membership,
        renewedCookie: found.fresh ? lucia.createSessionCookie(found.id).serialize() : undefined,
      }
    },
    async end(request) {
      const id = idOf(request)
      if (id) await lucia.invalidateSession(id)
      return lucia.createBlankSessionCookie().serialize()
    },
  }
}
