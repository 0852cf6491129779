import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { JoinError, LeaveError, MoveError } from './rules.ts'

export type Refused = JoinError | LeaveError | MoveError | 'known-person' | 'other-household' | 'not-family'

/** The field of the form a refusal stands at; null = above the form. */
const FIELD_OF: Record<Refused, string | null> = {
  'born-ahead': 'birthDate',
  'joined-ahead': 'fromOn',
  'joined-before-birth': 'fromOn',
  'known-person': 'same',
  'other-household': null,
  'left-ahead': 'untilOn',
  'left-before-joined': 'untilOn',
  'street-missing': 'street',
  'home-name-missing': 'homeName',
  'moved-ahead': 'fromOn',
  'moved-before-last': 'fromOn',
  'not-family': null,
}

/** What a form says to a refusal, for conform's `submission.reply`. */
export function refusalOf(error: Refused): Refusal {
  const words: WordKey = `households:error.${error}`
  const field = FIELD_OF[error]
  return field ? { fieldErrors: { [field]: [words] } } : { formErrors: [words] }
}
