/** What is settled when somebody becomes known: how they are reached and spoken to, and what they were told of their data. */
import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { person } from './clients.ts'

export const CHANNELS = ['mobile', 'phone', 'email', 'letter', 'visit'] as const

/**
 * Category contact: how somebody is reached, as told on a day. The newest row counts, those before stay. E-mail, phone, language
 * and interpreter that count now stand in `person_contact`, which reminders read and lists change.
 */
export const contactRecord = pgTable(
  'contact_record',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    email: text('email'),
    /** E.164, as are all numbers here. */
    mobile: text('mobile'),
    phone: text('phone'),
    /** A messenger is for people to know; the product writes to none. */
    messenger: text('messenger').notNull().default(''),
    preferred: text('preferred', { enum: CHANNELS }),
    bestTime: text('best_time').notNull().default(''),
    /** Who else may be called, because the person said so. */
    otherName: text('other_name').notNull().default(''),
    otherPhone: text('other_phone'),
    /** BCP 47: spoken in talks. */
    language: text('language'),
    interpreter: boolean('interpreter').notNull(),
    /** Only where the person said so. */
    interpreterGender: text('interpreter_gender', { enum: ['female', 'male'] }),
    /** BCP 47: what is read, and how well. */
    readsLanguage: text('reads_language'),
    literacy: text('literacy', { enum: ['none', 'little', 'well'] }),
    ...actColumns(),
  },
  (t) => [
    index('contact_record_person').on(t.personId, t.recordedAt),
    check('contact_record_other', sql`${t.otherPhone} is null or ${t.otherName} <> ''`),
  ],
)

export const NOTICE_WAYS = ['handed-out', 'read-out', 'sent'] as const

/** The information of Art. 13 and 14 GDPR was given to a person. One form may inform a family. */
export const privacyNotice = pgTable(
  'privacy_notice',
  {
    id: id(),
    formId: uuid('form_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    textVersion: text('text_version').notNull(),
    /** BCP 47; `-simple` = in plain words. */
    language: text('language').notNull(),
    way: text('way', { enum: NOTICE_WAYS }).notNull(),
    /** Who interpreted; empty = nobody did. */
    interpreterName: text('interpreter_name').notNull().default(''),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('privacy_notice_of_form').on(t.formId, t.personId),
    index('privacy_notice_person').on(t.personId, t.occurredOn),
  ],
)
