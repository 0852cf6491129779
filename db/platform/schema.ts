/** The registry of cities, accounts and released figures. No personal data of clients and no raw count of a city. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant, xid8 } from '../columns.ts'

/** The seals of the platform's own trail, `account_event`: the same table as in a city. */
export { auditSeal } from '../city/schema/audit.ts'

/** One row: counts up when this database moves to another server, where transaction numbers start anew. */
export const platformIdentity = pgTable(
  'platform_identity',
  {
    one: smallint('one').primaryKey().default(1),
    generation: integer('generation').notNull().default(1),
  },
  (t) => [check('platform_identity_one', sql`${t.one} = 1`)],
)

export const region = pgTable('region', {
  slug: text('slug').primaryKey(),
  name: text('name').notNull(),
})

export const city = pgTable(
  'city',
  {
    slug: text('slug').primaryKey(),
    name: text('name').notNull(),
    /** Band across the head of every page of this city. */
    colour: text('colour').notNull(),
    regionSlug: text('region_slug').references(() => region.slug),
    /** Where the city's database lives; null = on the server of this database. */
    host: text('host'),
    port: integer('port'),
    timeZone: text('time_zone').notNull().default('Europe/Berlin'),
    status: text('status', { enum: ['provisioning', 'live', 'suspended'] })
      .notNull()
      .default('provisioning'),
    generation: integer('generation').notNull().default(1),
    schemaVersion: integer('schema_version').notNull().default(0),
    schemaFingerprint: text('schema_fingerprint'),
    /** Whether its staff must sign in with a second factor. Partners and coordinators must anyway. */
    secondFactorRequired: boolean('second_factor_required').notNull().default(false),
    /** When the next message of this city falls due, as far as is known here: a hint for the sweep, no more. */
    nextDueAt: instant('next_due_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    check('city_slug', sql`${t.slug} ~ '^[a-z][a-z0-9-]{1,40}$'`),
    check('city_colour', sql`${t.colour} ~ '^#[0-9a-f]{6}$'`),
    index('city_due').on(t.nextDueAt).where(sql`status = 'live'`),
  ],
)

/** Passwords of the city's login roles, AES-256-GCM under the installation's key. */
export const cityCredential = pgTable(
  'city_credential',
  {
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    role: text('role', { enum: ['owner', 'staff', 'partner', 'report', 'sealer'] }).notNull(),
    secret: bytea('secret').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citySlug, t.role] })],
)

export const organisation = pgTable('organisation', {
  id: id(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
})

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
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [uniqueIndex('account_email').on(sql`lower(${t.email})`)],
)

export const session = pgTable(
  'session',
  {
    /** SHA-256 of the id in the cookie, hexadecimal. */
    id: text('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    /** The latest end, however busy the session is. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** Written at most once a minute. */
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    /** Browser and system in words of ours: 'Firefox, Windows'; empty when it says nothing we know. */
    browser: text('browser').notNull().default(''),
  },
  (t) => [index('session_account').on(t.userId)],
)

/** Somebody who gave the right password and still owes the code: can do nothing else with this. */
export const halfSignIn = pgTable(
  'half_sign_in',
  {
    /** SHA-256 of the token in the cookie, hexadecimal. */
    id: text('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('half_sign_in_account').on(t.accountId)],
)

export const secondFactor = pgTable('second_factor', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => account.id, { onDelete: 'cascade' }),
  /** Base32, AES-256-GCM under the installation's key. */
  secret: bytea('secret').notNull(),
  /** The newest step of 30 seconds whose code was used: no code is taken twice. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull(),
  setAt: instant('set_at').notNull(),
})

/** For whoever has lost the telephone: each is good once. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => secondFactor.accountId, { onDelete: 'cascade' }),
    /** HMAC-SHA256 with a key outside the database. */
    digest: bytea('digest').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.digest] })],
)

