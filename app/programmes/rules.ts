/** How a programme is named and which days it may have. */
import { Temporal } from 'temporal-polyfill'
import { foldName } from '../clients/rules.ts'
import { before, isTooFar } from '../follow-ups/rules/working-days.ts'
import { fail, ok, type Result } from '../kit/result.ts'

/** The work began in 2008: an earlier day is a slip of the year. */
const EARLIEST = Temporal.PlainDate.from('2000-01-01')
const LONGEST = { years: 10 }

export interface Days {
  startsOn: Temporal.PlainDate
  /** null: nobody knows yet when it ends. */
  endsOn: Temporal.PlainDate | null
}

export type DaysError = 'starts' | 'turned' | 'long'

/** A programme begins between 2000 and a year from now and lasts ten years at most. */
export function decideDays({ startsOn, endsOn }: Days, today: Temporal.PlainDate): Result<null, DaysError> {
  if (before(startsOn, EARLIEST) || isTooFar(startsOn, today)) return fail('starts')
  if (endsOn && before(endsOn, startsOn)) return fail('turned')
  if (endsOn && before(startsOn.add(LONGEST), endsOn)) return fail('long')
  return ok(null)
}

export type ProgrammeState = 'coming' | 'running' | 'over'

/** Days are ISO dates, `endsOn` is the last one. */
export function stateOn(
  { startsOn, endsOn }: { startsOn: string; endsOn: string | null },
  today: string,
): ProgrammeState {
  if (today < startsOn) return 'coming'
  return endsOn !== null && endsOn < today ? 'over' : 'running'
}

/** What commands and addresses call it: its name in small plain letters, with a number when `taken` has that already. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .map(foldName)
      .filter(Boolean)
      .join('-') || 'programm'
  let slug = plain
  for (let number = 2; taken.has(slug); number++) slug = `${plain}-${number}`
  return slug
}
