import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { CounsellingError } from './rules.ts'

/** What the form says to a refusal: at the day, or above the form. */
export function refusalOf(error: CounsellingError): Refusal {
  const words: WordKey = `counselling:error.${error}`
  return error === 'already-saved' ? { formErrors: [words] } : { fieldErrors: { occurredOn: [words] } }
}
