import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { workerHours } from '../../../db/city/schema/diary.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { type DayHours, hoursFrom, spansOf, WEEKDAYS, type WeekHours, weekOn } from '../rules/hours.ts'
import type { Window } from '../rules/windows.ts'
import { before, type HoursOn, OFFICE_HOURS, type OpenTimes, type Span } from '../rules/working-days.ts'
import { daysOffOf } from './days-off.server.ts'

/** Weeks of the past that are still shown. */
const MOST_WEEKS = 6

type Row = typeof workerHours.$inferSelect

/** A column of times says seconds too. */
const spanOf = (from: string | null, until: string | null): Span | null =>
  from && until ? { from: from.slice(0, 5), until: until.slice(0, 5) } : null

function weeksIn(rows: readonly Row[]): WeekHours[] {
  const days = new Map<string, DayHours[]>()
  const asCity = new Set(rows.filter((row) => row.asCity).map(({ validFrom }) => validFrom))
  for (const row of rows) {
    const weekday = WEEKDAYS.find((known) => known === row.weekday)
    if (weekday === undefined) continue
    const week = days.get(row.validFrom) ?? []
    week.push({
      weekday,
      morning: spanOf(row.morningFrom, row.morningUntil),
      afternoon: spanOf(row.afternoonFrom, row.afternoonUntil),
    })
    days.set(row.validFrom, week)
  }
  return [...days].map(([from, week]) => ({
    validFrom: Temporal.PlainDate.from(from),
    days: week,
    asCity: asCity.has(from),
  }))
}

/** The weeks somebody has set, or the city for `null`, the oldest first. */
export async function weeksOf(db: StaffDb, actorId: string | null): Promise<WeekHours[]> {
  const rows = await db
    .select()
    .from(workerHours)
    .where(
      and(
        actorId === null ? isNull(workerHours.actorId) : eq(workerHours.actorId, actorId),
        isNull(workerHours.liftedAt),
      ),
    )
    .orderBy(asc(workerHours.validFrom), asc(workerHours.weekday))
  return weeksIn(rows)
}

/** The hours of everybody who has set some before `until`, by her id; who has none works in the city's, under `null`. */
export async function hoursByWorker(
  db: StaffDb,
  until: Temporal.PlainDate,
): Promise<(workerId: string | null) => HoursOn> {
  const rows = await db
    .select()
    .from(workerHours)
    .where(and(isNull(workerHours.liftedAt), lte(workerHours.validFrom, until.toString())))
  const city = weeksIn(rows.filter(({ actorId }) => actorId === null))
  const known = new Map(
    [...new Set(rows.map(({ actorId }) => actorId))].map((id) => [
      id,
      hoursFrom(weeksIn(id === null ? [] : rows.filter(({ actorId }) => actorId === id)), city),
    ]),
  )
  const usual = hoursFrom([], city)
  return (workerId) => known.get(workerId) ?? usual
}

/** When a worker may have talks on the days of a window. */
export async function openTimesOf(db: StaffDb, workerId: string, window: Window): Promise<OpenTimes> {
  const rows = await db
    .select()
    .from(workerHours)
    .where(
      and(
        or(eq(workerHours.actorId, workerId), isNull(workerHours.actorId)),
        isNull(workerHours.liftedAt),
        lte(workerHours.validFrom, window.to.toString()),
      ),
    )
  const own = rows.filter(({ actorId }) => actorId !== null)
  const city = rows.filter(({ actorId }) => actorId === null)
  return { off: await daysOffOf(db, workerId, window), hours: hoursFrom(weeksIn(own), weeksIn(city)) }
}

export interface WeekLine {
  /** ISO date; null: the usual office hours, from ever. */
  validFrom: string | null
  state: 'now' | 'ahead' | 'past'
  /** `own`: of whoever was asked for. */
  source: 'own' | 'city' | 'usual'
  /** A worker's without hours of her own: `days` are the city's. */
  asCity: boolean
  days: (DayHours & { spans: Span[] })[]
}

const usualWeek: DayHours[] = WEEKDAYS.map((weekday) => ({
  weekday,
  morning: OFFICE_HOURS[0] ?? null,
  afternoon: OFFICE_HOURS[1] ?? null,
}))

const lineOf = (days: readonly DayHours[]): WeekLine['days'] =>
  days.map((day) => ({ ...day, spans: spansOf(day) }))

/** The week that holds today, those that are to come, and the last ones before; of the city where somebody has none of her own. */
export async function weekLines({ db, today }: CityWork, actorId: string | null): Promise<WeekLine[]> {
  const own = await weeksOf(db, actorId)
  const city = actorId === null ? [] : await weeksOf(db, null)
  const current = weekOn(own, today)
  const lines: WeekLine[] = own.map((week) => ({
    validFrom: week.validFrom.toString(),
    state: week === current ? 'now' : before(today, week.validFrom) ? 'ahead' : 'past',
    source: 'own',
    asCity: week.asCity,
    days: lineOf(week.asCity ? daysOfCity(city, week === current ? today : week.validFrom) : week.days),
  }))
  const shown = lines.filter(({ state }, nth) => state !== 'past' || nth >= lines.length - MOST_WEEKS)
  if (current) return shown
  const ofCity = weekOn(city, today)
  const from = ofCity?.validFrom.toString() ?? null
  const days = lineOf(daysOfCity(city, today))
  return [
    { validFrom: from, state: 'now', source: ofCity ? 'city' : 'usual', asCity: actorId !== null, days },
    ...shown,
  ]
}

const daysOfCity = (city: readonly WeekHours[], day: Temporal.PlainDate): readonly DayHours[] =>
  weekOn(city, day)?.days ?? usualWeek
