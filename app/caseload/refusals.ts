import type { WordKey } from '../kit/words.ts'
import type { DeputyError, HandOverError, RestrictionError } from './rules.ts'

export type Refused =
  | DeputyError
  | RestrictionError
  | Extract<HandOverError, 'same-person' | 'until-past'>
  | 'unknown'

/** The field of the form a refusal stands at. */
const FIELD_OF: Record<Refused, string> = {
  'same-person': 'deputy',
  'until-past': 'until',
  'dates-turned': 'until',
  'absence-past': 'until',
  'absence-far': 'from',
  'absence-long': 'until',
  'lead-missing': 'named',
  'self-missing': 'named',
  'too-few': 'named',
  unknown: 'deputy',
}

/** What a form says to a refusal, for conform's `submission.reply`. `field`: where it stands in this form. */
export function refusalOf(
  error: Refused,
  field: string = FIELD_OF[error],
): { fieldErrors: Record<string, string[]> } {
  const words: WordKey = `caseload:error.${error}`
  return { fieldErrors: { [field]: [words] } }
}
