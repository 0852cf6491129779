/** How an account signs in and stays signed in. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant } from '../../columns.ts'
import { account } from './accounts.ts'
import { city } from './registry.ts'

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