/**
 * Failed attempts by account and by network address, as rate-limiter-flexible keeps them (the order of columns is
 * its own). Keys are HMACs: no address of anybody stands here.
 */
export const failedAttempt = pgTable('failed_attempt', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint('expire', { mode: 'number' }),
})

/** A city's own OpenID Connect provider, by which its people may sign in. */
export const citySignIn = pgTable(
  'city_sign_in',
  {
    citySlug: text('city_slug')
      .primaryKey()
      .references(() => city.slug, { onDelete: 'cascade' }),
    /** Exactly as the provider writes it. */
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    /** AES-256-GCM under the installation's key. */
    clientSecret: bytea('client_secret').notNull(),
    /** What the button says: 'Stadt Wuppertal'. */
    label: text('label').notNull(),
    enabled: boolean('enabled').notNull().default(true),
  },
  (t) => [
    check(
      'city_sign_in_issuer',
      sql`${t.issuer} ~ '^(https://|http://(localhost|127[.]0[.]0[.]1|[[]::1[]])(:|/|$))'`,
    ),
    check('city_sign_in_label', sql`length(${t.label}) between 2 and 80`),
  ],
)

/** Who somebody is to a provider, and which account that is here. Only an invitation makes such a row. */
export const accountIdentity = pgTable(
  'account_identity',
  {
    issuer: text('issuer').notNull(),
    /** A word of the provider that means this person for ever, and nothing to anybody else. */
    subject: text('subject').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('account_identity_account').on(t.accountId)],
)

/** Somebody on the way to a city's provider and back. Good once; everything else is derived from the token. */
export const citySignInAttempt = pgTable(
  'city_sign_in_attempt',
  {
    /** SHA-256 of the token in the cookie, hexadecimal. */
    id: text('id').primaryKey(),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    index('city_sign_in_attempt_expires').on(t.expiresAt),
    index('city_sign_in_attempt_city').on(t.citySlug),
  ],
)

export const ACCOUNT_EVENTS = [
  'sign-in',
  'sign-in-failed',
  'sign-in-locked',
  'sign-out',
  'session-revoked',
  'password-changed',
  'email-changed',
  'second-factor-set',
  'second-factor-removed',
  'recovery-code-used',
  'invitation-made',
  'invitation-accepted',
  'invitation-withdrawn',
  'membership-given',
  'membership-changed',
  'membership-removed',
  'identity-linked',
  'second-factor-required',
  'second-factor-not-required',
  'city-sign-in-on',
  'city-sign-in-off',
  'city-provisioned',
  'city-suspended',
  'city-resumed',
  'city-removed',
] as const

/**
 * The trail of the platform: sign-ins and acts on accounts and cities, insert only, sealed like a city's. Ids outlive
 * what they name, so nothing refers to them.
 */
export const accountEvent = pgTable(
  'account_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    generation: integer('generation').notNull(),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    at: instant('at').notNull(),
    kind: text('kind', { enum: ACCOUNT_EVENTS }).notNull(),
    /** Null: nobody who is signed in, or the command line. */
    actorId: uuid('actor_id'),
    /** On whom it was done; null when no account is meant or the address is nobody's. */
    accountId: uuid('account_id'),
    citySlug: text('city_slug'),
    /** A word of ours or the reason somebody gave; never a password, never a client. */
    reason: text('reason'),
  },
  (t) => [
    index('account_event_xid').on(t.generation, t.xid),
    index('account_event_account').on(t.accountId, t.at),
    check('account_event_reason', sql`length(${t.reason}) <= 300`),
  ],
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

