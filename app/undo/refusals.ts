import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { MoveError, RestoreError } from './rules.ts'

/** What the form says above itself. What hinders stands on the page anyway, with the way to it. */
export function refusalOf(error: MoveError | RestoreError): Refusal {
  const words: WordKey = `undo:error.${error}`
  return { formErrors: [words] }
}
