import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client, person } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import type { FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { ok, type Result } from '../../kit/result.ts'
import { writeMail, writeSms } from '../mail.server.ts'
import { isWritten } from '../rules/ladder.ts'
import { type SkipReason, stillMakesSense, type TalkKind } from '../rules.ts'
import type { MessageTexts } from '../texts/texts.ts'
import { type Reach, reachOf } from './reach.server.ts'

type TalkRow = typeof message.$inferSelect & { kind: TalkKind }

/** What is said about an appointment, or why it no longer makes sense. */
export async function talkMail(
  city: CityWork,
  row: TalkRow,
  texts: MessageTexts,
): Promise<Result<FrozenMail, SkipReason>> {
  const facts = await factsOf(city, row)
  // What a person does is not too late as long as the talk lies ahead.
  const kind = isWritten(row.channel) ? row.kind : 'day-before'
  const sense = stillMakesSense({ kind, ...facts }, city.now)
  if (!sense.ok) return sense
  const { words, appointment: talk } = facts
  const { language, channel } = row
  const said = { ...words, kind: row.kind, language, startsAt: talk.startsAt, to: sense.value.to }
  if (channel === 'sms') return ok(writeSms(said, texts))
  return ok(writeMail({ ...said, channel: channel === 'letter' ? channel : 'email' }, texts))
}

const later = alias(appointment, 'later')

async function factsOf({ db }: CityWork, { appointmentId, clientId, channel }: TalkRow) {
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
      closedOn: client.closedOn,
    })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    .innerJoin(client, eq(client.id, appointment.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .where(and(eq(appointment.id, appointmentId ?? ''), eq(appointment.clientId, clientId)))
  if (!found) throw new Error('A message has no appointment')
  const { state, startsAt, moved, voidedAt, closedOn, place, worker } = found
  const name = [found.givenName, found.familyName].filter(Boolean).join(' ')
  return {
    appointment: { state: voidedAt ? ('cancelled' as const) : state, startsAt, moved },
    client: { closed: closedOn !== null, ...addressee(channel, await reachOf(db, clientId)) },
    words: { name, place, worker },
  }
}

/** Where a channel leads. A person who is to call or to go there has the file. */
function addressee(
  channel: TalkRow['channel'],
  { email, sms, letter, blocked }: Reach,
): { to: string | null; blocked: boolean } {
  if (channel === 'email') return { to: email, blocked: blocked.email }
  if (channel === 'sms') return { to: sms, blocked: blocked.sms }
  return { to: channel === 'letter' ? (letter?.join('\n') ?? null) : 'a person', blocked: false }
}
