import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import type { FrozenMail } from '../../../db/city/schema/messages.ts'
import type { AppointmentState } from '../../follow-ups/rules/outcome.ts'
import { ok, type Result } from '../../kit/result.ts'
import { writeMail, writeSms } from '../mail.server.ts'
import { isWritten } from '../rules/ladder.ts'
import { type MessageFacts, type SkipReason, stillMakesSense, type TalkKind } from '../rules.ts'
import type { MessageTexts } from '../texts/texts.ts'
import { asReach, type Reach, type ReachRow, reachColumns, reachJoins } from './reach.server.ts'
import type { MessageRow } from './rungs.server.ts'

export type TalkRow = MessageRow & { kind: TalkKind }

export interface TalkFacts extends Pick<MessageFacts, 'appointment'> {
  closed: boolean
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
      trim(person.given_name || ' ' || person.family_name) as name, client.closed_on is not null as closed, ${reachColumns}
    from message
    join appointment talk on talk.id = message.appointment_id and talk.client_id = message.client_id
    join actor on actor.id = talk.responsible_id
    join client on client.id = message.client_id
    join person on person.id = client.person_id ${reachJoins}
    where message.id = any(${`{${ids.join(',')}}`}::uuid[])`)
  return new Map(
    rows.map(({ id, state, startsAt, voided, moved, closed, name, place, worker, ...reach }) => [
      id,
      {
        appointment: {
          state: voided ? 'cancelled' : state,
          startsAt: Temporal.Instant.from(startsAt),
          moved,
        },
        closed,
        reach: asReach(reach),
        name,
        place,
        worker,
      },
    ]),
  )
}

/** Whether a message about a talk should still go out, and where to. */
export function senseOf(
  row: Pick<TalkRow, 'kind' | 'channel'>,
  { appointment, closed, reach }: TalkFacts,
  now: Temporal.Instant,
): Result<{ to: string }, SkipReason> {
  // What a person does is not too late as long as the talk lies ahead.
  const kind = isWritten(row.channel) ? row.kind : 'day-before'
  return stillMakesSense({ kind, appointment, client: { closed, ...addressee(row.channel, reach) } }, now)
}

/** What is said about an appointment, or why it no longer makes sense. */
export function talkMail(
  row: TalkRow,
  facts: TalkFacts | undefined,
  texts: MessageTexts,
  now: Temporal.Instant,
): Result<FrozenMail, SkipReason> {
  if (!facts) throw new Error('A message has no appointment')
  const sense = senseOf(row, facts, now)
  if (!sense.ok) return sense
  const { name, place, worker, appointment } = facts
  const { kind, language, channel } = row
  const said = { name, place, worker, kind, language, startsAt: appointment.startsAt, to: sense.value.to }
  if (channel === 'sms') return ok(writeSms(said, texts))
  return ok(writeMail({ ...said, channel: channel === 'letter' ? channel : 'email' }, texts))
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
