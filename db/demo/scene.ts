import { SYSTEM_ACTOR } from '../actor.ts'
import { tellAssessments } from './assessments.ts'
import type { Case, Programme } from './cases.ts'
import { tellFile } from './clients.ts'
import { tellCounselling } from './counselling.ts'
import { type Day, workdayFrom } from './days.ts'
import { type Diary, openDiary, type TalkRow, tellFollowUps } from './follow-ups.ts'
import { tellIntake } from './intake.ts'
import { tellInterpreters, tellInterpreting } from './interpreters.ts'
import { type Post, tellMessages } from './messages.ts'
import { tellFoundAtDoor } from './outreach.ts'
import { type Partner, tellReferral } from './partners.ts'
import { type Cast, castOf, type Era, type Person } from './people.ts'
import { tellPermit } from './permits.ts'
import type { Opening } from './pilot.ts'
import { type Employers, tellEmployers, tellPlacements } from './placements.ts'
import { type Random, randomFrom } from './random.ts'
import { type CityRows, emptyRows, type Row } from './rows.ts'
import type { Colleague } from './staff.ts'
import type { Town } from './streets.ts'
import { TRADES } from './trades.ts'
import { tellWorkPlan } from './work-plans.ts'

/** Everything that cases of one city share while they are told. */
export interface Scene {
  rows: CityRows
  random: Random
  cast: Cast
  town: Town
  today: Day
  /** Today, or the next day on which the office is open. */
  desk: Day
  /** ISO, in milliseconds. */
  now: string
  /** Reminders of talks before this day are not told. */
  remindedSince: Day
  diary: Diary
  employers: Employers
  /** The service by telephone. */
  interpreterId: string
  partners: readonly Partner[]
  names: ReadonlyMap<string, string>
  files: Map<string, Row<'client'>>
  planned: Post['planned']
}

export interface Setting {
  /** The same seed and day tell the same city. */
  seed: string
  town: Town
  colleagues: readonly Colleague[]
  today: Day
  now: string
  remindedSince?: Day
  partners?: readonly Partner[]
  doorsAStreet?: number
}

export function openScene({
  seed,
  town,
  colleagues,
  today,
  now,
  remindedSince,
  doorsAStreet,
  partners = [],
}: Setting): Scene {
  const rows = emptyRows()
  const random = randomFrom(seed)
  for (const { id, name } of [SYSTEM_ACTOR, ...colleagues]) rows.actor.push({ id, name, organisation: null })
  for (const { name: organisation, contact } of partners) rows.actor.push({ ...contact, organisation })
  const doors = doorsAStreet === undefined ? {} : { doorsAStreet }
  return {
    rows,
    random,
    cast: castOf({ rows, random: random.fork('cast'), town, ...doors }),
    town,
    today,
    desk: workdayFrom(today),
    now,
    remindedSince: remindedSince ?? today - REMINDED_DAYS,
    diary: openDiary(),
    interpreterId: tellInterpreters(rows, random.fork('interpreters'), now),
    employers: tellEmployers(rows, random.fork('employers'), town.name, today - 800),
    partners,
    names: new Map(colleagues.map(({ id, name }) => [id, name])),
    files: new Map(),
    planned: new Map(),
  }
}

/** Reminders of the last weeks are told: each is a mail in full. */
const REMINDED_DAYS = 45

/** Enters a programme and says where its days are. */
export function tellProgramme(
  { rows, random }: Scene,
  { slug, name, from, to }: { slug: string; name: string; from: Day; to: Day | null },
  isoOf: (day: Day) => string,
): Programme {
  const id = random.fork(slug).uuid()
  rows.programme.push({ id, slug, name, startsOn: isoOf(from), endsOn: to === null ? null : isoOf(to) })
  return { id, name, from, to }
}

/** What a case begins with. `clientId` of a client who has a file. */
export function openingOf(
  scene: Scene,
  {
    person,
    programme,
    workerId,
    clientId,
  }: { person: Person; programme: Programme; workerId: string; clientId?: string },
): Opening {
  const random = scene.random.fork(`${programme.id}/${person.id}`)
  return {
    random,
    person,
    programme,
    workerId,
    clientId: clientId ?? random.uuid(),
    participationId: random.uuid(),
    trade: random.weighted(TRADES.map((trade) => [trade, trade.weight] as const)),
  }
}

/** What was and will be said about these talks of a case; its worker is named in it. */
export function tellReminders(
  { rows, names, now, remindedSince: since, planned }: Scene,
  told: Case,
  talks: readonly TalkRow[],
): void {
  const workerName = names.get(told.workerId) ?? ''
  tellMessages(rows, told, talks, { now, since, systemId: SYSTEM_ACTOR.id, workerName, planned })
}

/** Room by room, what a case leaves behind. */
export function tellCase(scene: Scene, told: Case, era: Era, witness: string): void {
  const { rows, diary, files, employers, partners, names, today, town } = scene
  const workerName = names.get(told.workerId) ?? ''
  tellFile(rows, told, files)
  tellFoundAtDoor(rows, told)
  tellAssessments(rows, told)
  tellWorkPlan(rows, told, { worker: workerName, witness, place: town.name })
  const talks = tellFollowUps(rows, told, diary)
  tellInterpreting(rows, told, talks, scene.interpreterId)
  // In the old programmes people were reminded by telephone and letter.
  if (era === 'now') tellReminders(scene, told, talks)
  tellPlacements(rows, told, employers)
  tellPermit(rows, told, era)
  if (era === 'past') return
  tellIntake(rows, told)
  tellReferral(rows, told, partners, today)
  tellCounselling(rows, told, Math.min(today, told.exited ?? today))
}

/** In the order in which it was written down: of one day the stream shows the later line first. */
export function inOrder({ rows }: Scene): CityRows {
  rows.timeline.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0))
  return rows
}
