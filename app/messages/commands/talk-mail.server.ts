import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import type { FrozenMail } from '../../../db/city/schema/messages.ts'
import { talkLink } from '../../follow-ups/link/token.server.ts'
import type { AppointmentState } from '../../follow-ups/rules/outcome.ts'
import type { Result } from '../../kit/result.ts'
import type { LinkPlace } from '../../work-plans/links.server.ts'
import { writeMail, writeSms } from '../mail.server.ts'
import { isWritten } from '../rules/ladder.ts'
import {
  type MessageFacts,
  REACTION_KIND,
  type SkipReason,
  stillMakesSense,
  type TalkKind,
} from '../rules.ts'
import type { MessageTexts } from '../texts/texts.ts'
import { asReach, type Reach, type ReachRow, reachColumns, reachJoins } from './reach.server.ts'
import type { MessageRow } from './rungs.server.ts'

/** A message about a talk, or the question whether one was answered. */
type TalkRow = MessageRow & { kind: TalkKind | typeof REACTION_KIND }

export interface TalkFacts extends Pick<MessageFacts, 'appointment'> {
  closed: boolean
  /** He answered that he cannot come. */
  declined: boolean
  /** A restricted file is not there for whoever comes by a link. */
  opensLink: boolean
  reach: Reach
  name: string
  place: string
  worker: string
}

interface FactsRow extends ReachRow {
  id: string
  state: AppointmentState
  startsAt: string
  voided: boolean
  moved: boolean
  closed: boolean
  declined: boolean
  opensLink: boolean
  name: string
  place: string
  worker: string
}

/** What the messages of these ids are about as it stands now, in one statement however many they are. */
export async function talkFactsOf({ db }: CityWork, ids: readonly string[]): Promise<Map<string, TalkFacts>> {
  const rows = await db.execute<{ [column in keyof FactsRow]: FactsRow[column] }>(sql`
    select message.id, talk.state, talk.place, talk.voided_at is not null as voided, actor.name as worker,
      to_char(talk.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "startsAt",
      talk.state = 'cancelled' and exists (select from appointment later
        where later.schedule_id = talk.schedule_id and later.id <> talk.id and later.recorded_at >= talk.outcome_at
          and later.voided_at is null) as moved,
      trim(person.given_name || ' ' || person.family_name) as name, client.closed_on is not null as closed,
      client.restriction is null as "opensLink", exists (select from client_reply where client_reply.appointment_id = talk.id
        and replaced_at is null and kind = 'cannot-come') as declined, ${reachColumns}
    from message
    join appointment talk on talk.id = message.appointment_id and talk.client_id = message.client_id
    join actor on actor.id = talk.responsible_id
    join client on client.id = message.client_id
    join person on person.id = client.person_id ${reachJoins}
    where message.id = any(${`{${ids.join(',')}}`}::uuid[])`)
  return new Map(
    rows.map(
      ({
        id,
        state,
        startsAt,
        voided,
        moved,
        closed,
        declined,
        opensLink,
        name,
        place,
        worker,
        ...reach
      }) => [
        id,
        {
          appointment: {
            state: voided ? 'cancelled' : state,
            startsAt: Temporal.Instant.from(startsAt),
            moved,
          },
          closed,
          declined,
          opensLink,
          reach: asReach(reach),
          name,
          place,
          worker,
        },
      ],
    ),
  )
}

export function factsFor(facts: ReadonlyMap<string, TalkFacts>, messageId: string): TalkFacts {
  const found = facts.get(messageId)
  if (!found) throw new Error('A message has no appointment')
  return found
}

/** Whether a message about a talk should still go out, and where to. */
export function senseOf(
  row: Pick<TalkRow, 'kind' | 'channel'>,
  { appointment, closed, declined, reach }: TalkFacts,
  now: Temporal.Instant,
): Result<{ to: string }, SkipReason> {
  // What a person does is not too late as long as the talk lies ahead, and what she does about an answer is hers to decide.
  const byHand = !isWritten(row.channel) || row.kind === REACTION_KIND
  const kind = isWritten(row.channel) && row.kind !== REACTION_KIND ? row.kind : 'day-before'
  const client = { closed, ...addressee(row.channel, reach) }
  return stillMakesSense({ kind, appointment, client, declined: declined && !byHand }, now)
}

interface Written {
  /** As `senseOf` says. */
  to: string
  texts: MessageTexts
  /** Where links lead; without it there is none. */
  place: LinkPlace | undefined
}

/** What is said about an appointment. */
export function writeTalk(
  { city }: Pick<CityWork, 'city'>,
  { kind, channel, appointmentId }: MessageRow & { kind: TalkKind },
  facts: TalkFacts,
  { to, texts, place: leads }: Written,
): FrozenMail {
  const { name, place, worker, opensLink, appointment, reach } = facts
  // As it is known now: a reminder may have been planned weeks before somebody asked for his language.
  const { language } = reach
  const said = { name, place, worker, kind, language, startsAt: appointment.startsAt, to }
  // Nobody types so long an address from a letter.
  if (channel === 'letter') return writeMail({ ...said, channel }, texts)
  const link = leads && opensLink ? talkLink(leads, city.slug, appointmentId ?? '') : null
  return channel === 'sms' ? writeSms({ ...said, link }, texts) : writeMail({ ...said, link }, texts)
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
