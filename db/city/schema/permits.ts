import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { person } from './clients.ts'
import { participation } from './programmes.ts'

/** Category residence: one dated paper. `occurredOn` is the day it was seen or listed. */
export const residenceTitle = pgTable(
  'residence_title',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    /** Key of the statuses table; null when the wording is not known. */
    status: text('status'),
    wording: text('wording').notNull(),
    validUntil: day('valid_until'),
    ...actColumns(),
  },
  (t) => [index('residence_title_person').on(t.personId, t.occurredOn, t.recordedAt)],
)

/** Category residence: since when somebody is in the country, as exactly as it is known. */
export const personStay = pgTable('person_stay', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  enteredOn: text('entered_on').notNull(),
})

/** An extension asked for and what became of it. `occurredOn` is the day of the application. */
export const permitExtension = pgTable(
  'permit_extension',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    titleId: uuid('title_id')
      .notNull()
      .references(() => residenceTitle.id),
    decidedOn: day('decided_on'),
    outcome: text('outcome', { enum: ['granted', 'refused'] }),
    newTitleId: uuid('new_title_id').references(() => residenceTitle.id),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('permit_extension_open').on(t.titleId).where(sql`outcome is null and voided_at is null`),
    index('permit_extension_client').on(t.clientId),
    check('permit_extension_decided', sql`(${t.decidedOn} is null) = (${t.outcome} is null)`),
    check('permit_extension_order', sql`${t.decidedOn} >= ${t.occurredOn}`),
    check(
      'permit_extension_title',
      sql`(${t.outcome} is not distinct from 'granted') = (${t.newTitleId} is not null)`,
    ),
  ],
)

/**
 * Category residence: what the work permission is found from, as somebody said it on a day. The newest row counts, those
 * before stay. The values are those of the permits room's rules.
 */
export const workFacts = pgTable(
  'work_facts',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    receptionDuty: text('reception_duty', { enum: ['yes', 'no', 'unknown'] }).notNull(),
    asylumAppliedOn: day('asylum_applied_on'),
    stayingSince: day('staying_since'),
    toleratedSince: day('tolerated_since'),
    safeCountry: text('safe_country', { enum: ['no', 'yes', 'georgia-moldova', 'unknown'] }).notNull(),
    rejection: text('rejection', { enum: ['no', 'rejected', 'suspended', 'unknown'] }).notNull(),
    removalImminent: text('removal_imminent', { enum: ['yes', 'no', 'unknown'] }).notNull(),
    barred: text('barred', { enum: ['yes', 'no', 'unknown'] }).notNull(),
    fiction: text('fiction', { enum: ['continues', 'lawful-stay', 'unknown'] }).notNull(),
    employment: text('employment', {
      enum: ['job', 'training', 'internship', 'family-business', 'highly-skilled'],
    }).notNull(),
    ...actColumns(),
  },
  (t) => [
    index('work_facts_person').on(t.personId, t.recordedAt),
    check(
      'work_facts_past',
      sql`greatest(${t.asylumAppliedOn}, ${t.stayingSince}, ${t.toleratedSince}) <= ${t.occurredOn}`,
    ),
  ],
)
