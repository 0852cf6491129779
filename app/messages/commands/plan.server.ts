import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { client, personContact } from '../../../db/city/schema/clients.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { type PlannedMessage, remindersFor, type SkipReason } from '../rules.ts'

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

/** Rows for what is to be said about an appointment. Answers when the first falls due (ISO instant), if any does. */
export async function planReminders(city: CityWork, of: Remindable): Promise<string | null> {
  const planned = remindersFor(of.startsAt, city.now)
  if (of.missed) planned.push({ kind: 'missed', at: city.now })
  if (planned.length === 0) return null
  const [contact] = await city.db
    .select({ language: personContact.language })
    .from(client)
    .leftJoin(personContact, eq(personContact.personId, client.personId))
    .where(eq(client.id, of.clientId))
  const row = {
    clientId: of.clientId,
    appointmentId: of.appointmentId,
    channel: 'email' as const,
    language: contact?.language ?? 'und',
    createdAt: city.now,
  }
  await city.db
    .insert(message)
    .values(planned.map(({ kind, at }) => ({ ...row, kind, nextAt: at })))
    .onConflictDoNothing()
  return earliest(planned)
}

/** What has not been begun is not sent any more; the row says why. Answers the kinds that were still to come. */
export async function skipReminders(
  city: CityWork,
  appointmentId: string,
  reason: SkipReason,
): Promise<(typeof message.$inferSelect)['kind'][]> {
  const skipped = await city.db
    .update(message)
    .set({ state: 'skipped', nextAt: null, reason, closedAt: city.now })
    .where(and(eq(message.appointmentId, appointmentId), eq(message.state, 'due')))
    .returning({ kind: message.kind })
  return skipped.map(({ kind }) => kind)
}

/** The reminders of a moved talk: the old ones skipped, new ones for the new time. An invitation not sent yet goes with it. */
export async function moveReminders(city: CityWork, from: string, to: Remindable): Promise<string | null> {
  const skipped = await skipReminders(city, from, 'moved')
  return planReminders(city, { ...to, missed: skipped.includes('missed') })
}
