import type { AuditAction } from '../../db/city/schema/audit.ts'
import type { Translate } from '../kit/words.ts'
import { subjectOf } from './rules.ts'

/** What a row of the trail says was done: `Akte geöffnet`. A guard's refusal names the right that was missing, and no page. */
export function didOf(t: Translate, action: AuditAction, subject: string): string {
  const known = subjectOf(subject)
  if (action === 'failure' && known === 'other') return t('privacy:did.refused')
  return t(`privacy:did.${action}`, { subject: t(`privacy:subject.${known}`) })
}
