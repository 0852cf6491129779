/** What a worker has to do today. Every list is bound to one worker's cases or diary and never grows with the city. */
import { and, asc, eq, exists, gte, isNull, lt, lte, not, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { client, person, personContact } from '../../../db/city/schema/clients.ts'
import { appointment, followUpSchedule, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { isTaskReason, type TaskReason } from '../rules/tasks.ts'
import { OFFICE_ZONE } from '../rules/working-days.ts'
import type { AppointmentState } from '../rules.ts'

const MOST = 50

interface Who {
  clientId: string
  familyName: string
  givenName: string | null
}
const who = { clientId: client.id, familyName: person.familyName, givenName: person.givenName }

const midnight = (day: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime(OFFICE_ZONE).toInstant()
const after = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** The predicate of index `appointment_diary`. */
const inDiary = (workerId: string) =>
  and(
    eq(appointment.responsibleId, workerId),
    sql`${appointment.state} <> 'cancelled'`,
    isNull(appointment.voidedAt),
  )

export interface TalkToday extends Who {
  appointmentId: string
  /** ISO instant. */
  startsAt: string
  state: AppointmentState
  /** The how many-th schedule of the client it belongs to. */
  nth: number | null
  language: string | null
  interpreter: boolean
}

/** Talks of a worker on a day (ISO date), in their order; those with an outcome too. */
export async function appointmentsToday(db: StaffDb, workerId: string, day: string): Promise<TalkToday[]> {
  const rows = await db
    .select({
      ...who,
      appointmentId: appointment.id,
      startsAt: appointment.startsAt,
      state: appointment.state,
      nth: followUpSchedule.version,
      language: personContact.language,
      interpreter: personContact.interpreter,
    })
    .from(appointment)
    .innerJoin(client, eq(client.id, appointment.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .leftJoin(followUpSchedule, eq(followUpSchedule.id, appointment.scheduleId))
    .leftJoin(personContact, eq(personContact.personId, person.id))
    .where(
      and(
        inDiary(workerId),
        gte(appointment.startsAt, midnight(day)),
        lt(appointment.startsAt, midnight(after(day, 1))),
      ),
    )
    .orderBy(asc(appointment.startsAt))
    .limit(MOST)
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toString(),
    interpreter: row.interpreter ?? false,
  }))
}

export interface TalkWithoutOutcome extends Who {
  appointmentId: string
  startsAt: string
}

/** Talks of a worker before `day` of which nobody wrote whether the client came; the oldest first. */
export async function outcomeMissing(
  db: StaffDb,
  workerId: string,
  day: string,
): Promise<TalkWithoutOutcome[]> {
  const rows = await db
    .select({ ...who, appointmentId: appointment.id, startsAt: appointment.startsAt })
    .from(appointment)
    .innerJoin(client, eq(client.id, appointment.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .where(
      and(
        eq(appointment.responsibleId, workerId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        lt(appointment.startsAt, midnight(day)),
      ),
    )
    .orderBy(asc(appointment.startsAt))
    .limit(MOST)
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toString() }))
}

export interface DueWithoutTalk extends Who {
  /** ISO dates. */
  windowFrom: string
  windowTo: string
}

/** The predicate of index `client_lead`. */
const inCaseload = (workerId: string) =>
  and(eq(client.leadId, workerId), isNull(client.closedOn), isNull(client.voidedAt))

const withoutTalk = (
  db: StaffDb,
  workerId: string,
  from: string | undefined,
  to: string,
): Promise<DueWithoutTalk[]> => {
  const booked = db
    .select({ id: appointment.id })
    .from(appointment)
    .where(
      and(
        eq(appointment.scheduleId, followUpSchedule.id),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
      ),
    )
  return db
    .select({ ...who, windowFrom: followUpSchedule.windowFrom, windowTo: followUpSchedule.windowTo })
    .from(client)
    .innerJoin(
      followUpSchedule,
      and(eq(followUpSchedule.clientId, client.id), eq(followUpSchedule.state, 'live')),
    )
    .innerJoin(person, eq(person.id, client.personId))
    .where(
      and(
        inCaseload(workerId),
        from ? gte(followUpSchedule.windowTo, from) : undefined,
        lte(followUpSchedule.windowTo, to),
        not(exists(booked)),
      ),
    )
    .orderBy(asc(followUpSchedule.windowTo), asc(client.id))
    .limit(MOST)
}

/** Cases of a worker whose window closed before `day` without a talk booked; the longest waiting first. */
export const overdueOf = (db: StaffDb, workerId: string, day: string): Promise<DueWithoutTalk[]> =>
  withoutTalk(db, workerId, undefined, after(day, -1))

const CLOSING_DAYS = 7

/** Cases of a worker whose window closes on `day` or in the week after it and who have no talk booked. */
export const windowClosing = (db: StaffDb, workerId: string, day: string): Promise<DueWithoutTalk[]> =>
  withoutTalk(db, workerId, day, after(day, CLOSING_DAYS))

export interface OpenTask extends Who {
  taskId: string
  reason: TaskReason
  dueOn: string
  /** The talk a message was about. */
  appointmentId: string | null
}

/** What only a person can do, in the cases of a worker; the oldest first. */
export async function openTasks(db: StaffDb, workerId: string): Promise<OpenTask[]> {
  // A step into the index for each case: joined plainly, the planner walks through all tasks of the city.
  const open = db
    .select({ taskId: task.id, reason: task.reason, dueOn: task.dueOn, refId: task.refId })
    .from(task)
    .where(and(eq(task.clientId, client.id), isNull(task.doneAt)))
    .orderBy(asc(task.dueOn))
    .limit(MOST)
    .as('open')
  const rows = await db
    .select({
      ...who,
      taskId: open.taskId,
      reason: open.reason,
      dueOn: open.dueOn,
      appointmentId: message.appointmentId,
    })
    .from(client)
    .innerJoinLateral(open, sql`true`)
    .innerJoin(person, eq(person.id, client.personId))
    .leftJoin(message, eq(message.id, open.refId))
    .where(inCaseload(workerId))
    .orderBy(asc(open.dueOn), asc(open.taskId))
    .limit(MOST)
  return rows.flatMap((row) => (isTaskReason(row.reason) ? [{ ...row, reason: row.reason }] : []))
}

/** How many talks a worker has on each of the five days from `monday` (ISO date) on. */
export async function weekLoad(
  db: StaffDb,
  workerId: string,
  monday: string,
): Promise<{ date: string; count: number }[]> {
  const date = sql<string>`(${appointment.startsAt} at time zone ${OFFICE_ZONE})::date::text`.as('date')
  const rows = await db
    .select({ date, count: sql<number>`count(*)::int` })
    .from(appointment)
    .where(
      and(
        inDiary(workerId),
        gte(appointment.startsAt, midnight(monday)),
        lt(appointment.startsAt, midnight(after(monday, 5))),
      ),
    )
    .groupBy(sql`1`)
  const counts = new Map(rows.map((row) => [row.date, row.count]))
  return Array.from({ length: 5 }, (_, days) => after(monday, days)).map((day) => ({
    date: day,
    count: counts.get(day) ?? 0,
  }))
}
