/** The trail of accounts, and what the platform remembers of the cities' trails. */
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, xid8 } from '../../columns.ts'
import { city } from './registry.ts'

/** The seals of the platform's own trail, `account_event`: the same table as in a city. */
export { auditSeal } from '../../city/schema/audit.ts'

/** One row: counts up when this database moves to another server, where transaction numbers start anew. */
export const platformIdentity = pgTable(
  'platform_identity',
  {
    one: smallint('one').primaryKey().default(1),
    generation: integer('generation').notNull().default(1),
  },
  (t) => [check('platform_identity_one', sql`${t.one} = 1`)],
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
  'recovery-codes-renewed',
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
  'contract-set',
  'job-asked-again',
  'job-discarded',
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

/**
 * Cities in which something was done that may have no seal yet, as the processes that did it say: a hint for the sealer. A
 * process that ends before it has said so loses it; whoever looks within the hour into every city that was written in seals it.
 */
export const trailTouch = pgTable(
  'trail_touch',
  {
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    /** The first of what waits: old means that nobody seals. */
    since: instant('since').notNull(),
    /** The newest: the hint is taken away only as it was read before sealing. */
    touchedAt: instant('touched_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citySlug] })],
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
    /** When the sealer last found that seal in the city's trail, to the minute. Older than a day: nobody looks. */
    anchoredAt: instant('anchored_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.citySlug] })],
)
