import { eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { writeTimeline } from '../../clients/commands.server.ts'
import { withdrawTask } from '../../follow-ups/commands/tasks.server.ts'
import { hasMessage } from '../queries.server.ts'
import { blockedBy, consequenceOf, type Delivery, hoursUntilTry, saysMore } from '../rules/delivery.ts'
import { whenToDisturb } from '../rules/ladder.ts'
import { isPlanKind } from '../rules.ts'
import { blockAddress } from './blocked.server.ts'
import { type MessageRow, takeNextRung } from './rungs.server.ts'
import { endReminders } from './signing.server.ts'

/** What became of a message, and what follows. Answers when the next one falls due (ISO instant), if one does. */
export async function noteDelivery(
  city: CityWork,
  row: MessageRow,
  heard: Delivery,
  at: Temporal.Instant,
): Promise<string | null> {
  if (!saysMore(row.delivery, heard)) return null
  const consequence = consequenceOf(heard, row.nth)
  const back = consequence === 'once-more' || consequence === 'next-rung'
  await city.db
    .update(message)
    // What came back took nobody's day.
    .set({ delivery: heard, deliveryAt: at, ...(back ? { slot: null } : {}) })
    .where(eq(message.id, row.id))
  const reason = blockedBy(heard)
  const to = row.frozen?.to
  if (reason && to && (row.channel === 'email' || row.channel === 'sms'))
    await blockAddress(city, { channel: row.channel, address: to, reason })
  if (consequence === 'reached' && row.appointmentId && !(await callsAnyhow(city, row.appointmentId)))
    await withdrawTask(city, { reason: 'call', refId: row.appointmentId })
  if (!back) return null
  if (isPlanKind(row.kind)) return cameBack(city, row, consequence)
  if (consequence === 'once-more') return tryAgain(city, row)
  await tellFailure(city, row)
  return takeNextRung(city, row)
}

/** Who has missed several talks is called beside the invitation: that it arrived spares nobody the call. */
const callsAnyhow = ({ db }: CityWork, appointmentId: string): Promise<boolean> =>
  hasMessage(
    db,
    appointmentId,
    eq(message.kind, 'missed'),
    eq(message.channel, 'call'),
    eq(message.state, 'handed'),
  )

const tellFailure = (city: CityWork, { clientId, id, kind }: MessageRow): Promise<void> =>
  writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'reminder-failed',
    refId: id,
    words: { message: kind },
  })

/** The same once more, as a message of its own: it has a key of its own, and is looked at anew before it goes. */
async function tryAgain(city: CityWork, row: MessageRow): Promise<string> {
  const { clientId, appointmentId, kind, channel, language } = row
  const nextAt = whenToDisturb(city.now.add({ hours: hoursUntilTry(row.nth) }))
  await city.db
    .insert(message)
    .values({
      clientId,
      appointmentId,
      kind,
      nth: row.nth + 1,
      channel,
      language,
      nextAt,
      createdAt: city.now,
    })
    .onConflictDoNothing()
  return nextAt.toString()
}

/** Who is to sign could not be written to; after a full mailbox the next reminder is try enough. */
async function cameBack(
  city: CityWork,
  row: MessageRow,
  consequence: 'once-more' | 'next-rung',
): Promise<null> {
  if (consequence === 'once-more') return null
  await tellFailure(city, row)
  await endReminders(city, { clientId: row.clientId, versionId: row.versionId ?? '', messageId: row.id })
  return null
}
