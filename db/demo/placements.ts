import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, instantAt, iso } from './days.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'
import { TRADES, type Trade } from './trades.ts'

const FULL = [35, 37.5, 38.5, 39, 40]
const PART = [10, 15, 19.5, 20, 25, 30]

interface Employer {
  id: string
  name: string
}
export type Employers = ReadonlyMap<Trade, readonly Employer[]>

/** The firms of the town, by the trade they belong to. */
export function tellEmployers(rows: CityRows, random: Random, town: string, since: Day): Employers {
  return new Map(
    TRADES.map((trade) => [
      trade,
      trade.employers.map((name) => {
        const id = random.uuid()
        rows.employer.push({ id, name, town, createdAt: instantAt(since, 9 * 60) })
        return { id, name }
      }),
    ]),
  )
}

/** Jobs found, ended, and those entered by mistake. */
export function tellPlacements(rows: CityRows, told: Case, employers: Employers): void {
  const { random, trade, clientId, participationId, workerId } = told
  for (const { from, to, fullTime, voidedOn } of told.jobs) {
    const id = random.uuid()
    const employer = random.pick(employers.get(trade) ?? [])
    const jobTitle = random.pick(trade.jobs)
    const hoursPerWeek = random.pick(fullTime ? FULL : PART)
    const reason = voidedOn === undefined ? null : random.pick(['Stelle nicht angetreten', 'Falsche Akte'])
    rows.placement.push({
      id,
      clientId,
      participationId,
      employerId: employer.id,
      jobTitle,
      fullTime,
      hoursPerWeek,
      endedOn: to === null ? null : iso(to),
      ...actOn(from, workerId),
      voidedAt: voidedOn === undefined ? null : instantAt(voidedOn, 9 * 60 + 20),
      voidedBy: voidedOn === undefined ? null : workerId,
      voidReason: reason,
    })
    const words = { job: jobTitle, employer: employer.name }
    tellTimeline(rows, told, { day: from, kind: 'placed', refId: id, words })
    if (voidedOn !== undefined && reason !== null) {
      const takenBack = { act: 'placement', date: iso(from), reason }
      tellTimeline(rows, told, { day: voidedOn, kind: 'taken-back', refId: id, words: takenBack })
    }
    if (to !== null) tellTimeline(rows, told, { day: to, kind: 'placement-ended', refId: id, words })
  }
}
