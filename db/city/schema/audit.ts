import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant, xid8 } from '../../columns.ts'

/** Who this database is. Compared with the registry whenever a pool opens. */
export const cityIdentity = pgTable(
  'city_identity',
  {
    one: smallint('one').primaryKey().default(1),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    /** Counts up when the database moves to another server: transaction numbers start anew there. */
    generation: integer('generation').notNull(),
  },
  (t) => [check('city_identity_one', sql`${t.one} = 1`)],
)

export const AUDIT_ACTIONS = [
  'view',
  'search',
  'create',
  'change',
  'export',
  'print',
  'share',
  'failure',
  'import',
  'send',
  'count',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Categories of Article 9 GDPR that a row may say were read. */
export const SPECIAL_CATEGORIES = ['health', 'minority', 'religion'] as const
export type SpecialCategory = (typeof SPECIAL_CATEGORIES)[number]

/** `'view', 'search'`: for a check. */
const oneOf = (words: readonly string[]): SQL => sql.raw(words.map((word) => `'${word}'`).join(', '))

/** One row for each act, written in the act's own transaction; chained later by the sealer. */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    generation: integer('generation').notNull(),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    at: instant('at').notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role').notNull(),
    organisation: text('organisation'),
    action: text('action', { enum: AUDIT_ACTIONS }).notNull(),
    /** Which page or command, a word of ours. */
    subject: text('subject').notNull(),
    subjectId: uuid('subject_id'),
    /** SHA-256 of salt and value in `audit_value`; stays when they are erased. */
    valueDigest: bytea('value_digest'),
    /** Why, in the words of whoever asked; null where page or command say enough. */
    reason: text('reason'),
    /** Categories of Article 9 GDPR that were read; null when none. */
    special: text('special', { enum: SPECIAL_CATEGORIES }).array(),
  },
  (t) => [
    index('audit_event_xid').on(t.generation, t.xid),
    index('audit_event_subject').on(t.subjectId, t.at, t.id),
    index('audit_event_actor').on(t.actorId, t.at, t.id),
    check('audit_event_action', sql`${t.action} in (${oneOf(AUDIT_ACTIONS)})`),
    check('audit_event_special', sql`${t.special} <@ array[${oneOf(SPECIAL_CATEGORIES)}]`),
    check('audit_event_reason', sql`btrim(${t.reason}) <> ''`),
  ],
)

/** Personal values of an act (what was searched for), kept apart so that erasure leaves the chain whole. */
export const auditValue = pgTable('audit_value', {
  eventId: bigint('event_id', { mode: 'number' })
    .primaryKey()
    .references(() => auditEvent.id),
  salt: bytea('salt').notNull(),
  value: jsonb('value').$type<Record<string, string | number | null>>().notNull(),
})

/**
 * What an act changed, a row of the city each: written by the trigger `audit_change` of every table (db/city/audit.sql),
 * never by a command. Erasure sets `salt` and `fields` to null; `digest` and with it the seal stay.
 */
export const auditChange = pgTable(
  'audit_change',
  {
    eventId: bigint('event_id', { mode: 'number' })
      .notNull()
      .references(() => auditEvent.id),
    nth: bigint('nth', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    tableName: text('table_name').notNull(),
    /** The primary key: `{"id": "..."}`. */
    rowKey: jsonb('row_key').$type<Record<string, string>>().notNull(),
    salt: bytea('salt'),
    fields: jsonb('fields').$type<ChangedFields>(),
    /** SHA-256 of salt, table, key and fields. */
    digest: bytea('digest').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.nth] }),
    check('audit_change_erased', sql`(${t.salt} is null) = (${t.fields} is null)`),
  ],
)

/** Column by column, as Postgres writes the value in JSON. */
export type ChangedFields = Record<string, { before: Json; after: Json }>
type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A seal closes a range of transactions [xidFrom, xidTo) of one generation and chains onto the seal before. */
export const auditSeal = pgTable('audit_seal', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  generation: integer('generation').notNull(),
  xidFrom: xid8('xid_from').notNull(),
  xidTo: xid8('xid_to').notNull(),
  /** 8 bytes of id and 32 bytes of digest for each row, ordered by id. */
  digests: bytea('digests').notNull(),
  previousMac: bytea('previous_mac').notNull(),
  mac: bytea('mac').notNull(),
  sealedAt: instant('sealed_at').notNull(),
})

/** Which seal of the platform's trail this city has seen: whoever cuts that trail's end off would have to bend every city. */
export const platformWitness = pgTable('platform_witness', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  mac: bytea('mac').notNull(),
  /** The newest row that seal closes over. */
  lastRow: bigint('last_row', { mode: 'number' }).notNull(),
  /** HMAC by a key outside every database: a city's owner cannot make up a seal the platform never had. */
  proof: bytea('proof').notNull(),
  witnessedAt: instant('witnessed_at').notNull(),
})
