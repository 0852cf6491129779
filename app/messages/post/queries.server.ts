import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { client, person } from '../../../db/city/schema/clients.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { type FrozenMail, message } from '../../../db/city/schema/messages.ts'
import { listedName } from '../../clients/queries.server.ts'
import type { MessageKind } from '../rules.ts'

export interface LetterToPost {
  messageId: string
  clientId: string
  appointmentId: string
  name: string
  kind: MessageKind
  /** ISO instant. */
  startsAt: string
  /** Of its paragraphs, in their order. */
  languages: readonly string[]
  frozen: FrozenMail
}

/** Of letters from the time when there were two languages. */
const BEFORE = ['de', 'en'] as const

/** A print run is no larger than what one person folds in a morning. */
const MOST = 200

/** Letters that wait for the printer, the next talk first; of talks that are to be, and of files the reader may see. */
export async function lettersToPost({ db, now }: CityWork): Promise<LetterToPost[]> {
  const rows = await db
    .select({
      messageId: message.id,
      clientId: message.clientId,
      appointmentId: appointment.id,
      name: listedName,
      kind: message.kind,
      startsAt: appointment.startsAt,
      frozen: message.frozen,
    })
    .from(message)
    .innerJoin(appointment, eq(appointment.id, message.appointmentId))
    .innerJoin(client, eq(client.id, message.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .where(
      and(
        eq(message.channel, 'letter'),
        eq(message.state, 'frozen'),
        eq(appointment.state, 'booked'),
        isNull(appointment.voidedAt),
        isNull(client.closedOn),
        isNull(client.restriction),
        gt(appointment.startsAt, now),
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(message.id))
    .limit(MOST)
  return rows.flatMap(({ frozen, startsAt, ...row }) =>
    frozen ? [{ ...row, frozen, startsAt: startsAt.toString(), languages: frozen.languages ?? BEFORE }] : [],
  )
}
