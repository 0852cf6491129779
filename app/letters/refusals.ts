import type { Refusal } from '../kit/form/save-form.server.ts'
import type { ReviewError } from './rules.ts'

/** What the form says to a refusal: at the day, or above the form. */
export function refusalOf(error: ReviewError): Refusal {
  return error === 'in-future'
    ? { fieldErrors: { reviewedOn: ['letters:error.in-future'] } }
    : { formErrors: ['letters:error.changed'] }
}
