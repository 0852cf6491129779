import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, day, id, instant } from '../../columns.ts'
import { standing } from './act-columns.ts'
import { actor } from './actor.ts'

export const LOGO_KINDS = ['png', 'jpeg'] as const

/** What stands at the top of every paper of the city: one row, made by the first change. Empty = not printed. */
export const letterhead = pgTable(
  'letterhead',
  {
    one: boolean('one').primaryKey().default(true),
    office: text('office').notNull(),
    street: text('street').notNull().default(''),
    postcode: text('postcode').notNull().default(''),
    town: text('town').notNull().default(''),
    phone: text('phone').notNull().default(''),
    email: text('email').notNull().default(''),
    web: text('web').notNull().default(''),
    /** A picture of that kind by its content, at most 200 KB. */
    logo: bytea('logo'),
    logoKind: text('logo_kind', { enum: LOGO_KINDS }),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    check('letterhead_one', sql`${t.one}`),
    check('letterhead_office', sql`${t.office} <> ''`),
    check('letterhead_logo', sql`(${t.logo} is null) = (${t.logoKind} is null)`),
    check('letterhead_logo_size', sql`octet_length(${t.logo}) <= 204800`),
  ],
)

/**
 * A native speaker has read the fixed sentences of a language. It holds for exactly these sentences: `digest` is the
 * SHA-256 of their catalogue, and another text is not reviewed.
 */
export const catalogueReview = pgTable(
  'catalogue_review',
  {
    id: id(),
    /** BCP 47. */
    language: text('language').notNull(),
    digest: bytea('digest').notNull(),
    reviewer: text('reviewer').notNull(),
    reviewedOn: day('reviewed_on').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
    voidedAt: instant('voided_at'),
    voidedBy: uuid('voided_by').references(() => actor.id),
  },
  (t) => [
    uniqueIndex('catalogue_review_standing').on(t.language).where(standing),
    check('catalogue_review_digest', sql`octet_length(${t.digest}) = 32`),
    check('catalogue_review_reviewer', sql`${t.reviewer} <> ''`),
    check('catalogue_review_voided', sql`(${t.voidedAt} is null) = (${t.voidedBy} is null)`),
  ],
)
