import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { ApplyError, DecideError } from './rules/extensions.ts'
import type { TitleError } from './rules/titles.ts'
import type { WorkFactsError } from './rules/work-facts.ts'

export type Refused = TitleError | ApplyError | DecideError | WorkFactsError

/** The field of the form a refusal stands at; null = above the form. */
const FIELD_OF: Record<Refused, string | null> = {
  'until-missing': 'validUntil',
  'until-too-far': 'validUntil',
  'unlimited-has-no-end': 'validUntil',
  'wording-missing': 'wording',
  'seen-ahead': 'seenOn',
  'already-saved': null,
  'no-title': null,
  unlimited: null,
  'already-open': null,
  'applied-ahead': 'appliedOn',
  'applied-too-long-ago': 'appliedOn',
  'already-decided': null,
  'decided-ahead': 'decidedOn',
  'decided-before-applied': 'decidedOn',
  'until-before-decision': 'validUntil',
  'applied-asylum-ahead': 'asylumAppliedOn',
  'staying-ahead': 'stayingSince',
  'tolerated-ahead': 'toleratedSince',
  'changed-meanwhile': null,
}

/** What a form says to a refusal, for conform's `submission.reply`. */
export function refusalOf(error: Refused): Refusal {
  const words: WordKey = `permits:error.${error}`
  const field = FIELD_OF[error]
  return field ? { fieldErrors: { [field]: [words] } } : { formErrors: [words] }
}
