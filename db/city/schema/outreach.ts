/** Lists from the city and visits at the door. An import makes persons and list rows, never a client. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { actor } from './actor.ts'
import { dwelling, person } from './clients.ts'
import { programme } from './programmes.ts'

export const listImport = pgTable(
  'list_import',
  {
    id: id(),
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
    header: jsonb('header').$type<string[]>().notNull(),
  },
  (t) => [
    check(
      'list_import_reconciles',
      sql`${t.rows} = ${t.created} + ${t.updated} + ${t.unchanged} + ${t.duplicates} + ${t.rejected}`,
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
      enum: ['created', 'updated', 'unchanged', 'duplicate', 'rejected'],
    }).notNull(),
    personId: uuid('person_id').references(() => person.id),
    column: text('column'),
    code: text('code'),
    cells: jsonb('cells').$type<string[]>(),
    warnings: jsonb('warnings').$type<{ column: string; code: string }[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    index('list_row_person').on(t.personId),
    check(
      'list_row_person_or_reason',
      sql`(${t.outcome} = 'rejected') = (${t.personId} is null and ${t.code} is not null)`,
    ),
  ],
)

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
