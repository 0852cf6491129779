/** What became of a talk, in two facts: whether the client was there, and what came of it. And when that may be said. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { earlier } from './settle.ts'
import type { NextAfter } from './windows.ts'
import { before, dayAtOffice } from './working-days.ts'

/** Whether the client was there. Each has its words in words.*.json under `outcome` and `state`. */
export const ATTENDANCES = ['attended', 'late', 'excused', 'no-show', 'cancelled'] as const
export type Outcome = (typeof ATTENDANCES)[number]
export type AppointmentState = 'booked' | Outcome

/** What came of it when the client was there: only the first two are a follow-up. */
export const TALK_RESULTS = ['as-planned', 'cut-short', 'new-date-only', 'not-held'] as const
export type TalkResult = (typeof TALK_RESULTS)[number]

/** Why a client was not there, excused or not. */
export const ABSENCE_CAUSES = [
  'unknown',
  'ill',
  'childcare',
  'work',
  'course',
  'other-office',
  'transport',
  'forgot',
  'not-reminded',
  'refuses',
  'other',
] as const
export type AbsenceCause = (typeof ABSENCE_CAUSES)[number]

/** Who called it off, as a person says it. */
export const CALLED_OFF_BY = ['client', 'office', 'interpreter', 'partner'] as const
/** `moved`: to another time; `replanned`: what came after made it fall away. */
export const CANCELLED_BY = [...CALLED_OFF_BY, 'moved', 'replanned'] as const
export type CancelledBy = (typeof CANCELLED_BY)[number]

/** The facts as a row keeps them: each belongs to some attendances and is null with the others. */
export interface OutcomeFacts {
  state: Outcome
  talkResult: TalkResult | null
  absenceCause: AbsenceCause | null
  cancelledBy: CancelledBy | null
}

export interface ToldOutcome {
  outcome: Outcome
  result?: TalkResult | undefined
  cause?: AbsenceCause | undefined
  by?: (typeof CALLED_OFF_BY)[number] | undefined
}

export const wasThere = (state: AppointmentState): boolean => state === 'attended' || state === 'late'
export const stayedAway = (state: AppointmentState): boolean => state === 'excused' || state === 'no-show'

/** What was told, with what does not belong to that attendance left out. */
export const factsOf = ({ outcome, result, cause, by }: ToldOutcome): OutcomeFacts => ({
  state: outcome,
  talkResult: wasThere(outcome) ? (result ?? 'as-planned') : null,
  absenceCause: stayedAway(outcome) ? (cause ?? 'unknown') : null,
  cancelledBy: outcome === 'cancelled' ? (by ?? 'office') : null,
})

/**
 * What makes the next talk due. Null: no follow-up took place and nobody stayed away without a word, so the window that
 * was due stays due; a new time is found in it, and an overdue one stays overdue.
 */
export function nextAfter({
  state,
  talkResult,
}: {
  state: AppointmentState
  talkResult: TalkResult | null
}): NextAfter | null {
  if (state === 'no-show') return 'no-show'
  const held = talkResult === 'as-planned' || talkResult === 'cut-short'
  return wasThere(state) && held ? 'attended' : null
}

export type OutcomeError = 'not-yet' | 'not-that-day' | 'cancelled' | 'recorded-otherwise'

/**
 * Whether an outcome may be written. `again` = it is written already, the same one: nothing is left to do. A talk that
 * lies ahead can only be called off.
 */
export function decideOutcome(
  appointment: Omit<OutcomeFacts, 'state'> & {
    state: AppointmentState
    startsAt: Temporal.Instant
    /** The day it was booked. */
    bookedOn: Temporal.PlainDate
  },
  { on, ...told }: ToldOutcome & { on: Temporal.PlainDate },
  now: Temporal.Instant,
): Result<'record' | 'again', OutcomeError> {
  const { state, startsAt, bookedOn } = appointment
  const facts = factsOf(told)
  const same =
    state === facts.state &&
    appointment.talkResult === facts.talkResult &&
    appointment.absenceCause === facts.absenceCause &&
    appointment.cancelledBy === facts.cancelledBy
  if (same) return ok('again')
  if (state === 'cancelled') return fail('cancelled')
  if (state !== 'booked') return fail('recorded-otherwise')
  const calledOff = facts.state === 'cancelled'
  if (!calledOff && Temporal.Instant.compare(startsAt, now) > 0) return fail('not-yet')
  // Nobody calls off what was not agreed yet.
  const first = calledOff ? earlier(bookedOn, dayAtOffice(startsAt)) : dayAtOffice(startsAt)
  return before(dayAtOffice(now), on) || before(on, first) ? fail('not-that-day') : ok('record')
}
