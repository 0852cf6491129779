import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client, person, personContact } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import type { FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { ok, type Result } from '../../kit/result.ts'
import { writeMail } from '../mail.server.ts'
import { type SkipReason, stillMakesSense, type TalkKind } from '../rules.ts'

type TalkRow = typeof message.$inferSelect & { kind: TalkKind }

/** What is said about an appointment, or why it no longer makes sense. */
export async function talkMail(city: CityWork, row: TalkRow): Promise<Result<FrozenMail, SkipReason>> {
  const facts = await factsOf(city, row)
  const sense = stillMakesSense({ kind: row.kind, ...facts }, city.now)
  if (!sense.ok) return sense
  const { words, appointment: talk } = facts
  return ok(writeMail({ ...words, ...row, startsAt: talk.startsAt, to: sense.value.to }))
}

const later = alias(appointment, 'later')

async function factsOf({ db }: CityWork, { appointmentId, clientId }: TalkRow) {
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
