/** Before a permit expires there is a talk about its extension, in time for the office that decides. */
import type { DueFacts } from './facts.ts'
import type { Figures } from './figures.ts'
import { type Candidate, earlier, later, plus } from './settle.ts'
import { before } from './working-days.ts'

const WINDOW_DAYS = 14

/**
 * Opens so many weeks before the last day of the paper, or on the day the city learned of it, and closes two weeks on,
 * on the day of expiry at the latest. That day is what stands on the paper, weekend or not. Undefined: a talk since then
 * has seen to it, or it is too late for one.
 */
export function permitWindow({ last, permit }: DueFacts, { permitWeeks }: Figures): Candidate | undefined {
  if (!permit) return undefined
  const { until, knownOn } = permit
  const opens = later(plus(until, -7 * permitWeeks), knownOn)
  if (before(until, opens)) return undefined
  const closes = earlier(plus(opens, WINDOW_DAYS), until)
  const talked = last.after !== 'no-show' && !before(last.on, opens)
  // Who did not come while it was open still may; once it is over the rule for the missed talk is the sooner one.
  if (talked || !before(last.on, closes)) return undefined
  const from = last.after === 'no-show' ? later(opens, plus(last.on, 1)) : opens
  return {
    rule: 'permit-expires',
    span: { from, to: closes },
    limits: { from, to: until },
    aimOn: from,
  }
}
