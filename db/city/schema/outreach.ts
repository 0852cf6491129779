/** Lists from the city and visits at the door. An import makes persons and list rows, never a client. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant } from '../../columns.ts'
import { actColumns, standing } from './act-columns.ts'
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

/** How a knock at a door can end. */
export const VISIT_OUTCOMES = [
  'nobody-home',
  'spoke-to-other',
  'call-back',
  'interested',
  'declined',
  'moved',
  'deceased',
  'wrong-address',
  'language-barrier',
] as const

/** Which part of a list a round goes to; what is left out asks for everybody. */
export interface RoundPart {
  importId?: string
  postcodes?: string[]
  streetKeys?: string[]
  languages?: string[]
  women?: boolean
  under27?: boolean
}

const percent = (column: AnyPgColumn) => sql`${column} between 0 and 100`

/** A walk from door to door: who is visited, until when, and whom it must not leave behind. Its people are frozen in `round_person`. */
export const outreachRound = pgTable(
  'outreach_round',
  {
    id: id(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programme.id),
    importId: uuid('import_id').references(() => listImport.id),
    name: text('name').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    instructions: text('instructions').notNull().default(''),
    /** Where whoever gets a letter reaches the office. */
    phone: text('phone').notNull(),
    /** Shares of the people who were met, in percent. */
    targetWomen: integer('target_women').notNull(),
    targetUnder27: integer('target_under_27').notNull(),
    part: jsonb('part').$type<RoundPart>().notNull(),
    status: text('status', { enum: ['open', 'closed'] })
      .notNull()
      .default('open'),
    closedAt: instant('closed_at'),
    ...actColumns(),
  },
  (t) => [
    index('outreach_round_open').on(t.untilOn).where(sql`status = 'open' and voided_at is null`),
    check('outreach_round_dates', sql`${t.untilOn} >= ${t.fromOn}`),
    check('outreach_round_targets', sql`${percent(t.targetWomen)} and ${percent(t.targetUnder27)}`),
    check('outreach_round_closed', sql`(${t.status} = 'closed') = (${t.closedAt} is not null)`),
  ],
)

/** Who goes. */
export const roundWalker = pgTable(
  'round_walker',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => outreachRound.id),
    actorId: uuid('actor_id')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.actorId] }), index('round_walker_actor').on(t.actorId)],
)

/** Whom a round visits and behind which door, as on the day it was planned. */
export const roundPerson = pgTable(
  'round_person',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => outreachRound.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    dwellingId: uuid('dwelling_id')
      .notNull()
      .references(() => dwelling.id),
    /** The list that brought the person into a round that was running already. */
    importId: uuid('import_id').references(() => listImport.id),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.personId] }),
    index('round_person_person').on(t.personId),
    index('round_person_import').on(t.importId).where(sql`import_id is not null`),
  ],
)

/** A knock at a door, on a round or without one. A refusal makes no file, only this row and a `do_not_visit`. */
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
    roundId: uuid('round_id'),
    outcome: text('outcome', { enum: VISIT_OUTCOMES }).notNull(),
    /** When to come again, as agreed at the door. */
    callBackAt: instant('call_back_at'),
    /** BCP 47: what is spoken behind the door. */
    language: text('language'),
    note: text('note'),
    ...actColumns(),
  },
  (t) => [
    index('visit_person').on(t.personId, t.occurredOn.desc()),
    index('visit_programme').on(t.programmeId),
    index('visit_recorder').on(t.recordedBy, t.recordedAt),
    index('visit_round').on(t.roundId).where(sql`round_id is not null`),
    foreignKey({
      name: 'visit_of_round',
      columns: [t.roundId, t.personId],
      foreignColumns: [roundPerson.roundId, roundPerson.personId],
    }),
    check('visit_call_back', sql`(${t.outcome} = 'call-back') = (${t.callBackAt} is not null)`),
    check('visit_language', sql`${t.language} is null or ${t.outcome} = 'language-barrier'`),
    check('visit_refusal_says_no_more', sql`${t.note} is null or ${t.outcome} <> 'declined'`),
  ],
)

/** Nobody goes to this person any more. All that is kept of a refusal: who, since when, what kind of reason. */
export const doNotVisit = pgTable(
  'do_not_visit',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    reason: text('reason', { enum: ['declined'] }).notNull(),
    sinceOn: day('since_on').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
    liftedAt: instant('lifted_at'),
    liftedBy: uuid('lifted_by').references(() => actor.id),
    liftReason: text('lift_reason'),
  },
  (t) => [
    uniqueIndex('do_not_visit_once').on(t.personId).where(sql`lifted_at is null`),
    index('do_not_visit_newest').on(t.sinceOn, t.id).where(sql`lifted_at is null`),
    check(
      'do_not_visit_lifted',
      sql`num_nonnulls(${t.liftedAt}, ${t.liftedBy}, ${t.liftReason}) in (0, 3) and btrim(${t.liftReason}) <> ''`,
    ),
  ],
)

/** A letter to somebody nobody reached. Of its code only the digest is kept: SHA-256, hexadecimal. */
export const outreachLetter = pgTable(
  'outreach_letter',
  {
    id: id(),
    roundId: uuid('round_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** BCP 47: what stands beside the German. */
    language: text('language').notNull(),
    codeDigest: text('code_digest').notNull().unique(),
    expiresOn: day('expires_on').notNull(),
    /** The day it went out; null while it is only printed. */
    sentOn: day('sent_on'),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('outreach_letter_once').on(t.roundId, t.personId).where(standing),
    foreignKey({
      name: 'outreach_letter_of_round',
      columns: [t.roundId, t.personId],
      foreignColumns: [roundPerson.roundId, roundPerson.personId],
    }),
  ],
)

/** Somebody who got a letter asks to be called; each code once. */
export const callRequest = pgTable(
  'call_request',
  {
    id: id(),
    letterId: uuid('letter_id')
      .notNull()
      .unique()
      .references(() => outreachLetter.id),
    phone: text('phone').notNull(),
    bestTime: text('best_time').notNull().default(''),
    receivedAt: instant('received_at').notNull(),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => actor.id),
  },
  (t) => [
    index('call_request_open').on(t.receivedAt).where(sql`done_at is null`),
    check('call_request_done', sql`(${t.doneAt} is null) = (${t.doneBy} is null)`),
  ],
)
