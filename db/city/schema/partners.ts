import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { actor } from './actor.ts'
import { client } from './clients.ts'
import { participation } from './programmes.ts'

export const CONSENT_CATEGORIES = [
  'identity',
  'contact',
  'residence',
  'health',
  'assessment',
  'plan',
  'services',
] as const

/** What a client is referred for, and what a consent is bound to. */
export const SHARING_PURPOSES = [
  'job-applications',
  'qualification',
  'job-placement',
  'debt-advice',
  'counselling',
] as const

/**
 * What the client answered to: may this organisation see this for that purpose? One row for each category of one form.
 * Organisation ids are the platform's; the name is the one that stood in the text.
 */
export const consent = pgTable(
  'consent',
  {
    id: id(),
    /** One form, one signature: the rows that were answered together. */
    formId: uuid('form_id').notNull(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    organisationId: uuid('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    category: text('category', { enum: CONSENT_CATEGORIES }).notNull(),
    purpose: text('purpose', { enum: SHARING_PURPOSES }).notNull(),
    answer: text('answer', { enum: ['given', 'refused'] })
      .notNull()
      .default('given'),
    textVersion: text('text_version').notNull(),
    /** BCP 47. */
    languageShown: text('language_shown').notNull(),
    interpreter: boolean('interpreter').notNull().default(false),
    interpreterName: text('interpreter_name').notNull().default(''),
    /** Null for a refusal: nobody has to sign that. `paper`: the sheet is signed and lies in the office. */
    signedHow: text('signed_how', { enum: ['typed', 'paper'] }),
    signedName: text('signed_name').notNull().default(''),
    expiresOn: day('expires_on'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => actor.id),
    withdrawnHow: text('withdrawn_how', { enum: ['in-person', 'phone', 'in-writing'] }),
    withdrawalReason: text('withdrawal_reason').notNull().default(''),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('consent_of_form').on(t.formId, t.category),
    // What a referral names: whose consent, to whom, for what.
    unique('consent_named').on(t.id, t.clientId, t.organisationId, t.purpose, t.category),
    index('consent_client').on(t.clientId),
    index('consent_organisation').on(t.organisationId, t.clientId),
    check('consent_expiry', sql`${t.expiresOn} >= ${t.occurredOn}`),
    check('consent_signed', sql`(${t.answer} = 'given') = (${t.signedHow} is not null)`),
    check('consent_typed', sql`${t.signedHow} is distinct from 'typed' or ${t.signedName} <> ''`),
    check(
      'consent_withdrawal',
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnHow} is null) and (${t.withdrawnAt} is null) = (${t.withdrawnBy} is null)`,
    ),
  ],
)

/**
 * A client sent to a partner organisation, from a day until a day. It names the consent to identity it rests on: whose,
 * to whom and for what is held by the foreign key; that it stands on that day, by the trigger `referral_needs_consent`.
 */
export const referral = pgTable(
  'referral',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    purpose: text('purpose', { enum: SHARING_PURPOSES }).notNull(),
    consentId: uuid('consent_id').notNull(),
    consentCategory: text('consent_category', { enum: ['identity'] })
      .notNull()
      .default('identity'),
    note: text('note').notNull().default(''),
    /** The last day; set ahead for a referral that ends by itself. */
    untilOn: day('until_on'),
    /** Ended by hand: nothing is seen from this moment on. */
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    foreignKey({
      name: 'referral_consent',
      columns: [t.consentId, t.clientId, t.organisationId, t.purpose, t.consentCategory],
      foreignColumns: [
        consent.id,
        consent.clientId,
        consent.organisationId,
        consent.purpose,
        consent.category,
      ],
    }),
    uniqueIndex('referral_live')
      .on(t.clientId, t.organisationId, t.purpose)
      .where(sql`ended_at is null and voided_at is null`),
    unique('referral_of_organisation').on(t.id, t.organisationId),
    index('referral_organisation').on(t.organisationId, t.clientId),
    index('referral_consent_index').on(t.consentId),
    check('referral_dates', sql`${t.untilOn} >= ${t.occurredOn}`),
    check('referral_identity', sql`${t.consentCategory} = 'identity'`),
    check(
      'referral_end',
      sql`(${t.endedAt} is null) = (${t.endReason} is null) and (${t.endedAt} is null or ${t.untilOn} is not null)`,
    ),
  ],
)

/** What the organisation says to a referral, once. A declined referral shows nothing any more. */
export const referralAnswer = pgTable(
  'referral_answer',
  {
    referralId: uuid('referral_id').primaryKey(),
    organisationId: uuid('organisation_id').notNull(),
    answer: text('answer', { enum: ['accepted', 'declined'] }).notNull(),
    reason: text('reason').notNull().default(''),
    answeredAt: instant('answered_at').notNull(),
    answeredBy: uuid('answered_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    foreignKey({
      name: 'referral_answer_of',
      columns: [t.referralId, t.organisationId],
      foreignColumns: [referral.id, referral.organisationId],
    }),
    check('referral_answer_reason', sql`${t.answer} = 'accepted' or ${t.reason} <> ''`),
  ],
)

/** What somebody wrote down about a client. `internal` stays in the city; an organisation's own is never that. */
export const note = pgTable(
  'note',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    text: text('text').notNull(),
    internal: boolean('internal').notNull(),
    /** The author's organisation; null = staff of the city. */
    organisationId: uuid('organisation_id'),
    ...actColumns(),
  },
  (t) => [
    index('note_client').on(t.clientId, t.occurredOn.desc()),
    check('note_text', sql`${t.text} <> ''`),
    check('note_internal', sql`not (${t.internal} and ${t.organisationId} is not null)`),
  ],
)
