import type { Format } from '../kit/use-format.ts'
import type { Translate } from '../kit/words.ts'
import { isResidenceStatus, type Paper, prospectOf } from './rules/titles.ts'
import { RESIDENCE_STATUSES } from './statuses.ts'

/** The name of a status: German in every language, as the law and the papers have it. */
export const statusLabel = (status: string | null): string | null =>
  status !== null && isResidenceStatus(status) ? RESIDENCE_STATUSES[status].label : null

/** `10.06.2026`, `unbefristet` or `nicht bekannt`. */
export function endOf({ status, validUntil }: Paper, t: Translate, f: Format): string {
  if (validUntil) return f.date(validUntil)
  return t(prospectOf(status) === 'unlimited' ? 'permits:unlimited' : 'permits:untilUnknown')
}

/** For a select, in the order of the table. */
export const statusOptions = Object.entries(RESIDENCE_STATUSES).map(([value, { label }]) => ({
  value,
  label,
}))
