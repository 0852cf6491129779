import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { PlatformDb, PlatformTx } from '../../db/handles.ts'
import {
  account,
  city,
  contract,
  membership,
  office,
  organisation,
  region,
} from '../../db/platform/schema/index.ts'
import { dayOf } from '../../infra/clock.ts'
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
  name: string
  demo: boolean
  lastSeenAt: Temporal.Instant
  /** Partners and coordinators must have a second factor, staff where its city says so; accounts of the demo need none. */
  owesSecondFactor: boolean
  /** Null when the account is nothing in that city, or there is no such city. */
  membership: Membership | null
}

/** Of a row of `account`: partners and coordinators always, staff where their city says so, nobody of the demo. */
const mustHaveSecondFactor = sql`not account.demo and (account.organisation_id is not null
  or exists (select from office where office.account_id = account.id)
  or exists (select from membership its join city c on c.slug = its.city_slug
    where its.account_id = account.id and (its.role = 'partner' or (c.second_factor_required and c.status = 'live'))))`

/** What the account's own page says of its second factor. */
export async function secondFactorOf(
  db: PlatformDb,
  accountId: string,
): Promise<{ since: string | null; codesLeft: number; required: boolean }> {
  const [found] = await db.execute<{ since: string | null; codesLeft: number; required: boolean }>(sql`
    select to_char(second_factor.set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since,
      (select count(*)::int from recovery_code
        where recovery_code.account_id = account.id and used_at is null) as "codesLeft",
      ${mustHaveSecondFactor} as required
    from account left join second_factor on second_factor.account_id = account.id where account.id = ${accountId}`)
  if (!found) throw new Error('no such account')
  return found
}

/**
 * Whose session this is and what its account is in one city: one statement, for every page begins with it. Nothing for
 * one that is over: past its latest end, or without a request since `idleSince`.
 */
export async function sessionIn(
  db: PlatformDb,
  asked: {
    /** Hashed. */
    id: string
    citySlug: string | undefined
    now: Temporal.Instant
    idleSince: Temporal.Instant
  },
): Promise<SessionInCity | undefined> {
  const [found] = await db.execute<Omit<SessionInCity, 'lastSeenAt'> & { lastSeenAt: string }>(sql`
    select account.id as "accountId", account.name, account.demo,
      to_char(session.last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "lastSeenAt",
      case when exists (select from second_factor where account_id = account.id) then false
        else ${mustHaveSecondFactor} end as "owesSecondFactor",
      case when city.slug is not null then jsonb_build_object(
        'slug', city.slug, 'name', city.name, 'colour', city.colour, 'role', membership.role,
        'organisation', case when organisation.id is not null
          then jsonb_build_object('id', organisation.id, 'name', organisation.name) end) end as membership
    from session
    join account on account.id = session.user_id
    left join membership on membership.account_id = account.id and membership.city_slug = ${asked.citySlug ?? null}
      and ${counts(asked.now)}
    left join city on city.slug = membership.city_slug and city.status = 'live'
    left join organisation on organisation.id = account.organisation_id and membership.role = 'partner'
    where session.id = ${asked.id} and session.expires_at > ${asked.now.toString()}::timestamptz
      and session.last_seen_at > ${asked.idleSince.toString()}::timestamptz`)
  return found && { ...found, lastSeenAt: Temporal.Instant.from(found.lastSeenAt) }
}

/** Contracts that hold on the day of `now`. Both days of a contract count. */
export const contractHolds = (now: Temporal.Instant): SQL => {
  const day = dayOf(now).toString()
  return sql`${contract.validFrom} <= ${day} and (${contract.validUntil} is null or ${contract.validUntil} >= ${day})`
}

/** A partner's membership counts as long as the city has a contract with the organisation; everybody else's always. */
const counts = (now: Temporal.Instant): SQL => sql`(${membership.role} <> 'partner' or exists (
  select from contract where ${contract.organisationId} = ${account.organisationId}
    and ${contract.citySlug} = ${membership.citySlug} and ${contractHolds(now)}))`

export interface Places {
  cities: Place[]
  regions: { slug: string; name: string }[]
  /** Runs the platform. */
  operator: boolean
  organisation: { id: string; name: string } | null
}

/** Everywhere an account may work. */
export async function placesOf(db: PlatformDb, accountId: string, now: Temporal.Instant): Promise<Places> {
  const [cities, regions, operators, organisations] = await Promise.all([
    db
      .select({ slug: city.slug, name: city.name, colour: city.colour, role: membership.role })
      .from(membership)
      .innerJoin(city, eq(city.slug, membership.citySlug))
      .innerJoin(account, eq(account.id, membership.accountId))
      .where(and(eq(membership.accountId, accountId), eq(city.status, 'live'), counts(now)))
      .orderBy(asc(city.name)),
    db
      .select({ slug: region.slug, name: region.name })
      .from(office)
      .innerJoin(region, eq(region.slug, office.regionSlug))
      .where(and(eq(office.accountId, accountId), eq(office.role, 'coordinator')))
      .orderBy(asc(region.name)),
    db
      .select({ role: office.role })
      .from(office)
      .where(and(eq(office.accountId, accountId), eq(office.role, 'operator'))),
    db
      .select({ id: organisation.id, name: organisation.name })
      .from(account)
      .innerJoin(organisation, eq(organisation.id, account.organisationId))
      .where(eq(account.id, accountId)),
  ])
  return { cities, regions, operator: operators.length > 0, organisation: organisations[0] ?? null }
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
export async function accountByEmail(db: PlatformTx, email: string, demo: boolean) {
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

/** A city that is at work, by its slug. Undefined for everything else, whatever stands in an address. */
export async function cityNamed(
  db: PlatformDb,
  slug: string,
): Promise<{ slug: string; name: string; colour: string } | undefined> {
  // Postgres holds no NUL: an address with one is nobody's.
  if (slug.includes('\0')) return undefined
  const [found] = await db
    .select({ slug: city.slug, name: city.name, colour: city.colour })
    .from(city)
    .where(and(eq(city.slug, slug), eq(city.status, 'live')))
  return found
}

/** Every city that is at work, by slug. */
export const citiesAtWork = (db: PlatformDb): Promise<{ slug: string; name: string; colour: string }[]> =>
  db
    .select({ slug: city.slug, name: city.name, colour: city.colour })
    .from(city)
    .where(eq(city.status, 'live'))
    .orderBy(asc(city.slug))
