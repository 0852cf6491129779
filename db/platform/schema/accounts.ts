/** Who works with the platform, where and as what, and how one comes to be that. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, id, instant } from '../../columns.ts'
import { city, organisation, region } from './registry.ts'

export const account = pgTable(
  'account',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    organisationId: uuid('organisation_id').references(() => organisation.id),
    /** Made by the demo; can sign in only while the product runs as a demo. */
    demo: boolean('demo').notNull().default(false),
    /** Whether its owner wants the mail in the morning that says what is to be done. */
    digest: boolean('digest').notNull().default(true),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex('account_email').on(sql`lower(${t.email})`)],
)

export const membership = pgTable(
  'membership',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    role: text('role', { enum: ['lead', 'caseworker', 'liaison', 'dpo', 'partner'] }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.citySlug] }), index('membership_city').on(t.citySlug)],
)

/** Coordinators of a region and operators of the platform: people who work outside any city. */
export const office = pgTable(
  'office',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['coordinator', 'operator'] }).notNull(),
    regionSlug: text('region_slug').references(() => region.slug),
  },
  (t) => [
    unique('office_once').on(t.accountId, t.role, t.regionSlug).nullsNotDistinct(),
    check('office_region', sql`(${t.role} = 'coordinator') = (${t.regionSlug} is not null)`),
  ],
)

/**
 * An offer to one address to be something in one city, or to coordinate one region. Once, and only until it expires.
 * Sent again it is a new row, and the old one is withdrawn.
 */
export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    email: text('email').notNull(),
    role: text('role', {
      enum: ['lead', 'caseworker', 'liaison', 'dpo', 'partner', 'coordinator'],
    }).notNull(),
    citySlug: text('city_slug').references(() => city.slug, { onDelete: 'cascade' }),
    regionSlug: text('region_slug').references(() => region.slug),
    organisationId: uuid('organisation_id').references(() => organisation.id),
    /** SHA-256 of the token in the link, hexadecimal; null until the link is made. */
    tokenHash: text('token_hash').unique(),
    /** Null = the operator's command line. */
    invitedBy: uuid('invited_by').references(() => account.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => account.id, { onDelete: 'set null' }),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('invitation_one_open_city')
      .on(sql`lower(${t.email})`, t.citySlug)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    uniqueIndex('invitation_one_open_region')
      .on(sql`lower(${t.email})`, t.regionSlug)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    index('invitation_city').on(t.citySlug),
    check('invitation_place', sql`(${t.role} = 'coordinator') = (${t.regionSlug} is not null)`),
    check('invitation_city_or_region', sql`(${t.citySlug} is null) <> (${t.regionSlug} is null)`),
    check('invitation_organisation', sql`(${t.role} = 'partner') = (${t.organisationId} is not null)`),
    check('invitation_one_end', sql`${t.acceptedAt} is null or ${t.withdrawnAt} is null`),
    check('invitation_by_somebody', sql`${t.acceptedBy} is null or ${t.acceptedAt} is not null`),
    check('invitation_days', sql`${t.expiresAt} <= ${t.createdAt} + interval '7 days'`),
  ],
)

/** A link that lets the owner of an account set a new password, or says that a new address is his. Once. */
export const accountLink = pgTable(
  'account_link',
  {
    id: id(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['reset', 'email'] }).notNull(),
    /** SHA-256 of the token in the link, hexadecimal. */
    tokenHash: text('token_hash').notNull().unique(),
    /** The address to be confirmed. */
    email: text('email'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    /** A newer link took its place, or what it was for has changed. */
    replacedAt: instant('replaced_at'),
  },
  (t) => [
    uniqueIndex('account_link_one_open')
      .on(t.accountId, t.kind)
      .where(sql`used_at is null and replaced_at is null`),
    check('account_link_email', sql`(${t.kind} = 'email') = (${t.email} is not null)`),
    check('account_link_one_end', sql`${t.usedAt} is null or ${t.replacedAt} is null`),
  ],
)

/**
 * Mail about accounts: the truth the queue only reminds of. due -> frozen (link made, body fixed and claimed) ->
 * sent | failed | unknown; due -> skipped when it no longer makes sense. Once it has ended nothing is left of its text.
 */
export const platformMail = pgTable(
  'platform_mail',
  {
    id: id(),
    kind: text('kind', {
      enum: [
        'invitation',
        'reset',
        'email-change',
        'email-changed',
        'password-changed',
        'second-factor-removed',
        'schedules-late',
        'schedules-back',
      ],
    }).notNull(),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    /** Null for an invitation, and for a reset: who asks for one may have no account. */
    accountId: uuid('account_id').references(() => account.id, { onDelete: 'cascade' }),
    invitationId: uuid('invitation_id').references(() => invitation.id, { onDelete: 'cascade' }),
    /** Whose lead removed the second factor; null for the command line, and in every other mail. */
    citySlug: text('city_slug').references(() => city.slug, { onDelete: 'cascade' }),
    /** Where it goes, AES-256-GCM under the installation's key, bound to this row. */
    recipient: bytea('recipient'),
    /** The mail as it is sent, link and all; encrypted like the recipient. */
    frozen: bytea('frozen'),
    state: text('state', { enum: ['due', 'frozen', 'sent', 'skipped', 'failed', 'unknown'] })
      .notNull()
      .default('due'),
    nextAt: instant('next_at'),
    frozenAt: instant('frozen_at'),
    claimedUntil: instant('claimed_until'),
    attempts: integer('attempts').notNull().default(0),
    reason: text('reason'),
    vendorId: text('vendor_id'),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('platform_mail_due').on(t.nextAt).where(sql`next_at is not null`),
    index('platform_mail_invitation').on(t.invitationId),
    // News of one moment is written to an operator once, however many workers notice it.
    uniqueIndex('platform_mail_schedules')
      .on(t.accountId, t.kind, t.createdAt)
      .where(sql`kind in ('schedules-late', 'schedules-back')`),
    index('platform_mail_city').on(t.citySlug).where(sql`city_slug is not null`),
    check('platform_mail_about', sql`(${t.kind} = 'invitation') = (${t.invitationId} is not null)`),
    check('platform_mail_city', sql`${t.citySlug} is null or ${t.kind} = 'second-factor-removed'`),
    check(
      'platform_mail_open',
      sql`(${t.nextAt} is null) = (${t.state} in ('sent', 'skipped', 'failed', 'unknown'))`,
    ),
    check('platform_mail_frozen', sql`(${t.state} = 'frozen') = (${t.frozen} is not null)`),
    check('platform_mail_erased', sql`(${t.nextAt} is null) = (${t.recipient} is null)`),
  ],
)
