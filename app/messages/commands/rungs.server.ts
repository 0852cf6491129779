/** The ladder at work: the next way is a row like the first one, and the last ones are tasks of people. */
import { and, eq, exists, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { giveTaskAgain, withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { liveReply } from '../../follow-ups/queries/reply.server.ts'
import type { TaskReason } from '../../follow-ups/rules/tasks.ts'
import { dayAtOffice } from '../../follow-ups/rules/working-days.ts'
import { hasMessage } from '../queries.server.ts'
import { isWritten, nextRung, whenToDisturb } from '../rules/ladder.ts'
import type { SkipReason } from '../rules.ts'
import { reachOf, waysOf } from './reach.server.ts'

/** Rows that go into one statement; Postgres takes no more than 65,535 values. */
export const AT_A_TIME = 1000

export type MessageRow = typeof message.$inferSelect

/** What a new row shares with the one it follows. */
export type Said = Pick<MessageRow, 'clientId' | 'appointmentId' | 'kind' | 'language'>

/**
 * The way after `row`'s, at once or as soon as somebody may be disturbed. Nothing for a talk that is over or not to be. Answers
 * when it falls due (ISO instant).
 */
export async function takeNextRung(city: CityWork, row: MessageRow): Promise<string | null> {
  const [talk] = await city.db
    .select({ startsAt: appointment.startsAt })
    .from(appointment)
    .where(
      and(
        eq(appointment.id, row.appointmentId ?? ''),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
      ),
    )
  if (!talk) return null
  const daysLeft = city.today.until(dayAtOffice(talk.startsAt)).days
  const rung = nextRung(row.channel, waysOf(await reachOf(city.db, row.clientId)), daysLeft)
  if (rung === null) return null
  const at = rung === 'email' || rung === 'sms' ? whenToDisturb(city.now) : city.now
  await putRung(city, row, rung, at)
  return at.toString()
}

/**
 * A row for one way. Of a check that is to come anyway only the time is brought forward; one that found him reached by what
 * came back since asks once more.
 */
export async function putRung(
  { db, now }: CityWork,
  { clientId, appointmentId, kind, language }: Said,
  channel: MessageRow['channel'],
  nextAt: Temporal.Instant,
): Promise<void> {
  await db
    .insert(message)
    .values({ clientId, appointmentId, kind, language, channel, nextAt, createdAt: now })
    .onConflictDoUpdate({
      target: [message.appointmentId, message.kind, message.channel, message.nth],
      set: {
        nextAt: sql`least(${message.nextAt}, excluded.next_at)`,
        state: 'due',
        reason: sql`nullif(${message.reason}, ${'reached' satisfies SkipReason})`,
        closedAt: null,
      },
      setWhere: sql`${message.state} = 'due'
        or ${message.state} = 'skipped' and ${message.reason} = ${'reached' satisfies SkipReason}`,
    })
}

/** Kinds of messages that bring a talk to mind. */
const REMINDERS = ['week-before', 'day-before'] as const

/**
 * Somebody has the reminder in his hands, or said himself that he comes. Who said that he cannot is not expected, and that needs a
 * person whatever was delivered.
 */
export const isReached = async ({ db }: CityWork, appointmentId: string): Promise<boolean> => {
  const reply = await liveReply(db, appointmentId)
  if (reply && reply.kind !== 'proposes') return reply.kind === 'confirmed'
  const delivered = inArray(message.delivery, ['delivered', 'complained'])
  return hasMessage(db, appointmentId, inArray(message.kind, REMINDERS), delivered)
}

/**
 * By these somebody speaks with the client about his talk, and none is taken back before that was done. Others are: she is
 * back from leave after all, a letter is posted, somebody agrees to translate.
 */
const BY_WORD = [
  'call',
  'door-visit',
  'no-reaction',
  'cannot-come',
  'proposes-time',
  'message-unknown',
  'group-moved',
] as const satisfies TaskReason[]

/** A person has the task to reach him. */
export const hasTask = async ({ db }: CityWork, appointmentId: string): Promise<boolean> => {
  const about = db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.appointmentId, appointmentId), eq(message.id, task.refId)))
  const [found] = await db
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        isNull(task.doneAt),
        inArray(task.reason, BY_WORD),
        or(eq(task.refId, appointmentId), exists(about)),
      ),
    )
    .limit(1)
  return found !== undefined
}

/**
 * What is to be done with a row of a person's rung: `reached` = nobody need call any more, else she has the task now. The check
 * of the day before asks whether anybody was reached by any way; a call that follows a failure is given unasked.
 */
export async function handOver(city: CityWork, row: MessageRow): Promise<'reached' | 'handed'> {
  const { appointmentId, clientId, channel } = row
  if (!appointmentId || isWritten(channel)) throw new Error('A message is no work of a person')
  if (row.kind === 'day-before' && (await isReached(city, appointmentId))) return 'reached'
  const reason = channel === 'visit' ? ('door-visit' as const) : ('call' as const)
  if (reason === 'call' && row.kind === 'day-before' && (await hasTask(city, appointmentId))) return 'handed'
  await giveTaskAgain(city, { clientId, reason, refId: appointmentId, dueOn: city.today.toString() })
  return 'handed'
}

const ABOUT_A_TALK = ['call', 'door-visit', 'no-reaction', 'cannot-come', 'proposes-time'] as const

/** The talk is over, moved or called off: nobody need be reached for it, or answer what was said about it. */
export async function withdrawRungs(city: CityWork, appointmentId: string): Promise<void> {
  for (const reason of ABOUT_A_TALK) await withdrawTask(city, { reason, refId: appointmentId })
}
