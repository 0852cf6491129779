/** What the forms of holds, closed days and absences say when they are refused. */
import { withValues } from '../kit/form/form-field.ts'
import type { Refusal } from '../kit/form/save-form.server.ts'
import type { SetHoldError } from './commands/hold.server.ts'
import type { ArrangeError } from './interpreters/asking.server.ts'
import type { AbsenceError, ClosureError } from './rules/calendar.ts'
import { type HoldReason, LONGEST_HOLD } from './rules/holds.ts'
import type { ValidFromError } from './rules/hours.ts'

export function refusedHold(error: SetHoldError, reason: HoldReason): Refusal {
  const said = [withValues(`follow-ups:error.${error}`, { days: LONGEST_HOLD[reason] })]
  switch (error) {
    case 'hold-back':
    case 'hold-far':
    case 'hold-overlaps':
      return { fieldErrors: { from: said } }
    case 'dates-turned':
    case 'hold-over':
    case 'hold-long':
      return { fieldErrors: { until: said } }
    case 'hold-open':
    case 'hold-saved':
    case 'client-closed':
      return { formErrors: said }
  }
}

export const refusedHoldEnd = (error: 'not-open' | 'not-begun'): Refusal => ({
  formErrors: [`follow-ups:error.${error}`],
})

export const refusedDays = (error: ClosureError | AbsenceError): Refusal => ({
  fieldErrors: { [error.endsWith('-far') ? 'from' : 'until']: [`follow-ups:error.${error}`] },
})

/** What the forms of who translates say. */
export function refusedInterpreter(error: Exclude<ArrangeError, 'no-appointment'>): Refusal {
  const said = [`follow-ups:error.${error}`]
  return error === 'no-interpreter' || error === 'interpreter-taken'
    ? { fieldErrors: { interpreter: said } }
    : { formErrors: said }
}

export const refusedInterpreterName: Refusal = {
  fieldErrors: { name: ['follow-ups:error.interpreter-name-taken'] },
}

export const refusedWorker: Refusal = { fieldErrors: { worker: ['follow-ups:error.unknown-worker'] } }

export const refusedGroupWorker: Refusal = {
  fieldErrors: { responsible: ['follow-ups:error.unknown-worker'] },
}

export const refusedHours = (error: ValidFromError): Refusal => ({
  fieldErrors: { validFrom: [`follow-ups:error.${error}`] },
})
