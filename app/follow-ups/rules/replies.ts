/** What a client may answer by the link of a talk. No answer ends or moves the talk: a person does. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { AbsenceCause, AppointmentState } from './outcome.ts'
import { type Busy, daysOf, freeSlots, type Slot } from './slots.ts'
import type { Window } from './windows.ts'
import { before, dayAtOffice, OFFICE_ZONE, type OpenTimes, type TalkShape } from './working-days.ts'

export const REPLY_KINDS = ['confirmed', 'cannot-come', 'proposes'] as const
export type ReplyKind = (typeof REPLY_KINDS)[number]

/** Of the causes somebody may stay away for, those he can say of himself beforehand. */
export const REPLY_CAUSES = [
  'ill',
  'childcare',
  'work',
  'course',
  'other-office',
  'transport',
  'other',
] as const satisfies readonly AbsenceCause[]
export type ReplyCause = (typeof REPLY_CAUSES)[number]

/** How much of a person's doing an answer asks for. */
export function toneOfReply(kind: ReplyKind): 'ok' | 'warn' | 'danger' {
  if (kind === 'confirmed') return 'ok'
  return kind === 'proposes' ? 'warn' : 'danger'
}

export const MOST_PROPOSED = 3
/** So many fit on a phone without a search. */
export const MOST_OFFERED = 6

export interface Reply {
  kind: ReplyKind
  cause: ReplyCause | null
  /** Begins of the times he would come at; none = he asks to be called. */
  proposed: readonly Temporal.Instant[]
}

/** Each kind with what belongs to it; times once each, the earliest first. */
export function plainReply({ kind, cause, proposed }: Reply): Reply {
  const times = new Map(proposed.map((time) => [time.epochMilliseconds, time]))
  return {
    kind,
    cause: kind === 'cannot-come' ? cause : null,
    proposed: kind === 'proposes' ? [...times.values()].sort(Temporal.Instant.compare) : [],
  }
}

export const sameReply = (a: Reply, b: Reply): boolean =>
  a.kind === b.kind &&
  a.cause === b.cause &&
  a.proposed.length === b.proposed.length &&
  a.proposed.every((time, index) => b.proposed[index]?.equals(time))

/** `changed`: the talk is at another time than the page said; `taken`: a proposed time is not free any more. */
export type ReplyError = 'ended' | 'changed' | 'too-many' | 'taken'

export interface ReplyFacts {
  talk: { state: AppointmentState; startsAt: Temporal.Instant }
  /** The time the client read when he answered. */
  seen: Temporal.Instant
  live: Reply | null
  /** Begins of the times that are free now. */
  free: readonly Temporal.Instant[]
}

/** Whether an answer counts. `again` = it is the one that stands already: nothing is left to do. */
export function decideReply(
  told: Reply,
  { talk, seen, live, free }: ReplyFacts,
  now: Temporal.Instant,
): Result<{ next: 'write' | 'again'; reply: Reply }, ReplyError> {
  if (talk.state !== 'booked' || Temporal.Instant.compare(talk.startsAt, now) <= 0) return fail('ended')
  if (!talk.startsAt.equals(seen)) return fail('changed')
  const reply = plainReply(told)
  if (reply.proposed.length > MOST_PROPOSED) return fail('too-many')
  if (live && sameReply(live, reply)) return ok({ next: 'again', reply })
  const isFree = (time: Temporal.Instant): boolean => free.some((other) => other.equals(time))
  return reply.proposed.every(isFree) ? ok({ next: 'write', reply }) : fail('taken')
}

/** Times in a window at which the worker is free, from tomorrow on: nobody answers a proposal within the hour. */
export const freeIn = (
  window: Window,
  taken: readonly Busy[],
  today: Temporal.PlainDate,
  open: OpenTimes,
  shape: TalkShape,
): Slot[] =>
  daysOf(window)
    .filter((day) => before(today, day))
    .flatMap((day) => freeSlots(day, taken, open, shape))

const isMorning = ({ startsAt }: Slot): boolean => startsAt.toZonedDateTimeISO(OFFICE_ZONE).hour < 12

/**
 * A few of many free times: of each day the first in the morning and the first after noon, and of those as many as fit, spread
 * over the whole window.
 */
export function offeredOf(free: readonly Slot[], most = MOST_OFFERED): Slot[] {
  const halves = new Map<string, Slot>()
  for (const slot of free) {
    const half = `${dayAtOffice(slot.startsAt)} ${isMorning(slot)}`
    if (!halves.has(half)) halves.set(half, slot)
  }
  const each = [...halves.values()]
  if (each.length <= most) return each
  const step = (each.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, nth) => each[Math.round(nth * step)]).filter(
    (slot) => slot !== undefined,
  )
}
