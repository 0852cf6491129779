/** Time given to a client between two appointments: by phone, at the counter, on the way to an office. */
import { fail, ok, type Result } from '../kit/result.ts'

export const KINDS = ['phone', 'walk-in', 'accompaniment', 'writing', 'other'] as const
export type CounsellingKind = (typeof KINDS)[number]

/** Offered as buttons; anything else from 5 minutes to 10 hours is typed. */
export const USUAL_MINUTES = ['10', '20', '30', '60'] as const
export const LEAST_MINUTES = 5
export const MOST_MINUTES = 600

export type CounsellingError = 'in-future' | 'before-entry' | 'already-saved'

/** Counselling hangs on the participation entered last until its day (ISO dates); before there is none to count it for. */
export function decideCounselling(
  occurredOn: string,
  { today, participationId }: { today: string; participationId: string | undefined },
): Result<string, CounsellingError> {
  if (occurredOn > today) return fail('in-future')
  return participationId === undefined ? fail('before-entry') : ok(participationId)
}

export interface KindCount {
  kind: CounsellingKind
  times: number
  minutes: number
  people: number
}

/** Minutes as people say hours: 90 -> 1.5, one digit behind the point. */
export const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10

/** Sums over kinds; people are left out, for one person may stand under several kinds. */
export const sumOf = (counts: readonly KindCount[]): { times: number; minutes: number } => ({
  times: counts.reduce((sum, { times }) => sum + times, 0),
  minutes: counts.reduce((sum, { minutes }) => sum + minutes, 0),
})
