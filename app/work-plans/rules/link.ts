/** The link a client signs by: it opens with the birth date and gives way to no guessing. */
import { fail, ok, type Result } from '../../kit/result.ts'
import { isSignable, type VersionState } from './states.ts'

/** A birth date has some 25,000 likely values: with five tries a stranger who has the mail is out 4,999 times of 5,000. */
export const MOST_WRONG_TRIES = 5

export interface LinkFacts {
  state: VersionState
  /** The plan was taken back as a whole. */
  voided: boolean
  clientSigned: boolean
  expired: boolean
  wrongTries: number
  /** ISO date. */
  birthDate: string
}

/** `ended`: whatever the reason, the page says the same; it does not tell a stranger why. */
export type LinkError = 'ended' | 'wrong'

/** May the plan be shown to whoever has the link and typed this birth date (ISO)? `wrong` is counted. */
export function decideLink(facts: LinkFacts, typed: string): Result<null, LinkError> {
  const { state, voided, clientSigned, expired, wrongTries, birthDate } = facts
  if (voided || clientSigned || expired || !isSignable(state)) return fail('ended')
  if (wrongTries >= MOST_WRONG_TRIES) return fail('ended')
  return typed === birthDate ? ok(null) : fail('wrong')
}
