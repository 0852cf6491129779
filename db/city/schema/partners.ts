import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
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

/** Whom the client allows to see what and for what purpose. Organisation ids are the platform's. */
export const consent = pgTable(
  'consent',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    organisationId: uuid('organisation_id').notNull(),
    category: text('category', { enum: CONSENT_CATEGORIES }).notNull(),
    purpose: text('purpose').notNull(),
    textVersion: text('text_version').notNull(),
    languageShown: text('language_shown').notNull(),
    interpreter: boolean('interpreter').notNull().default(false),
    expiresOn: day('expires_on'),
    withdrawnAt: instant('withdrawn_at'),
    ...actColumns(),
  },
  (t) => [
    uniqueIndex('consent_once')
      .on(t.clientId, t.organisationId, t.category, t.purpose)
      .where(sql`withdrawn_at is null and voided_at is null`),
    check('consent_expiry', sql`${t.expiresOn} >= ${t.occurredOn}`),
  ],
)

/** A client sent to a partner organisation, from a day until a day. */
export const referral = pgTable(
  'referral',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    purpose: text('purpose').notNull(),
    untilOn: day('until_on'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('referral_live')
      .on(t.clientId, t.organisationId, t.purpose)
      .where(sql`until_on is null and voided_at is null`),
    index('referral_organisation').on(t.organisationId, t.clientId),
    check('referral_dates', sql`${t.untilOn} >= ${t.occurredOn}`),
  ],
)
