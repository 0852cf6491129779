import type { Refusal } from '../kit/form/save-form.server.ts'
import type { WordKey } from '../kit/words.ts'
import type { ConsentError, ReferralError } from './rules.ts'

export type Refused = ConsentError | ReferralError | 'no-organisation' | 'no-services' | 'already-saved'

/** The field of the form a refusal stands at; null = above the form. */
const FIELD_OF: Record<Refused, string | null> = {
  'given-ahead': 'occurredOn',
  'expiry-past': 'expiresOn',
  'expiry-far': 'expiresOn',
  'no-identity': 'categories',
  'no-signature': 'signedHow',
  'no-consent': 'consentId',
  'already-referred': 'consentId',
  'until-past': 'untilOn',
  'no-organisation': 'organisationId',
  'no-services': null,
  'already-saved': null,
}

/** What a form says to a refusal, for conform's `submission.reply`. */
export function refusalOf(error: Refused): Refusal {
  const words: WordKey = `partners:error.${error}`
  const field = FIELD_OF[error]
  return field ? { fieldErrors: { [field]: [words] } } : { formErrors: [words] }
}
