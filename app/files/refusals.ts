import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { DocumentRefusal } from './rules.ts'

/** What the form says to a refusal: at the file, or above the form. */
export function refusalOf(error: DocumentRefusal): Refusal {
  const words: WordKey = `files:error.${error}`
  return error === 'already-saved' ? { formErrors: [words] } : { fieldErrors: { file: [words] } }
}
