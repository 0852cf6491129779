import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
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
export const WORK_STATUS = ['employed', 'unemployed', 'long-unemployed', 'inactive'] as const
export const JOB_KINDS = [
  'employed',
  'self-employed',
  'casual',
  'family',
  'apprenticeship',
  'internship',
] as const
export const PAPERS = ['original', 'copy', 'none'] as const
export const SKILLS = ['listening', 'speaking', 'reading', 'writing'] as const
export const FLUENCY = ['none', 'some', 'good', 'native'] as const
export const WISHED_HOURS = ['full-time', 'part-time', 'few-hours', 'training', 'open'] as const
export const MOBILITY = ['car', 'public', 'bike', 'on-foot', 'declined'] as const
export const LICENCES = ['none', 'german', 'foreign', 'declined'] as const
export const DEBTS = ['no', 'counselled', 'yes', 'declined'] as const
export const READINESS_ITEMS = [
  'bank-account',
  'tax-id',
  'social-insurance',
  'health-insurance',
  'work-permission',
] as const
export const READINESS = ['yes', 'applied', 'no'] as const

/**
 * Category assessment: education as it was told and its ISCED 2011 level, qualification, German by CEFR, motivation
 * 1-5. Null is what was not asked or not told; `declined` names the topics the person did not want to speak about.
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
    isced: smallint('isced'),
    workStatus: text('work_status', { enum: WORK_STATUS }),
    qualification: text('qualification').notNull().default(''),
    recognition: text('recognition', { enum: RECOGNITION }),
    germanOral: text('german_oral', { enum: CEFR }),
    germanWritten: text('german_written', { enum: CEFR }),
    germanProof: text('german_proof', { enum: ['self', 'test', 'certificate'] })
      .notNull()
      .default('self'),
    motivation: smallint('motivation'),
    motivationNote: text('motivation_note').notNull().default(''),
    wish: text('wish').notNull().default(''),
    wishHours: text('wish_hours', { enum: WISHED_HOURS }),
    wishTimes: text('wish_times').notNull().default(''),
    wishRegion: text('wish_region').notNull().default(''),
    wishNot: text('wish_not').notNull().default(''),
    declined: text('declined').array().notNull().default(sql`'{}'`),
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
    ability: text('ability', { enum: ['full', 'limited', 'not-now'] }),
    childcare: text('childcare', { enum: ['not-needed', 'solved', 'open'] }),
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

const ofTalk = () =>
  uuid('assessment_id')
    .notNull()
    .references(() => assessment.id)

/** Category assessment: work done so far, in the order it was told. Months as exactly as known: 2015, 2015-03. */
export const assessmentJob = pgTable(
  'assessment_job',
  {
    assessmentId: ofTalk(),
    nth: smallint('nth').notNull(),
    what: text('what').notNull(),
    employer: text('employer').notNull().default(''),
    country: text('country').notNull().default(''),
    from: text('from_when'),
    until: text('until_when'),
    kind: text('kind', { enum: JOB_KINDS }),
  },
  (t) => [
    primaryKey({ columns: [t.assessmentId, t.nth] }),
    check('assessment_job_from', sql`${t.from} ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'`),
    check('assessment_job_until', sql`${t.until} ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'`),
  ],
)

/** Category assessment: qualifications, whether the paper is there, and where its recognition stands. */
export const assessmentPaper = pgTable(
  'assessment_paper',
  {
    assessmentId: ofTalk(),
    nth: smallint('nth').notNull(),
    name: text('name').notNull(),
    country: text('country').notNull().default(''),
    year: smallint('year'),
    paper: text('paper', { enum: PAPERS }),
    recognition: text('recognition', { enum: RECOGNITION }),
    recognitionOn: day('recognition_on'),
    office: text('office').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.assessmentId, t.nth] }),
    check('assessment_paper_year', sql`${t.year} between 1900 and 2100`),
  ],
)

/** Category assessment: German by skill, by what it is known and of which day. */
export const assessmentGerman = pgTable(
  'assessment_german',
  {
    assessmentId: ofTalk(),
    skill: text('skill', { enum: SKILLS }).notNull(),
    level: text('level', { enum: CEFR }).notNull(),
    proof: text('proof', { enum: ['self', 'test', 'certificate'] }).notNull(),
    provenOn: day('proven_on'),
  },
  (t) => [primaryKey({ columns: [t.assessmentId, t.skill] })],
)

/** Category assessment: other languages. */
export const assessmentLanguage = pgTable(
  'assessment_language',
  {
    assessmentId: ofTalk(),
    nth: smallint('nth').notNull(),
    language: text('language').notNull(),
    spoken: text('spoken', { enum: FLUENCY }),
    written: text('written', { enum: FLUENCY }),
  },
  (t) => [primaryKey({ columns: [t.assessmentId, t.nth] })],
)

/** What stands in the way beside health: no consent category holds it, so no partner reads it. */
export const assessmentObstacles = pgTable('assessment_obstacles', {
  assessmentId: uuid('assessment_id')
    .primaryKey()
    .references(() => assessment.id),
  mobility: text('mobility', { enum: MOBILITY }),
  licence: text('licence', { enum: LICENCES }),
  debts: text('debts', { enum: DEBTS }),
  note: text('note').notNull().default(''),
})

/** What one must have in hand to start work; no consent category holds it. */
export const assessmentReadiness = pgTable(
  'assessment_readiness',
  {
    assessmentId: ofTalk(),
    item: text('item', { enum: READINESS_ITEMS }).notNull(),
    state: text('state', { enum: READINESS }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.assessmentId, t.item] })],
)

/** A talk under way; its id becomes the assessment's. One at a time for each file. */
export const assessmentDraft = pgTable(
  'assessment_draft',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    startedAt: instant('started_at').notNull(),
    startedBy: uuid('started_by')
      .notNull()
      .references(() => actor.id),
    finishedAt: instant('finished_at'),
  },
  (t) => [uniqueIndex('assessment_draft_running').on(t.clientId).where(sql`finished_at is null`)],
)

/** What was said, as the schema of its topic writes it. `savedFrom` and `nth`: which showing of the form, and its how manieth save. */
const savedAnswers = () => ({
  draftId: uuid('draft_id')
    .notNull()
    .references(() => assessmentDraft.id),
  version: integer('version').notNull(),
  state: text('state', { enum: ['answered', 'declined', 'not-asked'] }).notNull(),
  answers: jsonb('answers').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: uuid('saved_by')
    .notNull()
    .references(() => actor.id),
  savedFrom: uuid('saved_from').notNull(),
  nth: integer('nth').notNull(),
})

/** Every topic of a talk under way but the one on health. */
export const assessmentDraftTopic = pgTable(
  'assessment_draft_topic',
  { topic: text('topic').notNull(), ...savedAnswers() },
  (t) => [
    primaryKey({ columns: [t.draftId, t.topic] }),
    check('assessment_draft_topic_no_health', sql`${t.topic} <> 'ability'`),
  ],
)

/** Category health: the topic on ability to take part of a talk under way. */
export const assessmentDraftAbility = pgTable(
  'assessment_draft_ability',
  { topic: text('topic').notNull(), ...savedAnswers() },
  (t) => [
    primaryKey({ columns: [t.draftId, t.topic] }),
    check('assessment_draft_ability_only', sql`${t.topic} = 'ability'`),
  ],
)
