/** What stands behind the link of a talk. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client, personContact } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { bookedInstead, talksOf } from '../commands/booking.server.ts'
import { movableWithin } from '../commands/move.server.ts'
import { askedFor } from '../interpreters/queries.server.ts'
import { openTimesOf } from '../queries/hours.server.ts'
import { freeIn } from '../rules/replies.ts'
import { bookable, type Slot } from '../rules/slots.ts'

export interface LinkedTalk {
  talk: typeof appointment.$inferSelect
  worker: string
  /** BCP 47; null when nobody asked. */
  language: string | null
  /** The link was made for another time of this talk. */
  moved: boolean
}

export type BehindLink =
  | ({ is: 'open' } & LinkedTalk)
  /** The talk was moved out of its row: what it is now stands in another message. */
  | { is: 'changed'; language: string | null }
  | { is: 'ended' }

async function talkOf(
  { db }: CityWork,
  appointmentId: string,
): Promise<Omit<LinkedTalk, 'moved'> | undefined> {
  const [found] = await db
    .select({ talk: appointment, worker: actor.name, language: personContact.language })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    // A restricted file is not there for a visitor.
    .innerJoin(
      client,
      and(eq(client.id, appointment.clientId), isNull(client.closedOn), isNull(client.voidedAt)),
    )
    .leftJoin(personContact, eq(personContact.personId, client.personId))
    .where(and(eq(appointment.id, appointmentId), isNull(appointment.voidedAt)))
  return found
}

/**
 * The talk a link opens: its own while that lies ahead, or the one it was moved to in the same window. Whatever else is the matter,
 * it has ended.
 */
export async function behindLink(city: CityWork, appointmentId: string): Promise<BehindLink> {
  const own = await talkOf(city, appointmentId)
  if (!own) return { is: 'ended' }
  const { state, cancelledBy, clientId } = own.talk
  if (state === 'booked') return isAhead(city, own) ? { is: 'open', ...own, moved: false } : { is: 'ended' }
  if (state !== 'cancelled' || cancelledBy !== 'moved') return { is: 'ended' }
  const successor = await bookedInstead(city.db, own.talk)
  const now = successor?.clientId === clientId ? await talkOf(city, successor.id) : undefined
  if (now && isAhead(city, now)) return { is: 'open', ...now, moved: true }
  return (await hasTalkAhead(city, clientId)) ? { is: 'changed', language: own.language } : { is: 'ended' }
}

const isAhead = ({ now }: CityWork, { talk }: Pick<LinkedTalk, 'talk'>): boolean =>
  Temporal.Instant.compare(talk.startsAt, now) > 0

async function hasTalkAhead({ db, now }: CityWork, clientId: string): Promise<boolean> {
  const [found] = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(
      and(
        eq(appointment.clientId, clientId),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        gt(appointment.startsAt, now),
      ),
    )
    .limit(1)
  return found !== undefined
}

/** Times to which the worker could move it now: in its window, in its room, with whoever translates, and another than it has. */
export async function freeTimesFor({ db, today }: CityWork, talk: LinkedTalk['talk']): Promise<Slot[]> {
  const { id, responsibleId, roomId, startsAt, minutes, travelMinutes: travel, groupId } = talk
  // A group is moved as a whole.
  if (groupId) return []
  const window = bookable(await movableWithin(db, talk), today)
  const interpreterId = (await askedFor(db, id))?.id
  const taken = await talksOf(db, responsibleId, window, { roomId, interpreterId })
  const others = taken.filter((busy) => busy.id !== id)
  const open = await openTimesOf(db, responsibleId, window)
  const free = freeIn(window, others, today, open, { minutes, travel })
  return free.filter((slot) => !slot.startsAt.equals(startsAt))
}
