import { and, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import {
  account,
  accountLink,
  city,
  citySignIn,
  invitation,
  organisation,
  region,
} from '../../../db/platform/schema/index.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { endOf, type LinkProblem } from '../rules/links.ts'
import type { OfferedProvider } from './city-sign-in.server.ts'

export interface Invited {
  email: string
  role: (typeof invitation.$inferSelect)['role']
  /** The city's name, or the region's. */
  place: string
  organisation: string | null
  inviter: string | null
  /** Whether an account has this address already. */
  known: boolean
  /** The city's own sign-in, where it has one. */
  signIn: OfferedProvider | null
}

/** What an invitation offers, by the hash of its token; or why it offers nothing any more. */
export async function invitedBy(
  db: PlatformDb,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<Result<Invited, LinkProblem>> {
  const known = sql<boolean>`exists (select from account where lower(account.email) = lower(${invitation.email}))`
  const [found] = await db
    .select({
      invitation,
      city: city.name,
      region: region.name,
      organisation: organisation.name,
      inviter: account.name,
      known,
      signIn: citySignIn.label,
    })
    .from(invitation)
    .leftJoin(city, eq(city.slug, invitation.citySlug))
    .leftJoin(
      citySignIn,
      and(eq(citySignIn.citySlug, city.slug), eq(citySignIn.enabled, true), eq(city.status, 'live')),
    )
    .leftJoin(region, eq(region.slug, invitation.regionSlug))
    .leftJoin(organisation, eq(organisation.id, invitation.organisationId))
    .leftJoin(account, eq(account.id, invitation.invitedBy))
    .where(eq(invitation.tokenHash, tokenHash))
  if (!found) return fail('unknown')
  const { acceptedAt: usedAt, withdrawnAt, expiresAt, email, role } = found.invitation
  const over = endOf({ usedAt, withdrawnAt, expiresAt }, now)
  if (over) return fail(over)
  const place = found.city ?? found.region ?? ''
  const slug = found.invitation.citySlug
  return ok({
    email,
    role,
    place,
    organisation: found.organisation,
    inviter: found.inviter,
    known: found.known,
    signIn: slug !== null && found.signIn !== null ? { slug, label: found.signIn } : null,
  })
}

/** What a link of an account is for, by the hash of its token; or why it does nothing any more. */
export async function linkOf(
  db: PlatformDb,
  { tokenHash, kind }: { tokenHash: string; kind: 'reset' | 'email' },
  now: Temporal.Instant,
): Promise<Result<{ name: string; account: string; email: string | null }, LinkProblem>> {
  const [found] = await db
    .select({ link: accountLink, name: account.name, account: account.email })
    .from(accountLink)
    .innerJoin(account, eq(account.id, accountLink.accountId))
    .where(and(eq(accountLink.tokenHash, tokenHash), eq(accountLink.kind, kind)))
  if (!found) return fail('unknown')
  const { usedAt, replacedAt: withdrawnAt, expiresAt, email } = found.link
  const over = endOf({ usedAt, withdrawnAt, expiresAt }, now)
  return over ? fail(over) : ok({ name: found.name, account: found.account, email })
}
