import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { PlatformDb } from '../../db/handles.ts'
import { account, city, membership, office, organisation, region } from '../../db/platform/schema.ts'
import type { CityRole } from './rules.ts'

export interface Place {
  slug: string
  name: string
  colour: string
  role: CityRole
}

export interface Membership extends Place {
  organisation: { id: string; name: string } | null
}

export interface SessionInCity {
  accountId: string
  expiresAt: Date
  name: string
  demo: boolean
  /** Null when the account is nothing in that city, or there is no such city. */
  membership: Membership | null
}

/** Whose session this is and what its account is in one city: one statement, for every page begins with it. */
export async function sessionIn(
  db: PlatformDb,
  hashedSessionId: string,
  citySlug: string | undefined,
): Promise<SessionInCity | undefined> {
  const [found] = await db.execute<Omit<SessionInCity, 'expiresAt'> & { expiresAt: string }>(sql`
    select account.id as "accountId", account.name, account.demo, session.expires_at as "expiresAt",
      case when city.slug is not null then jsonb_build_object(
        'slug', city.slug, 'name', city.name, 'colour', city.colour, 'role', membership.role,
        'organisation', case when organisation.id is not null
          then jsonb_build_object('id', organisation.id, 'name', organisation.name) end) end as membership
    from session
    join account on account.id = session.user_id
    left join membership on membership.account_id = account.id and membership.city_slug = ${citySlug ?? null}
    left join city on city.slug = membership.city_slug and city.status = 'live'
    left join organisation on organisation.id = account.organisation_id
    where session.id = ${hashedSessionId}`)
  return found && { ...found, expiresAt: new Date(found.expiresAt) }
}

export interface Places {
  cities: Place[]
  regions: { slug: string; name: string }[]
  organisation: string | null
}

/** Everywhere an account may work. */
export async function placesOf(db: PlatformDb, accountId: string): Promise<Places> {
  const [cities, regions, organisations] = await Promise.all([
    db
      .select({ slug: city.slug, name: city.name, colour: city.colour, role: membership.role })
      .from(membership)
      .innerJoin(city, eq(city.slug, membership.citySlug))
      .where(and(eq(membership.accountId, accountId), eq(city.status, 'live')))
      .orderBy(asc(city.name)),
    db
      .select({ slug: region.slug, name: region.name })
      .from(office)
      .innerJoin(region, eq(region.slug, office.regionSlug))
      .where(and(eq(office.accountId, accountId), eq(office.role, 'coordinator')))
      .orderBy(asc(region.name)),
    db
      .select({ name: organisation.name })
      .from(account)
      .innerJoin(organisation, eq(organisation.id, account.organisationId))
      .where(eq(account.id, accountId)),
  ])
  return { cities, regions, organisation: organisations[0]?.name ?? null }
}

export interface StaffMember {
  id: string
  name: string
  role: CityRole
}

/** A city's own people who work with files, by name. */
export const staffOf = (db: PlatformDb, citySlug: string): Promise<StaffMember[]> =>
  db
    .select({ id: account.id, name: account.name, role: membership.role })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(
      and(eq(membership.citySlug, citySlug), inArray(membership.role, ['lead', 'caseworker', 'liaison'])),
    )
    .orderBy(asc(account.name), asc(account.id))

/** For the sign-in: by address in any case, demo accounts only in the demo. */
export async function accountByEmail(db: PlatformDb, email: string, demo: boolean) {
  const [found] = await db
    .select({ id: account.id, passwordHash: account.passwordHash })
    .from(account)
    .where(
      and(
        eq(sql`lower(${account.email})`, email.toLowerCase()),
        inArray(account.demo, demo ? [true, false] : [false]),
      ),
    )
  return found
}

/** Listed on the sign-in page, and only in the demo. */
export const demoAccounts = (db: PlatformDb): Promise<{ email: string; name: string }[]> =>
  db
    .select({ email: account.email, name: account.name })
    .from(account)
    .where(eq(account.demo, true))
    .orderBy(asc(account.email))

export async function emailOf(db: PlatformDb, accountId: string): Promise<string> {
  const [found] = await db.select({ email: account.email }).from(account).where(eq(account.id, accountId))
  return found?.email ?? ''
}
