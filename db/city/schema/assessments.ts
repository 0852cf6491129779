import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, id } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { participation } from './programmes.ts'

export const CEFR = ['a0', 'a1', 'a2', 'b1', 'b2', 'c1', 'c2'] as const
export const SCHOOLING = ['none', 'primary', 'lower', 'upper', 'unsure'] as const
export const TRAINING = [
  'none',
  'on-the-job',
  'vocational',
  'health-school',
  'short-tertiary',
  'master-craft',
  'bachelor',
  'master',
  'doctorate',
] as const
export const RECOGNITION = ['none-needed', 'not-applied', 'applied', 'partial', 'full', 'refused'] as const

/**
 * Category assessment: education as it was told and its ISCED 2011 level, qualification, German by CEFR, motivation
 * 1-5. What was told is null where a talk of before was only counted.
 */
export const assessment = pgTable(
  'assessment',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    schooling: text('schooling', { enum: SCHOOLING }),
    schoolYears: smallint('school_years'),
    schoolCountry: text('school_country').notNull().default(''),
    training: text('training', { enum: TRAINING }),
    trainingPlace: text('training_place', { enum: ['germany', 'abroad'] }),
    isced: smallint('isced').notNull(),
    qualification: text('qualification').notNull().default(''),
    recognition: text('recognition', { enum: RECOGNITION }),
    germanOral: text('german_oral', { enum: CEFR }).notNull(),
    germanWritten: text('german_written', { enum: CEFR }).notNull(),
    germanProof: text('german_proof', { enum: ['self', 'test', 'certificate'] })
      .notNull()
      .default('self'),
    motivation: smallint('motivation').notNull(),
    wish: text('wish').notNull().default(''),
    standing: boolean('standing').notNull().generatedAlwaysAs(sql`voided_at is null`),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    unique('assessment_known').on(t.id, t.clientId, t.occurredOn, t.standing),
    index('assessment_client').on(t.clientId, t.occurredOn.desc()),
    check('assessment_school_years', sql`${t.schoolYears} between 0 and 25`),
    check('assessment_isced', sql`${t.isced} between 0 and 8`),
    check('assessment_motivation', sql`${t.motivation} between 1 and 5`),
  ],
)

/**
 * Category health: ability to take part, health only as far as needed. Whose it is, of which day and whether it still
 * stands is said here too, so that nobody has to read another category for it; the key keeps both sides the same.
 */
export const assessmentAbility = pgTable(
  'assessment_ability',
  {
    assessmentId: uuid('assessment_id').primaryKey(),
    clientId: uuid('client_id').notNull(),
    occurredOn: day('occurred_on').notNull(),
    standing: boolean('standing').notNull().default(true),
    ability: text('ability', { enum: ['full', 'limited', 'not-now'] }).notNull(),
    childcare: text('childcare', { enum: ['not-needed', 'solved', 'open'] }).notNull(),
    note: text('note').notNull().default(''),
  },
  (t) => [
    foreignKey({
      name: 'assessment_ability_of',
      columns: [t.assessmentId, t.clientId, t.occurredOn, t.standing],
      foreignColumns: [assessment.id, assessment.clientId, assessment.occurredOn, assessment.standing],
    }).onUpdate('cascade'),
    index('assessment_ability_client').on(t.clientId),
  ],
)
