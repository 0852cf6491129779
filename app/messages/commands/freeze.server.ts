import { and, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client, person, personContact } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { type FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { writeMail } from '../mail.server.ts'
import { keyIsGood, keyOf, stillMakesSense } from '../rules.ts'
import { closeRow } from './close.server.ts'

/** How long a worker has a message to itself; much longer than the vendor may take to answer. */
const CLAIM_SECONDS = 120

export type Frozen =
  | { next: 'send'; key: string; mail: FrozenMail; until: Temporal.Instant; neverSent: boolean }
  /** Somebody else has it, it is closed, or it has just been closed here. */
  | { next: 'nothing' }

/**
 * Claims one due message, looks again whether it makes sense, and fixes its body: all or nothing. A message that was
 * frozen before keeps body and key. Until `until` nobody else is given it; `neverSent` = no vendor can have it yet.
 */
export async function freezeMessage(city: CityWork, messageId: string): Promise<Frozen> {
  const { db, now } = city
  const until = now.add({ seconds: CLAIM_SECONDS })
  const [claimed] = await db
    .update(message)
    .set({ claimedUntil: until, nextAt: until, attempts: sql`${message.attempts} + 1` })
    .where(
      and(
        eq(message.id, messageId),
        inArray(message.state, ['due', 'frozen']),
        lte(message.nextAt, now),
        or(isNull(message.claimedUntil), lte(message.claimedUntil, now)),
      ),
    )
    .returning()
  if (!claimed) return { next: 'nothing' }

  // Of a try that broke off nobody can say whether the vendor heard it; `busy` is the vendor's own no.
  const neverSent = claimed.state === 'due' || claimed.reason === 'busy'
  if (claimed.frozenAt && !keyIsGood(claimed.frozenAt, now)) {
    await closeRow(city, claimed, neverSent ? { state: 'failed', reason: 'busy' } : { state: 'unknown' })
    return { next: 'nothing' }
  }
  const facts = await factsOf(city, claimed)
  const sense = stillMakesSense({ kind: claimed.kind, ...facts }, now)
  if (!sense.ok) {
    await closeRow(city, claimed, { state: neverSent ? 'skipped' : 'unknown', reason: sense.error })
    return { next: 'nothing' }
  }
  const mail =
    claimed.frozen ??
    writeMail({ ...facts.words, ...claimed, startsAt: facts.appointment.startsAt, to: sense.value.to })
  await db
    .update(message)
    .set({ state: 'frozen', frozen: mail, frozenAt: claimed.frozenAt ?? now, reason: null })
    .where(eq(message.id, messageId))
  return { next: 'send', key: keyOf(messageId), mail, until, neverSent }
}

const later = alias(appointment, 'later')

async function factsOf({ db }: CityWork, { appointmentId, clientId }: typeof message.$inferSelect) {
  const successor = db
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        eq(later.scheduleId, appointment.scheduleId),
        ne(later.id, appointment.id),
        gte(later.recordedAt, appointment.outcomeAt),
        isNull(later.voidedAt),
      ),
    )
  const [found] = await db
    .select({
      state: appointment.state,
      startsAt: appointment.startsAt,
      place: appointment.place,
      voidedAt: appointment.voidedAt,
      moved: sql<boolean>`${appointment.state} = 'cancelled' and exists (${successor})`,
      worker: actor.name,
      givenName: person.givenName,
      familyName: person.familyName,
      email: personContact.email,
      closedOn: client.closedOn,
    })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    .innerJoin(client, eq(client.id, appointment.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .leftJoin(personContact, eq(personContact.personId, person.id))
    .where(and(eq(appointment.id, appointmentId ?? ''), eq(appointment.clientId, clientId)))
  if (!found) throw new Error('A message has no appointment')
  const { state, startsAt, moved, voidedAt, email, closedOn, place, worker } = found
  const name = [found.givenName, found.familyName].filter(Boolean).join(' ')
  return {
    appointment: { state: voidedAt ? ('cancelled' as const) : state, startsAt, moved },
    client: { closed: closedOn !== null, email },
    words: { name, place, worker },
  }
}
