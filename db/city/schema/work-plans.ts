import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { actor } from './actor.ts'
import { client } from './clients.ts'
import { document } from './files.ts'
import { appointment } from './follow-ups.ts'
import { participation } from './programmes.ts'

export interface PlanStep {
  /** Tells the step from the plan's others, in every version: what was ticked off stays so. */
  key: string
  what: string
  who: 'client' | 'worker' | 'partner' | 'employer'
  /** ISO date; null = as it comes. */
  until: string | null
  /** What will show that it is done; '' = nobody asks for it. */
  evidence: string
}
export interface PlanContent {
  targetJob: string
  /** Weeks from one follow-up to the next; null in plans from before this was agreed. */
  rhythmWeeks: number | null
  goals: { what: string; steps: PlanStep[] }[]
}

/** A plan; its text lies in its versions, and so do the states. */
export const workPlan = pgTable(
  'work_plan',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    /** Since when a version of it has been in force; a later version does not move it. */
    inForceOn: day('in_force_on'),
    endedOn: day('ended_on'),
    endReason: text('end_reason', { enum: ['reached', 'wish', 'gave-up', 'moved-away', 'merged', 'other'] }),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('work_plan_live').on(t.clientId).where(sql`ended_on is null and voided_at is null`),
    index('work_plan_client').on(t.clientId),
    index('work_plan_unsigned').on(t.clientId).where(sql`in_force_on is null and voided_at is null`),
    check('work_plan_ended', sql`(${t.endedOn} is null) = (${t.endReason} is null)`),
    check('work_plan_was_in_force', sql`${t.endedOn} is null or ${t.inForceOn} is not null`),
  ],
)

/**
 * What was agreed, as it was read and signed. Only a draft is still written on; which state follows which stands in
 * app/work-plans/rules/states.ts and, for the database, in triggers.sql. `hash`: SHA-256 of its canonical form.
 */
export const workPlanVersion = pgTable(
  'work_plan_version',
  {
    id: id(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => workPlan.id),
    version: integer('version').notNull(),
    state: text('state', {
      enum: ['draft', 'offered', 'partly-signed', 'in-force', 'superseded', 'ended', 'void'],
    }).notNull(),
    content: jsonb('content').$type<PlanContent>().notNull(),
    hash: bytea('hash').notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
    /** When it was laid before the client; null = still a draft, or thrown away as one. */
    offeredAt: instant('offered_at'),
  },
  (t) => [
    unique('work_plan_version_once').on(t.planId, t.version),
    uniqueIndex('work_plan_version_open')
      .on(t.planId)
      .where(sql`state in ('draft', 'offered', 'partly-signed')`),
    uniqueIndex('work_plan_version_in_force').on(t.planId).where(sql`state = 'in-force'`),
    index('work_plan_version_hash').on(t.hash),
    check(
      'work_plan_version_offered',
      sql`case ${t.state} when 'draft' then ${t.offeredAt} is null when 'void' then true else ${t.offeredAt} is not null end`,
    ),
  ],
)

/** One party under one version. A typed name needs a witness; a drawn one is kept as SVG path data. */
export const signature = pgTable(
  'signature',
  {
    id: id(),
    versionId: uuid('version_id')
      .notNull()
      .references(() => workPlanVersion.id),
    party: text('party', { enum: ['client', 'worker'] }).notNull(),
    method: text('method', { enum: ['typed', 'drawn', 'paper'] }).notNull(),
    /** On the worker's tablet, by a link of one's own, or on a sheet of paper. */
    channel: text('channel', { enum: ['tablet', 'link', 'paper'] }).notNull(),
    name: text('name').notNull(),
    witness: text('witness'),
    drawing: text('drawing'),
    /** The sheet that was signed by hand, as a photo or scan. */
    documentId: uuid('document_id').references(() => document.id),
    /** BCP 47: the language the plan was read in beside the German; '' for signatures from before this was kept. */
    language: text('language').notNull(),
    place: text('place').notNull(),
    interpreter: text('interpreter'),
    /** Which wording of the fixed sentences was read: the digest of the catalogue. */
    textDigest: text('text_digest').notNull(),
    signedAt: instant('signed_at').notNull(),
    /** SHA-256 over the version's hash and all of the above; null on signatures from before seals. */
    seal: bytea('seal'),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    unique('signature_once').on(t.versionId, t.party),
    check(
      'signature_proof',
      sql`case ${t.method} when 'drawn' then ${t.drawing} is not null and ${t.channel} <> 'paper'
        when 'paper' then ${t.channel} = 'paper' and ${t.drawing} is null and ${t.documentId} is not null
        else ${t.channel} <> 'paper' and (${t.party} = 'worker' or ${t.channel} = 'link' or ${t.witness} is not null) end`,
    ),
    check('signature_link', sql`${t.channel} <> 'link' or ${t.party} = 'client'`),
  ],
)

