/** What is said to a client about an appointment, when, and whether it is still worth saying at the moment of sending. */
import { Temporal } from 'temporal-polyfill'
import type { AppointmentState } from '../follow-ups/rules/outcome.ts'
import { atOffice, dayAtOffice } from '../follow-ups/rules/working-days.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { isQuietDay } from './rules/ladder.ts'

export const TALK_KINDS = ['week-before', 'day-before', 'missed'] as const
export type TalkKind = (typeof TALK_KINDS)[number]
/** About a plan that waits for the client's signature: the link that was asked for, and reminders of it. */
export const PLAN_KINDS = ['plan-to-sign', 'plan-reminder'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]
/** Asks whether the client answered the reminder of the week before; nothing is said by it. */
export const REACTION_KIND = 'reaction'
export type MessageKind = TalkKind | PlanKind | typeof REACTION_KIND

export const isPlanKind = (kind: MessageKind): kind is PlanKind => PLAN_KINDS.some((one) => one === kind)

const daysUntil = (startsAt: Temporal.Instant, now: Temporal.Instant): number =>
  dayAtOffice(now).until(dayAtOffice(startsAt)).days

/** An unsigned plan is brought to mind after five days and then every other day, five times at most; then a person acts. */
const FIRST_SIGNING_DAYS = 5
const NEXT_SIGNING_DAYS = 2
const SEND_AT = '09:00'
export const MOST_SIGNING_REMINDERS = 5

/** When the next reminder goes out, after `sent` of them. Null: there were enough. */
export function signingReminderAt(sent: number, now: Temporal.Instant): Temporal.Instant | null {
  if (sent >= MOST_SIGNING_REMINDERS) return null
  const days = sent === 0 ? FIRST_SIGNING_DAYS : NEXT_SIGNING_DAYS
  return nextMorning(dayAtOffice(now).add({ days }))
}

/** Nine in the morning of that day, or of the first one after it on which somebody may be disturbed. */
function nextMorning(day: Temporal.PlainDate): Temporal.Instant {
  return isQuietDay(day) ? nextMorning(day.add({ days: 1 })) : atOffice(day, SEND_AT)
}

export type SkipReason =
  | 'past'
  | 'cancelled'
  | 'moved'
  | 'client-closed'
  | 'too-late'
  | 'no-address'
  | 'address-blocked'
  | 'reached'
  | 'signed'
  | 'withdrawn'
  | 'asked-anew'
  | 'locked'
  | 'cannot-come'
  | 'replied'
  | 'not-asked'

export interface Addressee {
  closed: boolean
  /** Where the message's channel leads; null = nobody knows. */
  to: string | null
  /** Nothing goes to that address any more. */
  blocked: boolean
}

const addressOf = ({ to, blocked }: Addressee): Result<{ to: string }, SkipReason> => {
  if (!to) return fail('no-address')
  return blocked ? fail('address-blocked') : ok({ to })
}

export interface PlanMessageFacts {
  /** The version is still laid before the client, in a plan that stands. */
  offered: boolean
  clientSigned: boolean
  client: Addressee
  /** The link was tried with a wrong birth date too often: it takes a person to send a new one. */
  locked: boolean
}

/** The same question about a plan that waits to be signed. */
export function planStillMakesSense(facts: PlanMessageFacts): Result<{ to: string }, SkipReason> {
  const { offered, clientSigned, client, locked } = facts
  if (clientSigned) return fail('signed')
  if (!offered) return fail('withdrawn')
  if (client.closed) return fail('client-closed')
  const address = addressOf(client)
  return address.ok && locked ? fail('locked') : address
}

export interface MessageFacts {
  kind: TalkKind
  appointment: { state: AppointmentState; startsAt: Temporal.Instant; moved: boolean }
  client: Addressee
  /** He answered that he cannot come. */
  declined: boolean
}

/** A reminder of the week before no longer fits when the one of the day before is about to come. */
const LEAST_DAYS: Record<TalkKind, number> = { 'week-before': 3, 'day-before': 0, missed: 2 }

/** Asked again at the moment of sending, however long ago the message was planned. */
export function stillMakesSense(
  facts: MessageFacts,
  now: Temporal.Instant,
): Result<{ to: string }, SkipReason> {
  const { kind, appointment, client, declined } = facts
  if (appointment.moved) return fail('moved')
  if (appointment.state === 'cancelled') return fail('cancelled')
  if (appointment.state !== 'booked' || Temporal.Instant.compare(appointment.startsAt, now) <= 0) {
    return fail('past')
  }
  if (client.closed) return fail('client-closed')
  if (declined) return fail('cannot-come')
  if (daysUntil(appointment.startsAt, now) < LEAST_DAYS[kind]) return fail('too-late')
  return addressOf(client)
}

/** The vendor forgets a key after 24 hours; the hour between is for clocks that differ. */
const KEY_HOURS = 23
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 3600

export const keyIsGood = (frozenAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, frozenAt.add({ hours: KEY_HOURS })) < 0

/** When to try again after the `attempts`-th try; `random` in [0, 1) keeps many cities from coming back at once. */
export function retryAt(attempts: number, now: Temporal.Instant, random: number): Temporal.Instant {
  const pause = Math.min(FIRST_PAUSE_SECONDS * 4 ** Math.max(0, attempts - 1), LONGEST_PAUSE_SECONDS)
  return now.add({ seconds: Math.round(pause * (0.75 + random / 2)) })
}

/** Made from the row: the same row is the same message, whoever sends it. */
export const keyOf = (messageId: string): string => `partizipation-message-${messageId}`

/** The same batch is the same mails, whoever sends them and however often. */
export const batchKeyOf = (batchId: string): string => `partizipation-batch-${batchId}`

const SKIP_REASONS: readonly SkipReason[] = [
  'past',
  'cancelled',
  'moved',
  'client-closed',
  'too-late',
  'no-address',
  'address-blocked',
  'reached',
  'signed',
  'withdrawn',
  'asked-anew',
  'locked',
  'cannot-come',
  'replied',
  'not-asked',
]

export const isSkipReason = (reason: string): reason is SkipReason =>
  SKIP_REASONS.some((known) => known === reason)
