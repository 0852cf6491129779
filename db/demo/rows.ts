import type { PgTable } from 'drizzle-orm/pg-core'
import type { Temporal } from 'temporal-polyfill'
import * as schema from '../city/schema/index.ts'
import type { StaffDb } from '../handles.ts'
import { insertMany } from '../insert-many.ts'

/** Every table the demo fills, each after those it refers to. */
const TABLES = {
  actor: schema.actor,
  interpreter: schema.interpreter,
  letterhead: schema.letterhead,
  planCatalogueStep: schema.planCatalogueStep,
  programme: schema.programme,
  person: schema.person,
  personRegistry: schema.personRegistry,
  personContact: schema.personContact,
  personStay: schema.personStay,
  dwelling: schema.dwelling,
  tenancy: schema.tenancy,
  household: schema.household,
  householdMember: schema.householdMember,
  householdContact: schema.householdContact,
  client: schema.client,
  participation: schema.participation,
  listImport: schema.listImport,
  listRow: schema.listRow,
  outreachRound: schema.outreachRound,
  roundWalker: schema.roundWalker,
  roundPerson: schema.roundPerson,
  visit: schema.visit,
  doNotVisit: schema.doNotVisit,
  assessment: schema.assessment,
  assessmentAbility: schema.assessmentAbility,
  assessmentJob: schema.assessmentJob,
  assessmentPaper: schema.assessmentPaper,
  assessmentGerman: schema.assessmentGerman,
  assessmentLanguage: schema.assessmentLanguage,
  assessmentObstacles: schema.assessmentObstacles,
  assessmentReadiness: schema.assessmentReadiness,
  workPlan: schema.workPlan,
  workPlanVersion: schema.workPlanVersion,
  signature: schema.signature,
  signingRequest: schema.signingRequest,
  planStepMark: schema.planStepMark,
  followUpSchedule: schema.followUpSchedule,
  groupTalk: schema.groupTalk,
  appointment: schema.appointment,
  appointmentInterpreter: schema.appointmentInterpreter,
  message: schema.message,
  task: schema.task,
  employer: schema.employer,
  placement: schema.placement,
  contactRecord: schema.contactRecord,
  privacyNotice: schema.privacyNotice,
  earning: schema.earning,
  residenceTitle: schema.residenceTitle,
  workFacts: schema.workFacts,
  permitExtension: schema.permitExtension,
  counselling: schema.counselling,
  consent: schema.consent,
  referral: schema.referral,
  referralAnswer: schema.referralAnswer,
  note: schema.note,
  timeline: schema.timeline,
} as const

type Tables = typeof TABLES
type TableName = keyof Tables
/** Instants as ISO text: they go into JSON, not through the driver. */
type Told<T> = T extends Temporal.Instant ? string : T
export type Row<K extends TableName> = {
  [P in keyof Tables[K]['$inferInsert']]: Told<Tables[K]['$inferInsert'][P]>
}

/** All rows of a city, told before the first is written. */
export type CityRows = { [K in TableName]: Row<K>[] }

export const emptyRows = (): CityRows => ({
  actor: [],
  interpreter: [],
  letterhead: [],
  planCatalogueStep: [],
  programme: [],
  person: [],
  personRegistry: [],
  personContact: [],
  personStay: [],
  dwelling: [],
  tenancy: [],
  household: [],
  householdMember: [],
  householdContact: [],
  client: [],
  participation: [],
  listImport: [],
  listRow: [],
  outreachRound: [],
  roundWalker: [],
  roundPerson: [],
  visit: [],
  doNotVisit: [],
  assessment: [],
  assessmentAbility: [],
  assessmentJob: [],
  assessmentPaper: [],
  assessmentGerman: [],
  assessmentLanguage: [],
  assessmentObstacles: [],
  assessmentReadiness: [],
  workPlan: [],
  workPlanVersion: [],
  signature: [],
  signingRequest: [],
  planStepMark: [],
  followUpSchedule: [],
  groupTalk: [],
  appointment: [],
  appointmentInterpreter: [],
  message: [],
  task: [],
  employer: [],
  placement: [],
  contactRecord: [],
  privacyNotice: [],
  earning: [],
  residenceTitle: [],
  workFacts: [],
  permitExtension: [],
  counselling: [],
  consent: [],
  referral: [],
  referralAnswer: [],
  note: [],
  timeline: [],
})

/** Writes a whole city in the order of its references. */
export async function insertRows(db: StaffDb, rows: CityRows): Promise<void> {
  for (const [name, table] of Object.entries(TABLES)) {
    // Whoever opened the city for this is known in it already.
    if (name === 'actor') await db.insert(schema.actor).values(rows.actor).onConflictDoNothing()
    else await insertMany<PgTable>(db, table, rowsOf(rows, name))
  }
}

const rowsOf = (rows: CityRows, name: string): readonly Record<string, unknown>[] =>
  Object.entries(rows).find(([key]) => key === name)?.[1] ?? []
