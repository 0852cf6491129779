import { desc, eq, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { client, person } from '../../db/city/schema/clients.ts'
import { employer, placement } from '../../db/city/schema/placements.ts'
import { participation, programme } from '../../db/city/schema/programmes.ts'
import type { StaffDb } from '../../db/handles.ts'
import { type Job, type PlacementState, stateOf } from './rules.ts'

/** A placement as a screen shows it; dates and instants in ISO 8601. */
export interface PlacementLine {
  placementId: string
  employerName: string
  employerTown: string
  jobTitle: string
  fullTime: boolean
  hoursPerWeek: number
  firstDay: string
  endedOn: string | null
  state: PlacementState
}

export interface ClientPlacement extends PlacementLine {
  programmeName: string
  /** Who took it back, when and why. */
  voided: { at: string; by: string | null; reason: string | null } | null
}

export interface CityPlacement extends PlacementLine {
  clientId: string
  familyName: string
  givenName: string
}

export interface PlacementList {
  rows: CityPlacement[]
  /** Id of the last row when there are more. */
  next: string | null
}

export const PAGE_SIZE = 50

const line = {
  placementId: placement.id,
  employerName: employer.name,
  employerTown: employer.town,
  jobTitle: placement.jobTitle,
  fullTime: placement.fullTime,
  hoursPerWeek: placement.hoursPerWeek,
  firstDay: placement.occurredOn,
  endedOn: placement.endedOn,
  voidedAt: placement.voidedAt,
}

/** Every job of a client in every programme, the newest first; what was taken back stays in sight. */
export async function placementsOf(db: StaffDb, clientId: string, today: string): Promise<ClientPlacement[]> {
  const found = await db
    .select({
      ...line,
      programmeName: programme.name,
      voidedBy: actor.name,
      voidReason: placement.voidReason,
    })
    .from(placement)
    .innerJoin(employer, eq(employer.id, placement.employerId))
    .innerJoin(participation, eq(participation.id, placement.participationId))
    .innerJoin(programme, eq(programme.id, participation.programmeId))
    .leftJoin(actor, eq(actor.id, placement.voidedBy))
    .where(eq(placement.clientId, clientId))
    .orderBy(desc(placement.occurredOn), desc(placement.recordedAt))
  return found.map(({ voidedAt, voidedBy, voidReason, ...job }) => ({
    ...job,
    state: stateOf({ ...job, voided: voidedAt !== null }, today),
    voided: voidedAt && { at: voidedAt.toString(), by: voidedBy, reason: voidReason },
  }))
}

/** The city's placements by first day of work, the newest first; a page costs a page. */
export async function listPlacements(
  db: StaffDb,
  after: string | undefined,
  today: string,
): Promise<PlacementList> {
  const edge = sql`(select occurred_on from placement where id = ${after ?? null})`
  const found = await db
    .select({
      ...line,
      clientId: client.id,
      familyName: person.familyName,
      givenName: person.givenName,
    })
    .from(placement)
    .innerJoin(employer, eq(employer.id, placement.employerId))
    .innerJoin(client, eq(client.id, placement.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .where(
      after
        ? sql`${placement.occurredOn} <= ${edge} and (${placement.occurredOn} < ${edge} or ${placement.id} > ${after})`
        : undefined,
    )
    .orderBy(desc(placement.occurredOn), placement.id)
    .limit(PAGE_SIZE + 1)
  const rows = found.slice(0, PAGE_SIZE).map(({ voidedAt, ...job }) => ({
    ...job,
    state: stateOf({ ...job, voided: voidedAt !== null }, today),
  }))
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.placementId ?? null) : null }
}

/** A client's jobs as the rules weigh them. */
export async function jobsOf(db: StaffDb, clientId: string): Promise<Job[]> {
  const found = await db
    .select({
      placementId: placement.id,
      employerId: placement.employerId,
      jobTitle: placement.jobTitle,
      fullTime: placement.fullTime,
      hoursPerWeek: placement.hoursPerWeek,
      firstDay: placement.occurredOn,
      endedOn: placement.endedOn,
      voidedAt: placement.voidedAt,
    })
    .from(placement)
    .where(eq(placement.clientId, clientId))
  return found.map(({ voidedAt, ...job }) => ({ ...job, voided: voidedAt !== null }))
}