/**
 * A version that waits for its signatures: how often the client was reminded, and the link he may sign by. The link is
 * known by its SHA-256 alone; it opens with the birth date, ends after five wrong ones and is used once.
 */
export const signingRequest = pgTable(
  'signing_request',
  {
    versionId: uuid('version_id')
      .primaryKey()
      .references(() => workPlanVersion.id),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    /** How many reminders went out, or would have; asked for again by hand it begins anew. */
    reminders: smallint('reminders').notNull().default(0),
    /** Counts the links: a new one makes the one before worthless. 0 = none was asked for. */
    link: smallint('link').notNull().default(0),
    linkHash: text('link_hash'),
    expiresAt: instant('expires_at'),
    wrongTries: smallint('wrong_tries').notNull().default(0),
    usedAt: instant('used_at'),
  },
  (t) => [
    index('signing_request_client').on(t.clientId),
    unique('signing_request_link').on(t.linkHash),
    check('signing_request_reminders', sql`${t.reminders} between 0 and 5`),
    check('signing_request_tries', sql`${t.wrongTries} between 0 and 5`),
    check(
      'signing_request_has_link',
      sql`(${t.link} = 0) = (${t.linkHash} is null) and (${t.linkHash} is null) = (${t.expiresAt} is null)`,
    ),
  ],
)

/** What has become of a step, line by line: the last one counts. A step without a line is open. */
export const planStepMark = pgTable(
  'plan_step_mark',
  {
    id: id(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => workPlan.id),
    stepKey: text('step_key').notNull(),
    /** Counts up within the step: two people at once cannot both be the next. */
    nth: smallint('nth').notNull(),
    state: text('state', { enum: ['done', 'dropped', 'open'] }).notNull(),
    /** Why it was dropped, or opened again; what shows that it is done. */
    note: text('note').notNull(),
    occurredOn: day('occurred_on').notNull(),
    /** The follow-up in which it was ticked off. */
    appointmentId: uuid('appointment_id').references(() => appointment.id),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    unique('plan_step_mark_once').on(t.planId, t.stepKey, t.nth),
    check('plan_step_mark_reason', sql`${t.state} <> 'dropped' or length(${t.note}) > 0`),
  ],
)

/**
 * The city's own words for goals and steps. A row with `proposalKey` says one of the product's in other words, or, when
 * retired, not at all; the others are the city's own.
 */
export const planCatalogueStep = pgTable(
  'plan_catalogue_step',
  {
    id: id(),
    proposalKey: text('proposal_key'),
    goal: text('goal', { enum: ['ready', 'german', 'vocation', 'job'] }).notNull(),
    what: text('what').notNull(),
    who: text('who', { enum: ['client', 'worker', 'partner', 'employer'] }).notNull(),
    /** From the day of the plan until it should be done. */
    weeks: smallint('weeks').notNull(),
    evidence: text('evidence').notNull(),
    retiredAt: instant('retired_at'),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    unique('plan_catalogue_step_of_proposal').on(t.proposalKey),
    uniqueIndex('plan_catalogue_step_words').on(t.goal, t.what).where(sql`retired_at is null`),
    check('plan_catalogue_step_weeks', sql`${t.weeks} between 1 and 104`),
  ],
)
