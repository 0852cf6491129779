import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
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
  'import',
  'send',
  'count',
] as const

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
    /** SHA-256 of salt and value in `audit_value`; stays when both are erased. */
    valueDigest: bytea('value_digest'),
  },
  (t) => [
    index('audit_event_xid').on(t.generation, t.xid),
    index('audit_event_subject').on(t.subjectId, t.at),
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
