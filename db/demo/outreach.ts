import type { VisitOutcome } from '../../app/outreach/input.ts'
import type { Case, Programme } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, instantAt, iso, workdayBefore, workdayFrom } from './days.ts'
import type { Era, Person } from './people.ts'
import { statusOf, tellTitle } from './permits.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

const HEADER = [
  'AZR-Nr',
  'Familienname',
  'Vorname',
  'Geburtsdatum',
  'Geschlecht',
  'Staatsangehörigkeit',
  'Straße',
  'Hausnr.',
  'PLZ',
  'Ort',
  'Aufenthaltsstatus',
  'Gültig bis',
]

/** One list of the foreigners authority as it was taken in. */
interface ListOn {
  programme: Programme
  day: Day
  by: string
}

/** Lines that went back to the office: a name or a birth date was missing. */
const REJECTED = [
  { column: 'family-name', code: 'missing', cells: ['', '', 'Sahra', '14.02.1987', 'w'] },
  { column: 'birth-date', code: 'missing', cells: ['', 'Osmani', 'Naim', '', 'm'] },
  { column: 'birth-date', code: 'invalid', cells: ['', 'Barry', 'Alpha', '31.02.1990', 'm'] },
] as const

/** The people of one list: new ones, those known from an earlier list, and one line twice. */
export function tellList(
  rows: CityRows,
  random: Random,
  { programme, day, by }: ListOn,
  people: { fresh: readonly Person[]; known: readonly Person[] },
): void {
  const importId = random.uuid()
  const [first] = people.fresh
  const fates = random.shuffled([
    ...people.fresh.map(({ id }) => ({ outcome: 'created' as const, personId: id })),
    ...people.known.map(({ id }) => ({
      outcome: random.chance(0.12) ? ('updated' as const) : ('unchanged' as const),
      personId: id,
    })),
    ...REJECTED.map(({ column, code, cells }) => ({
      outcome: 'rejected' as const,
      column,
      code,
      cells: HEADER.map((_, at) => cells[at] ?? ''),
    })),
  ])
  const lines = first ? [...fates, { outcome: 'duplicate' as const, personId: first.id }] : fates
  const count = (outcome: (typeof lines)[number]['outcome']): number =>
    lines.filter((line) => line.outcome === outcome).length
  rows.listImport.push({
    id: importId,
    programmeId: programme.id,
    importedOn: iso(day),
    importedAt: instantAt(day, 8 * 60 + 30),
    importedBy: by,
    rows: lines.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    duplicates: count('duplicate'),
    rejected: count('rejected'),
    header: HEADER,
  })
  for (const [at, line] of lines.entries()) {
    const doubtful = line.outcome === 'created' && random.chance(0.04)
    const warnings = doubtful ? [{ column: 'phone', code: 'invalid' }] : []
    rows.listRow.push({ importId, line: at + 2, warnings, ...line })
  }
}

export interface Knock {
  person: Person
  programme: Programme
  day: Day
  outcome: VisitOutcome
  by: string
  roundId?: string
  /** ISO instant. */
  callBackAt?: string
}

export function tellVisit(rows: CityRows, random: Random, knock: Knock): string {
  const { person, programme, day, outcome, by, roundId = null, callBackAt = null } = knock
  const id = random.uuid()
  const act = actOn(day, by, random.int(16 * 60, 18 * 60))
  rows.visit.push({
    id,
    personId: person.id,
    dwellingId: person.dwellingId,
    programmeId: programme.id,
    roundId,
    outcome,
    callBackAt,
    ...act,
  })
  if (outcome === 'declined')
    rows.doNotVisit.push({
      id: random.uuid(),
      personId: person.id,
      reason: 'declined',
      sinceOn: iso(day),
      recordedAt: act.recordedAt,
      recordedBy: by,
    })
  return id
}

/** How a client was found: after up to two closed doors one that opened. */
export function tellFoundAtDoor(rows: CityRows, told: Case): void {
  const { random, person, programme, workerId, opened, listedOn, origin } = told
  if (listedOn === undefined || origin !== 'door') return
  const knock = { person, programme, by: workerId }
  for (let day = workdayBefore(opened - random.int(6, 25)); day > listedOn && random.chance(0.4); ) {
    tellVisit(rows, random, { ...knock, day, outcome: 'nobody-home' })
    day = workdayBefore(day - random.int(6, 25))
  }
  const refId = tellVisit(rows, random, { ...knock, day: opened, outcome: 'interested' })
  tellTimeline(rows, told, { day: opened, minute: 10 * 60 + 1, kind: 'visited', refId })
}

/** People on the list without a file: not visited yet, nobody home, declined, moved. */
export function tellStrangers(
  rows: CityRows,
  random: Random,
  { programme, day, by }: ListOn,
  { people, until, era }: { people: readonly Person[]; until: Day; era: Era },
): void {
  for (const person of people) {
    const paper = { personId: person.id, status: statusOf(random, person, era), by }
    tellTitle(rows, random, { ...paper, until: day + random.int(40, 700), seen: day })
    const last = workdayBefore(
      random.chance(0.3) ? until - random.int(0, 9) : random.int(day + 10, until - 10),
    )
    const knock = { person, programme, by }
    const end = random.weighted([
      [null, 38],
      ['nobody-home', 30],
      ['declined', 21],
      ['moved', 11],
    ] as const)
    if (end === null) continue
    const earlier = workdayFrom(last - random.int(12, 60))
    if (earlier > day && random.chance(0.5))
      tellVisit(rows, random, { ...knock, day: earlier, outcome: 'nobody-home' })
    if (last > day) tellVisit(rows, random, { ...knock, day: last, outcome: end })
  }
}
