import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { NoticeError } from './rules.ts'

export type Refused = NoticeError | 'changed-meanwhile' | 'not-family'

/** The field of the form a refusal stands at; null = above the form. */
const FIELD_OF: Record<Refused, string | null> = {
  'given-ahead': 'occurredOn',
  'given-too-long-ago': 'occurredOn',
  'no-interpreter': 'interpreter',
  'changed-meanwhile': null,
  'not-family': 'informed',
}

/** What a form says to a refusal, for conform's `submission.reply`. */
export function refusalOf(error: Refused): Refusal {
  const words: WordKey = `intake:error.${error}`
  const field = FIELD_OF[error]
  return field ? { fieldErrors: { [field]: [words] } } : { formErrors: [words] }
}
