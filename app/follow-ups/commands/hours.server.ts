/** The hours in which a worker has talks, or the city; talks agreed outside of them become tasks for a person. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { workerHours } from '../../../db/city/schema/diary.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { type Colleague, introduce } from '../../caseload/commands/colleague.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { hoursByWorker } from '../queries/hours.server.ts'
import { type DayHours, decideValidFrom, liesWithin, type ValidFromError, WEEKDAYS } from '../rules/hours.ts'
import { dayAtOffice, type HoursOn, OFFICE_ZONE } from '../rules/working-days.ts'
import type { Appointment } from './booking.server.ts'
import { taskTalks, untaskTalks } from './calendar.server.ts'
import { giveTaskAgain, withdrawTask } from './tasks.server.ts'

export interface HoursOrder {
  /** Null: the city's office hours. */
  worker: Colleague | null
  /** ISO date from which they hold. */
  validFrom: string
  days: readonly DayHours[]
}

const FREE_WEEK = WEEKDAYS.map((weekday) => ({ weekday, morning: null, afternoon: null }))

/** Two who set hours at once come after each other, so that one week stands for a day. */
const holdHours = (city: CityWork) => city.db.execute(sql`select pg_advisory_xact_lock(7048)`)

const ofWeek = (workerId: string | null, validFrom: string) =>
  and(
    workerId === null ? isNull(workerHours.actorId) : eq(workerHours.actorId, workerId),
    eq(workerHours.validFrom, validFrom),
    isNull(workerHours.liftedAt),
  )

const lifted = ({ now, actor }: CityWork) => ({ liftedAt: now, liftedBy: actor.id })

/** From that day on this week holds; the same day again takes the place of what was said before. */
export const setHours = (city: CityWork, order: HoursOrder): Promise<Result<null, ValidFromError>> =>
  putWeek(city, { ...order, asCity: false })

/** From that day on she has no hours of her own: the city's hold, also when they change. What was, was. */
export const followCity = (
  city: CityWork,
  { worker, validFrom }: { worker: Colleague; validFrom: string },
): Promise<Result<null, ValidFromError>> =>
  putWeek(city, { worker, validFrom, days: FREE_WEEK, asCity: true })

async function putWeek(
  city: CityWork,
  { worker, validFrom, days, asCity }: HoursOrder & { asCity: boolean },
): Promise<Result<null, ValidFromError>> {
  const decided = decideValidFrom(Temporal.PlainDate.from(validFrom), city.today)
  if (!decided.ok) return decided
  await holdHours(city)
  if (worker) await introduce(city, [worker])
  const actorId = worker?.id ?? null
  await city.db.update(workerHours).set(lifted(city)).where(ofWeek(actorId, validFrom))
  await city.db.insert(workerHours).values(
    days.map(({ weekday, morning, afternoon }) => ({
      ...{ actorId, validFrom, weekday, asCity },
      morningFrom: morning?.from ?? null,
      morningUntil: morning?.until ?? null,
      afternoonFrom: afternoon?.from ?? null,
      afternoonUntil: afternoon?.until ?? null,
      madeAt: city.now,
      madeBy: city.actor.id,
    })),
  )
  await askAgain(city, actorId)
  return ok(null)
}

/** Takes out a week that has not begun; what held before holds on. Twice is once. */
export async function dropHours(
  city: CityWork,
  { workerId, validFrom }: { workerId: string | null; validFrom: string },
): Promise<Result<null, 'hours-past'>> {
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(validFrom), city.today) <= 0)
    return fail('hours-past')
  await holdHours(city)
  await city.db.update(workerHours).set(lifted(city)).where(ofWeek(workerId, validFrom))
  await askAgain(city, workerId)
  return ok(null)
}

type Talk = Pick<Appointment, 'startsAt' | 'minutes' | 'travelMinutes'>

const isInside = (hours: HoursOn, { startsAt, minutes, travelMinutes }: Talk): boolean => {
  const time = startsAt.toZonedDateTimeISO(OFFICE_ZONE).toPlainTime().toString({ smallestUnit: 'minute' })
  return liesWithin(hours(dayAtOffice(startsAt)), { time, minutes, travel: travelMinutes })
}

/** Every booked talk ahead of hers, or of everybody's when the city changed its own: the client was told the time, so it stays. */
async function askAgain(city: CityWork, workerId: string | null): Promise<void> {
  const talks = await city.db
    .select({
      id: appointment.id,
      startsAt: appointment.startsAt,
      minutes: appointment.minutes,
      travelMinutes: appointment.travelMinutes,
      responsibleId: appointment.responsibleId,
    })
    .from(appointment)
    .where(
      and(
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        isNull(appointment.groupId),
        gt(appointment.startsAt, city.now),
        workerId === null ? undefined : eq(appointment.responsibleId, workerId),
      ),
    )
  const last = talks.reduce(
    (day, { startsAt }) =>
      Temporal.PlainDate.compare(dayAtOffice(startsAt), day) > 0 ? dayAtOffice(startsAt) : day,
    city.today,
  )
  const hoursOf = await hoursByWorker(city.db, last)
  const [inside, outside]: [string[], string[]] = [[], []]
  for (const talk of talks) (isInside(hoursOf(talk.responsibleId), talk) ? inside : outside).push(talk.id)
  if (outside.length > 0) await taskTalks(city, 'outside-hours', sql`id in ${outside}`)
  if (inside.length > 0) await untaskTalks(city, 'outside-hours', sql`id in ${inside}`)
}

/** The same for one talk that somebody else has now. */
export async function tellHours(city: CityWork, talk: Appointment, hours: HoursOn): Promise<void> {
  const about = { reason: 'outside-hours', refId: talk.id } as const
  const ahead = Temporal.Instant.compare(talk.startsAt, city.now) > 0
  if (!ahead || isInside(hours, talk)) return withdrawTask(city, about)
  await giveTaskAgain(city, { ...about, clientId: talk.clientId, dueOn: city.today.toString() })
}
