/** An extension is applied for, stays open, and is granted or refused once. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { checkUntil, type Paper, prospectOf, samePaper, type UntilError } from './titles.ts'

export interface Extension {
  extensionId: string
  appliedOn: string
  decidedOn: string | null
  outcome: 'granted' | 'refused' | null
  /** The paper that a grant led to. */
  newTitle: Paper | null
}

/** Applications older than this are taken for a slip of the finger. */
const OLDEST_APPLICATION_YEARS = 5

export type ApplyError =
  | 'no-title'
  | 'unlimited'
  | 'already-open'
  | 'already-saved'
  | 'applied-ahead'
  | 'applied-too-long-ago'

/** Whether an application is written down; a client has one open at a time. `known`: it is there already. */
export function decideApplication(
  asked: { extensionId: string; appliedOn: string },
  facts: { today: string; title: Paper | undefined; extensions: readonly Extension[] },
): Result<{ extensionId: string; known: boolean }, ApplyError> {
  const { extensionId, appliedOn } = asked
  const sent = facts.extensions.find((extension) => extension.extensionId === extensionId)
  if (sent) return sent.appliedOn === appliedOn ? ok({ extensionId, known: true }) : fail('already-saved')
  const open = facts.extensions.find(({ outcome }) => outcome === null)
  if (open)
    return open.appliedOn === appliedOn
      ? ok({ extensionId: open.extensionId, known: true })
      : fail('already-open')
  if (!facts.title) return fail('no-title')
  if (prospectOf(facts.title.status) === 'unlimited') return fail('unlimited')
  if (appliedOn > facts.today) return fail('applied-ahead')
  const oldest = Temporal.PlainDate.from(facts.today).subtract({ years: OLDEST_APPLICATION_YEARS }).toString()
  return appliedOn < oldest ? fail('applied-too-long-ago') : ok({ extensionId, known: false })
}

export type Decision =
  | { outcome: 'refused'; decidedOn: string }
  | { outcome: 'granted'; decidedOn: string; title: Paper }

export type DecideError =
  | UntilError
  | 'already-decided'
  | 'decided-ahead'
  | 'decided-before-applied'
  | 'until-before-decision'

/** Whether the answer to an application is written down. It is given once; the same answer again changes nothing. */
export function decideExtension(
  extension: Extension,
  decision: Decision,
  today: string,
): Result<{ known: boolean }, DecideError> {
  const { outcome, decidedOn } = decision
  if (extension.outcome !== null) {
    const same = extension.outcome === outcome && extension.decidedOn === decidedOn
    const sameTitle =
      outcome === 'refused' || (extension.newTitle && samePaper(extension.newTitle, decision.title))
    return same && sameTitle ? ok({ known: true }) : fail('already-decided')
  }
  if (decidedOn > today) return fail('decided-ahead')
  if (decidedOn < extension.appliedOn) return fail('decided-before-applied')
  if (outcome === 'refused') return ok({ known: false })
  const { status, validUntil } = decision.title
  const until = checkUntil(decision.title, decidedOn)
  if (!until.ok) return until
  if (validUntil === null)
    return prospectOf(status) === 'unlimited' ? ok({ known: false }) : fail('until-missing')
  return validUntil <= decidedOn ? fail('until-before-decision') : ok({ known: false })
}
