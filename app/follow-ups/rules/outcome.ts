/** What became of a talk, and when that may be said. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { before, dayAtOffice } from './working-days.ts'

export type Outcome = 'attended' | 'no-show'
export type AppointmentState = 'booked' | 'attended' | 'no-show' | 'cancelled'
export type OutcomeError = 'not-yet' | 'not-that-day' | 'cancelled' | 'recorded-otherwise'

/** Whether an outcome may be written. `again` = it is written already, the same one: nothing is left to do. */
export function decideOutcome(
  appointment: { state: AppointmentState; startsAt: Temporal.Instant },
  { outcome, on }: { outcome: Outcome; on: Temporal.PlainDate },
  now: Temporal.Instant,
): Result<'record' | 'again', OutcomeError> {
  const { state, startsAt } = appointment
  if (state === outcome) return ok('again')
  if (state === 'cancelled') return fail('cancelled')
  if (state !== 'booked') return fail('recorded-otherwise')
  if (Temporal.Instant.compare(startsAt, now) > 0) return fail('not-yet')
  if (before(on, dayAtOffice(startsAt)) || before(dayAtOffice(now), on)) return fail('not-that-day')
  return ok('record')
}
