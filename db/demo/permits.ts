import { RESIDENCE_STATUSES, type ResidenceStatus } from '../../app/permits/statuses.ts'
import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, iso } from './days.ts'
import type { Era, Person } from './people.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

/** Papers of the people on the lists: in 2008 the rule for old cases of 2007 was new. */
const STATUSES: Record<Era, readonly (readonly [ResidenceStatus, number])[]> = {
  past: [
    ['ae-104a', 48],
    ['duldung', 32],
    ['ae-25-5', 12],
    ['gestattung', 8],
  ],
  now: [
    ['duldung', 36],
    ['gestattung', 21],
    ['ae-25-5', 9],
    ['ae-25b', 9],
    ['ae-25-3', 7],
    ['ae-25a', 5],
    ['ausbildungsduldung', 5],
    ['beschaeftigungsduldung', 4],
    ['duldung-60b', 4],
  ],
}

/** What an extension mostly leads to (§§ 23, 25, 25b AufenthG); every other paper is prolonged as it is. */
const NEXT: Record<Era, Partial<Record<ResidenceStatus, ResidenceStatus>>> = {
  past: { 'ae-104a': 'ae-23-1', duldung: 'ae-25-5' },
  now: { duldung: 'ae-25b', beschaeftigungsduldung: 'ae-25b-6' },
}

const wordingOf = (status: ResidenceStatus): string => {
  const { basis, label } = RESIDENCE_STATUSES[status]
  return label.includes('§') ? label : `${label} (${basis})`
}

export const statusOf = (random: Random, person: Person, era: Era): ResidenceStatus =>
  (era === 'now' ? person.origin.status : undefined) ?? random.weighted(STATUSES[era])

interface Title {
  personId: string
  status: ResidenceStatus
  until: Day
  seen: Day
  by: string
}

/** One paper, as seen or listed on a day. */
export function tellTitle(
  rows: CityRows,
  random: Random,
  { personId, status, until, seen, by }: Title,
): string {
  const id = random.uuid()
  rows.residenceTitle.push({
    id,
    personId,
    status,
    wording: wordingOf(status),
    validUntil: iso(until),
    ...actOn(seen, by, 10 * 60 + 5),
  })
  return id
}

/** The paper of a client and every extension asked for, granted, refused or still open. */
export function tellPermit(rows: CityRows, told: Case, era: Era): void {
  const { random, person, clientId, participationId, workerId, permit } = told
  if (!permit) return
  let status = statusOf(random, person, era)
  const paper = { personId: person.id, by: workerId }
  const seen = told.listedOn ?? permit.seen
  let titleId = tellTitle(rows, random, { ...paper, status, until: permit.until, seen })
  for (const { applied, decided, grantedUntil } of permit.extensions) {
    const id = random.uuid()
    const before = titleId
    if (decided !== undefined && grantedUntil !== undefined) {
      status = NEXT[era][status] ?? status
      titleId = tellTitle(rows, random, { ...paper, status, until: grantedUntil, seen: decided })
    }
    rows.permitExtension.push({
      id,
      clientId,
      participationId,
      titleId: before,
      decidedOn: decided === undefined ? null : iso(decided),
      outcome: decided === undefined ? null : grantedUntil === undefined ? 'refused' : 'granted',
      newTitleId: titleId === before ? null : titleId,
      ...actOn(applied, workerId),
    })
    tellTimeline(rows, told, { day: applied, kind: 'extension-applied', refId: id })
    if (decided === undefined) continue
    const granted = grantedUntil !== undefined
    tellTimeline(rows, told, {
      day: decided,
      kind: granted ? 'extension-granted' : 'extension-refused',
      refId: id,
      ...(granted ? { words: { until: iso(grantedUntil) } } : {}),
    })
  }
}
