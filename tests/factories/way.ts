import type { CityWork } from '../../db/act.ts'
import { assessment } from '../../db/city/schema/assessments.ts'
import { client, person } from '../../db/city/schema/clients.ts'
import { listImport, listRow, visit } from '../../db/city/schema/outreach.ts'
import { permitExtension, residenceTitle } from '../../db/city/schema/permits.ts'
import { employer, placement } from '../../db/city/schema/placements.ts'
import { participation, programme } from '../../db/city/schema/programmes.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'

export interface JobFacts {
  /** ISO dates. */
  from: string
  until?: string
  fullTime?: boolean
  voided?: boolean
  /** Instead of the one the way goes through. */
  participationId?: string
}

/** How far a person came, straight as rows; dates are ISO. */
export interface Way {
  programmeId: string
  listedOn?: string[]
  visit?: { outcome: 'nobody-home' | 'interested' | 'declined' | 'moved'; on: string }
  /** Without it there is no file, and nothing below. */
  enteredOn?: string
  assessedOn?: string
  signedOn?: string
  jobs?: JobFacts[]
  extension?: { decidedOn: string; outcome: 'granted' | 'refused' }
}

export interface Walked {
  personId: string
  clientId: string
  participationId: string
}

let counter = 0

const one = <T>([row]: T[]): T => {
  if (!row) throw new Error('no row')
  return row
}

export async function makeProgramme(city: CityWork, slug: string): Promise<string> {
  const made = await city.db
    .insert(programme)
    .values({ slug, name: slug, startsOn: '2020-01-01' })
    .returning({ id: programme.id })
  return one(made).id
}

const recorded = (city: CityWork, occurredOn: string) => ({
  occurredOn,
  recordedAt: city.now,
  recordedBy: city.actor.id,
})
const voided = (city: CityWork) => ({ voidedAt: city.now, voidedBy: city.actor.id, voidReason: 'test' })

/** A person who goes this way. `clientId` and `participationId` are empty when no file was opened. */
export async function walk(city: CityWork, way: Way): Promise<Walked> {
  counter += 1
  const { db, now } = city
  const { programmeId } = way
  const names = { familyName: `Gezählt-${counter}`, givenName: 'Probe', namesKey: `gezaehlt ${counter}` }
  const made = await db
    .insert(person)
    .values({ ...names, birthDate: '1980', createdAt: now })
    .returning({ id: person.id })
  const personId = one(made).id
  for (const importedOn of way.listedOn ?? []) await list(city, { programmeId, personId, importedOn })
  if (way.visit) {
    const { outcome, on } = way.visit
    await db.insert(visit).values({ personId, programmeId, outcome, ...recorded(city, on) })
  }
  if (!way.enteredOn) return { personId, clientId: '', participationId: '' }
  const file = await db
    .insert(client)
    .values({ personId, origin: 'door', ...recorded(city, way.enteredOn) })
    .returning({ id: client.id })
  const clientId = one(file).id
  const participationId = await enter(city, { clientId, programmeId, on: way.enteredOn })
  await goOn(city, way, { personId, clientId, participationId })
  return { personId, clientId, participationId }
}

async function list(
  city: CityWork,
  { programmeId, personId, importedOn }: { programmeId: string; personId: string; importedOn: string },
): Promise<void> {
  const counts = { rows: 1, created: 1, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 }
  const made = await city.db
    .insert(listImport)
    .values({
      programmeId,
      importedOn,
      importedAt: city.now,
      importedBy: city.actor.id,
      header: [],
      ...counts,
    })
    .returning({ id: listImport.id })
  await city.db.insert(listRow).values({ importId: one(made).id, line: 2, outcome: 'created', personId })
}

export async function enter(
  city: CityWork,
  { clientId, programmeId, on }: { clientId: string; programmeId: string; on: string },
): Promise<string> {
  const made = await city.db
    .insert(participation)
    .values({ clientId, programmeId, ...recorded(city, on) })
    .returning({ id: participation.id })
  return one(made).id
}

async function goOn(city: CityWork, way: Way, walked: Walked): Promise<void> {
  const { db } = city
  const { clientId, participationId, personId } = walked
  const hangs = { clientId, participationId }
  if (way.assessedOn) {
    const german = { germanOral: 'a1', germanWritten: 'a0' } as const
    const facts = { isced: 2, motivation: 3, ...german, ...recorded(city, way.assessedOn) }
    await db.insert(assessment).values({ ...hangs, ...facts })
  }
  if (way.signedOn) {
    const facts = { inForceOn: way.signedOn, ...recorded(city, way.signedOn) }
    await db.insert(workPlan).values({ ...hangs, ...facts })
  }
  for (const job of way.jobs ?? []) await takeJob(city, walked, job)
  if (way.extension) {
    const { decidedOn, outcome } = way.extension
    const paper = { personId, wording: 'Duldung', ...recorded(city, '2020-01-01') }
    const titles = await db.insert(residenceTitle).values([paper, paper]).returning({ id: residenceTitle.id })
    await db.insert(permitExtension).values({
      ...hangs,
      titleId: one(titles).id,
      newTitleId: outcome === 'granted' ? one(titles.slice(1)).id : null,
      decidedOn,
      outcome,
      ...recorded(city, '2020-01-01'),
    })
  }
}

/** The id of the placement. */
export async function takeJob(city: CityWork, walked: Walked, job: JobFacts): Promise<string> {
  counter += 1
  const employers = await city.db
    .insert(employer)
    .values({ name: `Betrieb ${counter}`, createdAt: city.now })
    .returning({ id: employer.id })
  const fullTime = job.fullTime ?? false
  const made = await city.db
    .insert(placement)
    .values({
      clientId: walked.clientId,
      participationId: job.participationId ?? walked.participationId,
      employerId: one(employers).id,
      jobTitle: 'Lagerhilfe',
      fullTime,
      hoursPerWeek: fullTime ? 39 : 20,
      endedOn: job.until ?? null,
      ...recorded(city, job.from),
      ...(job.voided ? voided(city) : {}),
    })
    .returning({ id: placement.id })
  return one(made).id
}