/** Which organisation works for which city. Both days count; without a last day until further notice. */
export const contract = pgTable(
  'contract',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    validFrom: day('valid_from').notNull(),
    validUntil: day('valid_until'),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.citySlug, t.validFrom] }),
    uniqueIndex('contract_one_open').on(t.organisationId, t.citySlug).where(sql`valid_until is null`),
    index('contract_city').on(t.citySlug),
    check('contract_days', sql`${t.validUntil} >= ${t.validFrom}`),
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
      enum: ['invitation', 'reset', 'email-change', 'email-changed', 'password-changed'],
    }).notNull(),
    language: text('language', { enum: ['de', 'en'] }).notNull(),
    /** Null for an invitation, and for a reset: who asks for one may have no account. */
    accountId: uuid('account_id').references(() => account.id, { onDelete: 'cascade' }),
    invitationId: uuid('invitation_id').references(() => invitation.id, { onDelete: 'cascade' }),
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
    check('platform_mail_about', sql`(${t.kind} = 'invitation') = (${t.invitationId} is not null)`),
    check(
      'platform_mail_open',
      sql`(${t.nextAt} is null) = (${t.state} in ('sent', 'skipped', 'failed', 'unknown'))`,
    ),
    check('platform_mail_frozen', sql`(${t.state} = 'frozen') = (${t.frozen} is not null)`),
    check('platform_mail_erased', sql`(${t.nextAt} is null) = (${t.recipient} is null)`),
  ],
)

/** The last seal of each city's audit trail: whoever cuts the trail's end off would have to bend this too. */
export const auditAnchor = pgTable(
  'audit_anchor',
  {
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    mac: bytea('mac').notNull(),
    /** The newest row that seal closes over: names what is missing when the end is cut off. */
    lastRow: bigint('last_row', { mode: 'number' }),
    anchoredAt: instant('anchored_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citySlug] })],
)

/** A count over the cities of a region. The row is the truth; the jobs that carry it out may be lost and made again. */
export const reportRun = pgTable(
  'report_run',
  {
    id: id(),
    regionSlug: text('region_slug')
      .notNull()
      .references(() => region.slug),
    /** Null: since the beginning. */
    periodFrom: day('period_from'),
    periodTo: day('period_to').notNull(),
    state: text('state', { enum: ['running', 'done', 'failed'] })
      .notNull()
      .default('running'),
    requestedBy: uuid('requested_by').references(() => account.id, { onDelete: 'set null' }),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** How often its jobs were put into the queue. */
    attempts: integer('attempts').notNull().default(0),
    /** When they were last put there or gave a sign of life, by the database's own clock. */
    lastSignAt: instant('last_sign_at'),
  },
  (t) => [
    uniqueIndex('report_run_one_running').on(t.regionSlug).where(sql`state = 'running'`),
    index('report_run_latest').on(t.regionSlug, t.startedAt.desc()),
  ],
)

/** One city's part of a run: an id of figures that lie frozen in the city's own database, never the figures. */
export const reportPart = pgTable(
  'report_part',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => reportRun.id, { onDelete: 'cascade' }),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    state: text('state', { enum: ['waiting', 'frozen', 'failed'] })
      .notNull()
      .default('waiting'),
    snapshotId: uuid('snapshot_id'),
    /** The day the shown figures were counted; older than the run when the city did not answer. */
    figuresOf: day('figures_of'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.citySlug] })],
)

/** What may be shown: each cell after disclosure control. `value` is null exactly when it is hidden. */
export const releasedFigure = pgTable(
  'released_figure',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => reportRun.id, { onDelete: 'cascade' }),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    measure: text('measure').notNull(),
    value: integer('value'),
    hidden: text('hidden', { enum: ['small', 'derivable'] }),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.citySlug, t.measure] }),
    check('released_figure_hidden', sql`(${t.value} is null) = (${t.hidden} is not null)`),
    check('released_figure_small', sql`${t.value} not in (1, 2)`),
  ],
)

/** Marks of the demo and other one-time acts, so that a second start does not repeat them. */
export const milestone = pgTable('milestone', {
  name: text('name').primaryKey(),
  detail: jsonb('detail').$type<Record<string, string>>().notNull().default({}),
  reachedAt: instant('reached_at').notNull().default(sql`now()`),
})
