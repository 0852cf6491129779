/** How many people will be overdue in four weeks, with this team and this rhythm: the diary played forward day by day. Pure. */
import { Temporal } from 'temporal-polyfill'
import { type HoursOn, isWorkingDay, OFFICE_HOURS, timesWithin } from '../follow-ups/rules/working-days.ts'

export const HORIZON_DAYS = 28
export const MOST_EXTRA = 5

/** People whose window has no talk yet, as many as have the same window with the same worker. */
export interface Waiting {
  /** Null: nobody leads these cases. */
  workerId: string | null
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  count: number
}

export interface Worker {
  id: string
  /** First and last day, both included. */
  absences: readonly { from: Temporal.PlainDate; until: Temporal.PlainDate }[]
  /** Times for talks that are taken already, by ISO date: a way or a group takes more than one. */
  booked: ReadonlyMap<string, number>
  /** Without them the usual office hours. */
  hours?: HoursOn | undefined
}

export interface Question {
  today: Temporal.PlainDate
  /** Whether the city's office is open on a day; without it every working day. */
  isOpen?: (day: Temporal.PlainDate) => boolean
  workers: readonly Worker[]
  waiting: readonly Waiting[]
  /** The city's office hours, in which more workers would work. */
  hours?: HoursOn | undefined
  /** Somebody who is away for the whole time. */
  absentId?: string | undefined
  /** More workers than there are, with nothing in their diaries; they see whoever is most urgent, whoever leads the case. */
  extra?: number | undefined
}

export interface ForecastDay {
  day: Temporal.PlainDate
  /** Whose window is over at the end of that day without a talk. */
  overdue: number
  /** Times for talks that were free, and how many of them were used. */
  free: number
  used: number
}

export interface Forecast {
  days: ForecastDay[]
  /** Overdue on the last day, by who leads the case. */
  byWorker: { workerId: string | null; overdue: number }[]
}

const usualHours: HoursOn = () => OFFICE_HOURS

const compare = Temporal.PlainDate.compare
const within = (day: Temporal.PlainDate, from: Temporal.PlainDate, until: Temporal.PlainDate): boolean =>
  compare(from, day) <= 0 && compare(day, until) <= 0

/** Times of a worker's day for new talks: none when the office is closed or she is away. */
export function freeTimes(worker: Worker, day: Temporal.PlainDate, isOpen = isWorkingDay): number {
  if (!isOpen(day) || worker.absences.some(({ from, until }) => within(day, from, until))) return 0
  const times = timesWithin((worker.hours ?? usualHours)(day)).length
  return Math.max(0, times - (worker.booked.get(day.toString()) ?? 0))
}

/**
 * Plays the diary forward from tomorrow. On each day each worker sees as many of her own people as she has times, of
 * those whose window has opened, the one that closes first first; then those who came in addition see whoever is left.
 * Whoever was seen comes again after four weeks at the earliest, which is beyond the picture.
 */
export function forecast({
  today,
  isOpen = isWorkingDay,
  workers,
  waiting,
  hours = usualHours,
  absentId,
  extra = 0,
}: Question): Forecast {
  const left = waiting
    .map((group) => ({ ...group }))
    .sort((a, b) => compare(a.to, b.to) || compare(a.from, b.from))
  const team = workers.filter(({ id }) => id !== absentId)
  const overdueOn = (day: Temporal.PlainDate) => left.filter(({ to }) => compare(to, day) < 0)
  const sum = (groups: readonly { count: number }[]): number =>
    groups.reduce((all, { count }) => all + count, 0)

  /** Sees up to `times` people, and says how many. */
  function see(times: number, day: Temporal.PlainDate, whose?: string): number {
    let seen = 0
    for (const group of left) {
      if (seen === times) break
      if ((whose !== undefined && group.workerId !== whose) || compare(group.from, day) > 0) continue
      const now = Math.min(group.count, times - seen)
      group.count -= now
      seen += now
    }
    return seen
  }

  const days: ForecastDay[] = []
  for (let nth = 1; nth <= HORIZON_DAYS; nth += 1) {
    const day = today.add({ days: nth })
    let [free, used] = [0, 0]
    for (const worker of team) {
      const times = freeTimes(worker, day, isOpen)
      free += times
      used += see(times, day, worker.id)
    }
    const added = isOpen(day) ? extra * timesWithin(hours(day)).length : 0
    free += added
    used += see(added, day)
    days.push({ day, overdue: sum(overdueOn(day)), free, used })
  }
  const last = today.add({ days: HORIZON_DAYS })
  const ids = [...new Set(overdueOn(last).map(({ workerId }) => workerId))]
  const byWorker = ids
    .map((workerId) => ({
      workerId,
      overdue: sum(overdueOn(last).filter((group) => group.workerId === workerId)),
    }))
    .filter(({ overdue }) => overdue > 0)
    .sort((a, b) => b.overdue - a.overdue)
  return { days, byWorker }
}
