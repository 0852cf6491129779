/** Cities, regions, and the organisations that work for them. No personal data of clients and no raw count of a city. */
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
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant, xid8 } from '../../columns.ts'

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

/**
 * When each city last had its turn, whatever the hints say, and what tells whether it needs one: Postgres' own count of what was
 * written in its database. Says of a city only that it was worked in.
 */
export const cityTurn = pgTable('city_turn', {
  citySlug: text('city_slug')
    .primaryKey()
    .references(() => city.slug, { onDelete: 'cascade' }),
  lookedAt: instant('looked_at').notNull(),
  /** By when it needs the next though nothing is written in it; null = soon, for something could not be done. */
  lookBy: instant('look_by'),
  /** Transactions of its database from this one on have not been seen. */
  unseenXid: xid8('unseen_xid'),
  /** Which counters they are that counted `writes`: others say nothing of the time before them. */
  counters: text('counters'),
  /** Rows ever inserted, updated or deleted, before it was looked into. */
  writes: bigint('writes', { mode: 'number' }),
})

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

/**
 * The key of a city's files, AES-256-GCM under the installation's key. Without its row nobody opens a file of the city
 * again, wherever the bytes lie.
 */
export const cityFileKey = pgTable('city_file_key', {
  citySlug: text('city_slug')
    .primaryKey()
    .references(() => city.slug, { onDelete: 'cascade' }),
  secret: bytea('secret').notNull(),
})

export const organisation = pgTable('organisation', {
  id: id(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
})

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

/** Marks of the demo and other one-time acts, so that a second start does not repeat them. */
export const milestone = pgTable('milestone', {
  name: text('name').primaryKey(),
  detail: jsonb('detail').$type<Record<string, string>>().notNull().default({}),
  reachedAt: instant('reached_at').notNull().default(sql`now()`),
})
