import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, day, id, instant } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { actor } from './actor.ts'
import { participation } from './programmes.ts'

export interface PlanStep {
  what: string
  who: 'client' | 'worker' | 'partner' | 'employer'
  until: string | null
}
export interface PlanContent {
  targetJob: string
  goals: { what: string; steps: PlanStep[] }[]
}

/** A plan; its text lies in its versions. */
export const workPlan = pgTable(
  'work_plan',
  {
    id: id(),
    clientId: uuid('client_id').notNull(),
    participationId: uuid('participation_id').notNull(),
    state: text('state', { enum: ['offered', 'in-force', 'ended'] }).notNull(),
    inForceOn: day('in_force_on'),
    ...actColumns(),
  },
  (t) => [
    foreignKey({
      columns: [t.participationId, t.clientId],
      foreignColumns: [participation.id, participation.clientId],
    }),
    uniqueIndex('work_plan_live').on(t.clientId).where(sql`state <> 'ended' and voided_at is null`),
    index('work_plan_client').on(t.clientId),
    index('work_plan_offered').on(t.clientId).where(sql`state = 'offered' and voided_at is null`),
    check('work_plan_in_force', sql`(${t.state} = 'offered') = (${t.inForceOn} is null)`),
  ],
)

/** Immutable: every edit is a new version. `hash` is SHA-256 over the canonical content. */
export const workPlanVersion = pgTable(
  'work_plan_version',
  {
    id: id(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => workPlan.id),
    version: integer('version').notNull(),
    content: jsonb('content').$type<PlanContent>().notNull(),
    hash: bytea('hash').notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [unique('work_plan_version_once').on(t.planId, t.version)],
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
    method: text('method', { enum: ['typed', 'drawn'] }).notNull(),
    name: text('name').notNull(),
    witness: text('witness'),
    drawing: text('drawing'),
    signedAt: instant('signed_at').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => actor.id),
  },
  (t) => [
    unique('signature_once').on(t.versionId, t.party),
    check(
      'signature_proof',
      sql`case ${t.method} when 'drawn' then ${t.drawing} is not null else ${t.party} = 'worker' or ${t.witness} is not null end`,
    ),
  ],
)
