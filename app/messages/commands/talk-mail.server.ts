import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { client, person } from '../../../db/city/schema/clients.ts'
import { appointment, clientReply } from '../../../db/city/schema/follow-ups.ts'
import type { FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { talkLink } from '../../follow-ups/link/token.server.ts'
import { ok, type Result } from '../../kit/result.ts'
import { letterheadOf } from '../../letters/queries.server.ts'
import type { LinkPlace } from '../../work-plans/links.server.ts'
import { writeMail, writeSms } from '../mail.server.ts'
import { isWritten } from '../rules/ladder.ts'
import { REACTION_KIND, type SkipReason, stillMakesSense, type TalkKind } from '../rules.ts'
import { type Reach, reachOf } from './reach.server.ts'

type TalkRow = typeof message.$inferSelect & { kind: TalkKind | typeof REACTION_KIND }

/** What is said about an appointment, or why it no longer makes sense. `place`: where its link leads; without it there is none. */
export async function talkMail(
  city: CityWork,
  row: TalkRow,
  place: LinkPlace | undefined,
): Promise<Result<FrozenMail, SkipReason>> {
  const facts = await factsOf(city, row)
  // What a person does is not too late as long as the talk lies ahead.
  const kind = isWritten(row.channel) && row.kind !== REACTION_KIND ? row.kind : 'day-before'
  const sense = stillMakesSense({ kind, ...facts }, city.now)
  if (!sense.ok) return sense
  const { words, appointment: talk, opensLink } = facts
  // Nobody types so long an address from a letter.
  const link = place && opensLink && row.channel !== 'letter' ? talkLink(place, city.city.slug, talk.id) : ''
  const said = { ...words, ...row, kind, startsAt: talk.startsAt, to: sense.value.to, link }
  if (row.channel !== 'sms') return ok(writeMail(said))
  const { phone } = await letterheadOf(city.db, city.city.name)
  return ok(writeSms({ ...said, phone }))
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
      restriction: client.restriction,
      reply: clientReply.kind,
    })
    .from(appointment)
    .innerJoin(actor, eq(actor.id, appointment.responsibleId))
    .innerJoin(client, eq(client.id, appointment.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .leftJoin(clientReply, and(eq(clientReply.appointmentId, appointment.id), isNull(clientReply.replacedAt)))
    .where(and(eq(appointment.id, appointmentId ?? ''), eq(appointment.clientId, clientId)))
  if (!found) throw new Error('A message has no appointment')
  const { state, startsAt, moved, voidedAt, closedOn, place, worker } = found
  const name = [found.givenName, found.familyName].filter(Boolean).join(' ')
  return {
    appointment: {
      id: appointmentId ?? '',
      state: voidedAt ? ('cancelled' as const) : state,
      startsAt,
      moved,
    },
    client: { closed: closedOn !== null, ...addressee(channel, await reachOf(db, clientId)) },
    // What a person does about it is hers to decide.
    declined: isWritten(channel) && found.reply === 'cannot-come',
    // A restricted file is not there for whoever comes by a link.
    opensLink: found.restriction === null,
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
