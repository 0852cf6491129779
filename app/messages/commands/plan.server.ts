import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { message, RUNGS } from '../../../db/city/schema/messages.ts'
import { withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { openDaysOf } from '../../follow-ups/queries/days-off.server.ts'
import { dayAtOffice } from '../../follow-ups/rules/working-days.ts'
import { afterSecondThoughts, isWritten, nextRung, personAfter, type Rung } from '../rules/ladder.ts'
import { checkAt, type PlannedMessage, remindersFor } from '../rules/times.ts'
import type { SkipReason } from '../rules.ts'
import { reachOf, waysOf } from './reach.server.ts'
import { withdrawRungs } from './rungs.server.ts'

/** More of them make no difference. */
const MOST_MISSED = 3

interface Planned extends PlannedMessage {
  channel: Rung
}

export interface Remindable {
  appointmentId: string
  clientId: string
  startsAt: Temporal.Instant
  /** The client missed a talk and learns of the new one at once. */
  missed?: boolean
}

const earliest = (planned: readonly PlannedMessage[]): string | null =>
  planned
    .map(({ at }) => at)
    .sort(Temporal.Instant.compare)[0]
    ?.toString() ?? null

/** Talks missed one after the other, the latest first in time, up to now. */
async function missedInARow({ db }: CityWork, clientId: string): Promise<number> {
  const past = await db
    .select({ state: appointment.state })
    .from(appointment)
    .where(
      and(
        eq(appointment.clientId, clientId),
        inArray(appointment.state, ['attended', 'late', 'no-show']),
        isNull(appointment.voidedAt),
      ),
    )
    .orderBy(desc(appointment.startsAt))
    .limit(MOST_MISSED)
  const came = past.findIndex(({ state }) => state !== 'no-show')
  return came < 0 ? past.length : came
}

/**
 * Rows for what is to be said about an appointment, and the one that asks a day before whether anybody was reached. Each begins at
 * the first way that leads to the client. Answers when the first falls due (ISO instant).
 */
export async function planReminders(city: CityWork, of: Remindable): Promise<string | null> {
  const { clientId, appointmentId, startsAt } = of
  if (Temporal.Instant.compare(startsAt, city.now) <= 0) return null
  const reach = await reachOf(city.db, clientId)
  const ways = waysOf(reach)
  const isOpen = await openDaysOf(city.db, { from: city.today, to: dayAtOffice(startsAt) })
  const written: PlannedMessage[] = remindersFor(startsAt, city.now, isOpen)
  if (of.missed) written.push({ kind: 'missed', at: afterSecondThoughts(city.now) })
  const rows: Planned[] = written.map(({ kind, at }) => {
    const first = nextRung(null, ways, dayAtOffice(at).until(dayAtOffice(startsAt)).days)
    // Without any address it is asked again when it falls due: by then somebody may have told one.
    return { kind, at, channel: first && isWritten(first) ? first : 'email' }
  })
  rows.push({ kind: 'day-before', channel: 'call', at: checkAt(startsAt, city.now, isOpen) })
  const also = of.missed ? personAfter(await missedInARow(city, clientId)) : null
  if (also) rows.push({ kind: 'missed', channel: also, at: afterSecondThoughts(city.now) })
  const row = { clientId, appointmentId, language: reach.language, createdAt: city.now }
  await city.db
    .insert(message)
    .values(rows.map(({ kind, channel, at }) => ({ ...row, kind, channel, nextAt: at })))
    .onConflictDoNothing()
  return earliest(rows)
}

/** What has not been begun is not sent any more; the row says why. */
async function skipRows(
  city: CityWork,
  appointmentId: string,
  { reason, by }: { reason: SkipReason; by: readonly Rung[] },
): Promise<Pick<typeof message.$inferSelect, 'kind' | 'channel'>[]> {
  const skipped = await city.db
    .update(message)
    .set({ state: 'skipped', nextAt: null, reason, closedAt: city.now })
    .where(
      and(
        eq(message.appointmentId, appointmentId),
        inArray(message.channel, [...by]),
        // A letter that lies at the printer is not on its way yet.
        or(eq(message.state, 'due'), and(eq(message.channel, 'letter'), eq(message.state, 'frozen'))),
      ),
    )
    .returning({ id: message.id, kind: message.kind, channel: message.channel })
  for (const { id, channel } of skipped)
    if (channel === 'letter') await withdrawTask(city, { reason: 'print-letter', refId: id })
  return skipped
}

/** Nothing more is said about a talk, and nobody need be reached for it. Answers the kinds that were still to be written. */
export async function skipReminders(
  city: CityWork,
  appointmentId: string,
  reason: SkipReason,
): Promise<(typeof message.$inferSelect)['kind'][]> {
  const skipped = await skipRows(city, appointmentId, { reason, by: RUNGS })
  await withdrawRungs(city, appointmentId)
  return skipped.filter(({ channel }) => isWritten(channel)).map(({ kind }) => kind)
}

/** Who said that he cannot come is not told to come. It is still asked a day before whether somebody has taken care of it. */
export async function pauseReminders(city: CityWork, appointmentId: string): Promise<void> {
  await skipRows(city, appointmentId, { reason: 'cannot-come', by: RUNGS.filter(isWritten) })
}

/** He comes after all: what was not sent for that reason and is not too late goes out at its time. */
export async function resumeReminders(
  city: CityWork,
  { appointmentId, startsAt }: Pick<Remindable, 'appointmentId' | 'startsAt'>,
): Promise<void> {
  const isOpen = await openDaysOf(city.db, { from: city.today, to: dayAtOffice(startsAt) })
  for (const { kind, at } of remindersFor(startsAt, city.now, isOpen))
    await city.db
      .update(message)
      .set({ state: 'due', nextAt: at, reason: null, closedAt: null, frozen: null, frozenAt: null })
      .where(
        and(
          eq(message.appointmentId, appointmentId),
          eq(message.kind, kind),
          eq(message.state, 'skipped'),
          eq(message.reason, 'cannot-come'),
        ),
      )
}

/** The reminders of a moved talk: the old ones skipped, new ones for the new time. An invitation not sent yet goes with it. */
export async function moveReminders(city: CityWork, from: string, to: Remindable): Promise<string | null> {
  const skipped = await skipReminders(city, from, 'moved')
  return planReminders(city, { ...to, missed: skipped.includes('missed') })
}

/**
 * The office is closed on days on which checks were to come: they come earlier, and so does what is to be reported by then. Only
 * what has not been begun is moved.
 */
export async function bringForward(city: CityWork, days: string[]): Promise<void> {
  const checks = await city.db
    .select({ id: message.id, appointmentId: appointment.id, startsAt: appointment.startsAt })
    .from(message)
    .innerJoin(appointment, eq(appointment.id, message.appointmentId))
    .where(
      and(
        eq(message.state, 'due'),
        eq(message.kind, 'day-before'),
        eq(message.channel, 'call'),
        gt(message.nextAt, city.now),
        inArray(sql`(${message.nextAt} at time zone 'Europe/Berlin')::date::text`, days),
      ),
    )
  const last = checks
    .map(({ startsAt }) => startsAt)
    .sort(Temporal.Instant.compare)
    .at(-1)
  if (!last) return
  const isOpen = await openDaysOf(city.db, { from: city.today, to: dayAtOffice(last) })
  for (const { id, appointmentId, startsAt } of checks) {
    await city.db
      .update(message)
      .set({ nextAt: checkAt(startsAt, city.now, isOpen) })
      .where(eq(message.id, id))
    const reminder = remindersFor(startsAt, city.now, isOpen).find(({ kind }) => kind === 'day-before')
    if (!reminder) continue
    await city.db
      .update(message)
      .set({ nextAt: reminder.at })
      .where(
        and(
          eq(message.appointmentId, appointmentId),
          eq(message.state, 'due'),
          eq(message.kind, 'day-before'),
          inArray(message.channel, ['email', 'sms']),
          gt(message.nextAt, reminder.at),
        ),
      )
  }
}
