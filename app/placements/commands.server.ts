import { eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { employer, placement } from '../../db/city/schema/placements.ts'
import { holdFile, writeTimeline } from '../clients/commands.server.ts'
import { addEmployer } from '../employers/commands.server.ts'
import { knownEmployer } from '../employers/queries.server.ts'
import { moveWindow } from '../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { participationOn } from '../programmes/queries.server.ts'
import type { EndInput, PlacementInput } from './input.ts'
import { jobsOf } from './queries.server.ts'
import { decideEnd, decidePlacement, type EndError, type Job, type PlacementError } from './rules.ts'

type Unknown = 'not-found'
export type RecordError = PlacementError | 'which-town' | Unknown

/**
 * Records that a client starts a job, with an employer the city knows or a new one; answers with the placement's id.
 * The form sent twice, and the same job entered by two people, is one placement.
 */
export async function recordPlacement(
  city: CityWork,
  clientId: string,
  input: PlacementInput,
): Promise<Result<string, RecordError>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const named = { name: input.employer, town: input.town }
  const employerKnown = await knownEmployer(city.db, named)
  if (!employerKnown.ok) return employerKnown
  const job = {
    placementId: input.formKey,
    employerId: employerKnown.value,
    jobTitle: input.jobTitle,
    fullTime: input.workingTime === 'full-time',
    hoursPerWeek: input.hoursPerWeek,
    firstDay: input.firstDay,
  }
  const today = city.today.toString()
  const participationId = await participationOn(city.db, clientId, input.firstDay)
  const decided = decidePlacement(job, { today, participationId, jobs: await jobsOf(city.db, clientId) })
  if (!decided.ok) return decided
  const { placementId, known } = decided.value
  if (known) return ok(placementId)
  const saved = await city.db
    .insert(placement)
    .values({
      id: placementId,
      clientId,
      participationId: decided.value.participationId,
      employerId: employerKnown.value ?? (await addEmployer(city, named)).employerId,
      jobTitle: job.jobTitle,
      fullTime: job.fullTime,
      hoursPerWeek: job.hoursPerWeek,
      occurredOn: job.firstDay,
      recordedAt: city.now,
      recordedBy: city.actor.id,
      conductedBy: city.actor.id,
    })
    .onConflictDoNothing({ target: placement.id })
    .returning({ id: placement.id })
  // The key belongs to a form of another file.
  if (saved.length === 0) return fail('not-found')
  const planned = job.firstDay > today
  await tell(city, clientId, 'placed', planned ? today : job.firstDay, placementId)
  await moveWindow(city, clientId)
  return ok(placementId)
}

/** Enters the last day of work. */
export async function endPlacement(
  city: CityWork,
  clientId: string,
  { placementId, endedOn }: EndInput,
): Promise<Result<null, EndError | Unknown>> {
  const job = await heldJob(city, clientId, placementId)
  if (!job) return fail('not-found')
  const decided = decideEnd(job, endedOn, city.today.toString())
  if (!decided.ok) return decided
  if (decided.value.known) return ok(null)
  await city.db.update(placement).set({ endedOn }).where(eq(placement.id, placementId))
  await tell(city, clientId, 'placement-ended', endedOn, placementId)
  await moveWindow(city, clientId)
  return ok(null)
}

async function heldJob(city: CityWork, clientId: string, placementId: string): Promise<Job | undefined> {
  if (!(await holdFile(city, clientId))) return undefined
  return (await jobsOf(city.db, clientId)).find((job) => job.placementId === placementId)
}

async function tell(
  city: CityWork,
  clientId: string,
  kind: 'placed' | 'placement-ended',
  occurredOn: string,
  placementId: string,
): Promise<void> {
  const [named] = await city.db
    .select({ job: placement.jobTitle, employer: employer.name })
    .from(placement)
    .innerJoin(employer, eq(employer.id, placement.employerId))
    .where(eq(placement.id, placementId))
  if (!named) throw new Error('A placement just written is gone')
  await writeTimeline(city, { clientId, occurredOn, kind, refId: placementId, words: named })
}
