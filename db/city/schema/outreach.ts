/** Lists from the city and visits at the door. An import makes persons and list rows, never a client. */
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
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { actor } from './actor.ts'
import { dwelling, person } from './clients.ts'
import { programme } from './programmes.ts'

export const listImport = pgTable(
  'list_import',
  {
    id: id(),
    /** In the order in which lists were taken in: two may bear the same instant, and the earlier act may have waited. */
    nth: bigint('nth', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    importedOn: day('imported_on').notNull(),
    importedAt: instant('imported_at').notNull(),
    importedBy: uuid('imported_by')
      .notNull()
      .references(() => actor.id),
    rows: integer('rows').notNull(),
    created: integer('created').notNull(),
    updated: integer('updated').notNull(),
    unchanged: integer('unchanged').notNull(),
    duplicates: integer('duplicates').notNull(),
    rejected: integer('rejected').notNull(),
    /** New or changed, and not taken by whoever took the list in. */
    leftOut: integer('left_out').notNull().default(0),
    header: jsonb('header').$type<string[]>().notNull(),
    /** Taken back as a whole (imports.sql): its rows and the persons it made are gone, its figures stay. */
    voidedAt: instant('voided_at'),
    voidedBy: uuid('voided_by').references(() => actor.id),
    voidReason: text('void_reason'),
  },
  (t) => [
    check(
      'list_import_reconciles',
      sql`${t.rows} = ${t.created} + ${t.updated} + ${t.unchanged} + ${t.duplicates} + ${t.rejected} + ${t.leftOut}`,
    ),
    check(
      'list_import_voided',
      sql`(${t.voidedAt} is null) = (${t.voidedBy} is null) and (${t.voidedAt} is null) = (${t.voidReason} is null)`,
    ),
  ],
)

/** One line of one list and where it ended. `cells` only for what was rejected: it goes back to the office. */
export const listRow = pgTable(
  'list_row',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => listImport.id),
    /** Line in the file; the header is line 1. */
    line: integer('line').notNull(),
    outcome: text('outcome', {
      enum: ['created', 'updated', 'unchanged', 'duplicate', 'rejected', 'left-out'],
    }).notNull(),
    personId: uuid('person_id').references(() => person.id),
    column: text('column'),
    code: text('code'),
    cells: jsonb('cells').$type<string[]>(),
    warnings: jsonb('warnings').$type<{ column: string; code: string }[]>().notNull().default([]),
    /** Of a changed person: the `person_picture` before the change, to which taking back returns. */
    before: jsonb('before').$type<Record<string, unknown>>(),
    /** Of a new or changed person: digest of the `person_picture` that the import left; another one now was built on it. */
    picture: text('picture'),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    index('list_row_person').on(t.personId),
    check(
      'list_row_person_or_reason',
      sql`(${t.outcome} = 'rejected') = (${t.personId} is null and ${t.code} is not null)`,
    ),
    check(
      'list_row_person',
      sql`${t.personId} is not null or ${t.outcome} in ('rejected', 'duplicate', 'left-out')`,
    ),
    check(
      'list_row_before',
      sql`(${t.before} is not null) <= (${t.outcome} = 'updated' and ${t.picture} is not null)`,
    ),
  ],
)

/**
 * A list on its way in: uploaded, its columns settled, previewed, not yet taken. Holds personal data of people nobody may
 * ever write down, so it goes when the list is taken or thrown away, and after a day.
 */
export const listDraft = pgTable(
  'list_draft',
  {
    /** Becomes the id of the import. */
    id: id(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    uploadedAt: instant('uploaded_at').notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => actor.id),
    /** The bytes as they came, until they are read. */
    file: bytea('file'),
    /** Sheets and rows as JSON, gzipped. */
    content: bytea('content'),
    /** Why it cannot be read: a code of ours. */
    problem: text('problem'),
    /** Which sheet of a workbook, from 0. */
    sheet: integer('sheet'),
    /** The line of the headers; 0 when there are none. */
    headerLine: integer('header_line'),
    /** Column by position (from 1) as somebody said; 'leave-out' for none of ours. */
    answers: jsonb('answers').$type<Record<string, string>>(),
    /** Lines that somebody does not want to take. */
    excluded: jsonb('excluded').$type<number[]>().notNull().default([]),
    /** What the import would do with each row, as JSON, gzipped. */
    preview: bytea('preview'),
    /** Digest of the decisions shown in the preview. */
    fingerprint: text('fingerprint'),
    /** The city changed after the preview: it was made anew, and must be looked at anew. */
    outdated: boolean('outdated').notNull().default(false),
  },
  (t) => [
    index('list_draft_age').on(t.uploadedAt),
    check('list_draft_stage', sql`num_nonnulls(${t.file}, ${t.content}, ${t.problem}) = 1`),
    check('list_draft_preview', sql`(${t.preview} is null) = (${t.fingerprint} is null)`),
  ],
)

/** What this city's offices mean by a header that is in no table of ours. Asked once. */
export const listHeaderMeaning = pgTable('list_header_meaning', {
  /** Folded wording. */
  wording: text('wording').primaryKey(),
  /** A column of the list; null = left out. */
  column: text('column'),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: uuid('answered_by')
    .notNull()
    .references(() => actor.id),
})

export const VISIT_OUTCOMES = ['nobody-home', 'interested', 'declined', 'moved'] as const

/** A knock at a door. A refusal makes no file, only this row. */
export const visit = pgTable(
  'visit',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    dwellingId: uuid('dwelling_id').references(() => dwelling.id),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    outcome: text('outcome', { enum: VISIT_OUTCOMES }).notNull(),
    ...actColumns(),
  },
  (t) => [
    index('visit_person').on(t.personId, t.occurredOn.desc()),
    index('visit_programme').on(t.programmeId),
  ],
)
