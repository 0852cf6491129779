/** Whether what somebody says for the work permission is written down. */
import { fail, ok, type Result } from '../../kit/result.ts'
import type { WorkFacts } from './work-permission.ts'

export type WorkFactsError =
  | 'applied-asylum-ahead'
  | 'staying-ahead'
  | 'tolerated-ahead'
  | 'changed-meanwhile'
  | 'already-saved'

export const sameFacts = (a: WorkFacts, b: WorkFacts): boolean =>
  a.receptionDuty === b.receptionDuty &&
  a.asylumAppliedOn === b.asylumAppliedOn &&
  a.stayingSince === b.stayingSince &&
  a.toleratedSince === b.toleratedSince &&
  a.safeCountry === b.safeCountry &&
  a.rejection === b.rejection &&
  a.removalImminent === b.removalImminent &&
  a.barred === b.barred &&
  a.fiction === b.fiction &&
  a.employment === b.employment

export type SavedFacts = WorkFacts & { factsId: string }

/**
 * `saved`: the newest first. A form filled from facts that somebody has followed since is not saved over theirs. `known`: this
 * very form was saved before, or says nothing new.
 */
export function decideWorkFacts(
  told: WorkFacts,
  { formKey, basedOn }: { formKey: string; basedOn: string | null },
  { today, saved }: { today: string; saved: readonly SavedFacts[] },
): Result<{ known: boolean }, WorkFactsError> {
  const sent = saved.find(({ factsId }) => factsId === formKey)
  if (sent) return sameFacts(sent, told) ? ok({ known: true }) : fail('already-saved')
  const ahead = (day: string | null): boolean => day !== null && day > today
  if (ahead(told.asylumAppliedOn)) return fail('applied-asylum-ahead')
  if (ahead(told.stayingSince)) return fail('staying-ahead')
  if (ahead(told.toleratedSince)) return fail('tolerated-ahead')
  const [newest] = saved
  if ((newest?.factsId ?? null) !== basedOn) return fail('changed-meanwhile')
  return ok({ known: newest !== undefined && sameFacts(newest, told) })
}
