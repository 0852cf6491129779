import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { EndError, PlacementError } from './rules.ts'

export type Refused = PlacementError | EndError | 'which-town'

/** The field of the form a refusal stands at; null = above the form. */
const FIELD_OF: Record<Refused, string | null> = {
  'too-far-ahead': 'firstDay',
  'before-entry': 'firstDay',
  'already-saved': null,
  'already-placed': null,
  'which-town': 'town',
  voided: null,
  'already-ended': null,
  'end-before-start': 'endedOn',
  'end-ahead': 'endedOn',
}

/** What a form says to a refusal, for conform's `submission.reply`. */
export function refusalOf(error: Refused): Refusal {
  const words: WordKey = `placements:error.${error}`
  const field = FIELD_OF[error]
  return field ? { fieldErrors: { [field]: [words] } } : { formErrors: [words] }
}
