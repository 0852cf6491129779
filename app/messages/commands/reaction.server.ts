/** Whether anybody answered the reminder of the week before: rows that ask it, and what follows from silence. */
import { and, eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { appointment } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { giveTaskAgain } from '../../follow-ups/commands/tasks.server.ts'
import { liveReply } from '../../follow-ups/queries/reply.server.ts'
import { DEFAULT_FIGURES } from '../../follow-ups/rules/figures.ts'
import { settingsOf } from '../../settings/queries.server.ts'
import { whenToDisturb } from '../rules/ladder.ts'
import { afterSilence, reactionAt, type SilenceFacts, type TakenRung } from '../rules/reaction.ts'
import { REACTION_KIND, type SkipReason } from '../rules.ts'
import { reachOf, waysOf } from './reach.server.ts'
import { AT_A_TIME, hasTask, type MessageRow, putRung } from './rungs.server.ts'

/** Further than a reminder of the week before goes out: over a Sunday with holidays on both sides. */
const AHEAD_DAYS = 11

/**
 * Every talk whose reminder of the week before went out has the row that asks whether it was answered; a closed one where that
 * would come too late, so that it is not thought of again. Most times there is nothing to do; what is sent in this run gets its row
 * in the next, days before it falls due.
 */
export async function planReactions({ db, now }: CityWork): Promise<void> {
  const missing = await db.execute<{
    appointmentId: string
    clientId: string
    language: string
    startsAt: string
    sentAt: string
    days: number
  }>(sql`
    select appointment.id as "appointmentId", appointment.client_id as "clientId", sent.language,
      ${utc('appointment.starts_at')} as "startsAt", ${utc('sent.at')} as "sentAt", figure.days
    from appointment
    cross join (select coalesce((select reaction_days from city_setting), ${DEFAULT_FIGURES.reactionDays})::int as days) figure
    join lateral (select min(language) as language, max(closed_at) as at from message
      where message.appointment_id = appointment.id and kind = 'week-before' and state in ('sent', 'unknown')) sent
      on sent.at is not null
    where appointment.state = 'booked' and appointment.voided_at is null and figure.days > 0
      and appointment.starts_at > ${now.add({ hours: 24 }).toString()}
      and appointment.starts_at < ${now.add({ hours: 24 * AHEAD_DAYS }).toString()}
      and not exists (select from message where message.appointment_id = appointment.id and kind = ${REACTION_KIND})
      and not exists (select from client_reply where client_reply.appointment_id = appointment.id and replaced_at is null)`)
  const rows = missing.map(({ startsAt, sentAt, days, ...of }) => {
    const talk = { startsAt: Temporal.Instant.from(startsAt), days }
    const nextAt = reactionAt(Temporal.Instant.from(sentAt), talk)
    const when = nextAt
      ? { nextAt }
      : { state: 'skipped' as const, reason: 'too-late' satisfies SkipReason, closedAt: now }
    return { ...of, ...when, kind: 'reaction' as const, channel: 'call' as const, createdAt: now }
  })
  for (let from = 0; from < rows.length; from += AT_A_TIME)
    await db
      .insert(message)
      .values(rows.slice(from, from + AT_A_TIME))
      .onConflictDoNothing()
}

const utc = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

/**
 * What is to be done with a row that asks for an answer: the next way in writing, of which it is asked again later (`waits`), or a
 * task to call. Else why nothing is.
 */
export async function askReaction(city: CityWork, row: MessageRow): Promise<'handed' | 'waits' | SkipReason> {
  const after = afterSilence(await factsOf(city, row), city.now)
  switch (after.next) {
    case 'nothing':
      return after.reason
    case 'handed':
      return 'handed'
    case 'wait':
      await askAgain(city, row, after.at)
      return 'waits'
    case 'write':
      await putRung(city, { ...row, kind: 'week-before' }, after.channel, startOf(city, after.channel))
      await askAgain(city, row, after.at)
      return 'waits'
    case 'call':
      await giveCall(city, row)
      return 'handed'
  }
}

const startOf = ({ now }: CityWork, channel: MessageRow['channel']): Temporal.Instant =>
  channel === 'letter' ? now : whenToDisturb(now)

/** Who has a task about this talk already is not given a second one. */
async function giveCall(city: CityWork, { appointmentId, clientId }: MessageRow): Promise<void> {
  const refId = appointmentId ?? ''
  if (await hasTask(city, refId)) return
  await giveTaskAgain(city, { clientId, reason: 'no-reaction', refId, dueOn: city.today.toString() })
}

async function askAgain(city: CityWork, row: MessageRow, nextAt: Temporal.Instant): Promise<void> {
  await city.db.update(message).set({ nextAt, claimedUntil: null, attempts: 0 }).where(eq(message.id, row.id))
}

const LOST = ['soft-bounced', 'bounced']

function becameOf({ state, delivery }: MessageRow): TakenRung['became'] {
  if (state === 'due' || state === 'frozen') return 'waits'
  if (state === 'handed') return 'out'
  const sent = state === 'sent' || state === 'unknown'
  return sent && !(delivery && LOST.includes(delivery)) ? 'out' : 'lost'
}

async function factsOf(city: CityWork, { appointmentId, clientId }: MessageRow): Promise<SilenceFacts> {
  const { db, now } = city
  const id = appointmentId ?? ''
  const [talk] = await db
    .select({ startsAt: appointment.startsAt })
    .from(appointment)
    .where(eq(appointment.id, id))
  if (!talk) throw new Error('A message has no appointment')
  const rows = await db
    .select()
    .from(message)
    .where(and(eq(message.appointmentId, id), eq(message.kind, 'week-before')))
  return {
    startsAt: talk.startsAt,
    days: (await settingsOf(db)).reactionDays,
    replied: (await liveReply(db, id)) !== null,
    taken: rows.map((row) => ({
      channel: row.channel,
      became: becameOf(row),
      at: row.closedAt ?? row.nextAt ?? now,
    })),
    ways: waysOf(await reachOf(db, clientId)),
  }
}
