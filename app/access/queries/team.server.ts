import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import {
  account,
  contract,
  invitation,
  membership,
  organisation,
  platformMail,
} from '../../../db/platform/schema/index.ts'
import { contractHolds } from '../queries.server.ts'
import { endOf } from '../rules/links.ts'
import type { CityRole } from '../rules.ts'

export interface Member {
  accountId: string
  name: string
  email: string
  role: CityRole
  organisation: string | null
  /** ISO instant. */
  since: string
}

const memberColumns = {
  accountId: account.id,
  name: account.name,
  email: account.email,
  role: membership.role,
  organisation: organisation.name,
  since: membership.createdAt,
}

const members = (db: PlatformDb, citySlug: string, accountId?: string) =>
  db
    .select(memberColumns)
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .leftJoin(organisation, and(eq(organisation.id, account.organisationId), eq(membership.role, 'partner')))
    .where(and(eq(membership.citySlug, citySlug), accountId ? eq(account.id, accountId) : undefined))
    .orderBy(asc(account.name), asc(account.id))

/** Everybody of a city: its own people and those of partner organisations. */
export async function membersOf(db: PlatformDb, citySlug: string): Promise<Member[]> {
  return (await members(db, citySlug)).map((row) => ({ ...row, since: row.since.toString() }))
}

export async function memberOf(
  db: PlatformDb,
  citySlug: string,
  accountId: string,
): Promise<Member | undefined> {
  const [found] = await members(db, citySlug, accountId)
  return found && { ...found, since: found.since.toString() }
}

/**
 * Whether somebody of the city has a second factor, and whether the account is anything `elsewhere` too: in another
 * city, open or not, in a region, for the platform or for an organisation.
 */
export async function factorOfMember(
  db: Pick<PlatformTx, 'execute'>,
  citySlug: string,
  accountId: string,
): Promise<{ on: boolean; elsewhere: boolean }> {
  const [found] = await db.execute<{ on: boolean; elsewhere: boolean }>(sql`
    select exists (select from second_factor where account_id = account.id) as "on",
      account.organisation_id is not null
        or exists (select from office where office.account_id = account.id)
        or exists (select from membership its where its.account_id = account.id
          and (its.city_slug <> ${citySlug} or its.role = 'partner')) as elsewhere
    from account where account.id = ${accountId}`)
  return found ?? { on: false, elsewhere: true }
}

export interface OpenInvitation {
  id: string
  email: string
  role: CityRole
  organisation: string | null
  /** ISO instant. */
  expiresAt: string
  expired: boolean
  /** What became of its mail; null when none was to be sent. */
  mail: 'waiting' | 'sent' | 'failed' | null
}

const MAIL_STATE = {
  due: 'waiting',
  frozen: 'waiting',
  sent: 'sent',
  unknown: 'failed',
  skipped: 'failed',
  failed: 'failed',
} as const

/** Invitations nobody has taken or withdrawn, expired ones too, the newest first. */
export async function openInvitationsOf(
  db: PlatformDb,
  citySlug: string,
  now: Temporal.Instant,
): Promise<OpenInvitation[]> {
  const rows = await db
    .select({ invitation, organisation: organisation.name, mail: platformMail.state })
    .from(invitation)
    .leftJoin(organisation, eq(organisation.id, invitation.organisationId))
    .leftJoin(platformMail, eq(platformMail.invitationId, invitation.id))
    .where(
      and(eq(invitation.citySlug, citySlug), isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt)),
    )
    .orderBy(sql`${invitation.createdAt} desc`, asc(invitation.id))
  return rows.flatMap(({ invitation: { id, email, role, expiresAt }, organisation: partner, mail }) => {
    if (role === 'coordinator') return []
    const expired = endOf({ usedAt: null, withdrawnAt: null, expiresAt }, now) === 'expired'
    const state = mail && MAIL_STATE[mail]
    return [{ id, email, role, organisation: partner, expiresAt: expiresAt.toString(), expired, mail: state }]
  })
}

/** The organisations that work for a city today: whose people its lead may invite. */
export async function contractedWith(
  db: PlatformDb,
  citySlug: string,
  now: Temporal.Instant,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: organisation.id, name: organisation.name })
    .from(contract)
    .innerJoin(organisation, eq(organisation.id, contract.organisationId))
    .where(and(eq(contract.citySlug, citySlug), contractHolds(now)))
    .orderBy(asc(organisation.name))
}
