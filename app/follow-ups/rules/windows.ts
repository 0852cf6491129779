/**
 * When the next talk is due: a window, and the named rule that made it. Reckoned from facts alone, without a clock: the
 * same facts give the same window whoever asks and whenever.
 */
import type { Temporal } from 'temporal-polyfill'
import { type CityRules, type DueFacts, type NextAfter, USUAL } from './facts.ts'
import { FIGURE_LIMITS, type Figures } from './figures.ts'
import { moveBehind } from './holds.ts'
import { jobWindow } from './jobs.ts'
import { permitWindow } from './permits.ts'
import { type Candidate, type DueWindow, plus, settle, settleAnyhow } from './settle.ts'
import { before } from './working-days.ts'

export type { NextAfter } from './facts.ts'
export type { DueWindow, Window } from './settle.ts'

/** Four to six weeks after a signature or a talk, sooner for who did not come. */
function rhythmWindow({ last, rhythmWeeks }: DueFacts, figures: Figures): Candidate {
  const { on, after } = last
  const missed = after === 'no-show'
  const [least, most] = missed ? FIGURE_LIMITS.noShowFromDays : FIGURE_LIMITS.rhythmFromDays
  const first = missed ? figures.noShowFromDays : figures.rhythmFromDays
  const end = missed ? figures.noShowToDays : figures.rhythmToDays
  const agreed = rhythmWeeks ? rhythmWeeks * 7 : Math.floor((first + end) / 2)
  return {
    rule: missed ? 'after-no-show' : after === 'attended' ? 'after-talk' : 'after-signing',
    span: { from: plus(on, first), to: plus(on, end) },
    limits: { from: plus(on, least), to: plus(on, most) },
    aimOn: missed ? plus(on, first) : plus(on, Math.min(end, Math.max(first, agreed))),
  }
}

/**
 * The window that is due. Rhythm, or the steps of a job in its place; a permit that expires wins where it is earlier; a
 * hold moves what was not overdue when it was set. Both ends are days on which the city is open.
 */
export function dueWindow(facts: DueFacts, city: CityRules = USUAL): DueWindow {
  const rhythm = rhythmWindow(facts, city.figures)
  const job = jobWindow(facts, rhythm.span)
  const base = moveBehind(job ?? rhythm, facts.holds ?? [], city, null)
  const due = settleAnyhow(base, city.isOpen)
  const permit = permitWindow(facts, city.figures)
  if (!permit) return due
  const moved = moveBehind(permit, facts.holds ?? [], city, permit.limits.to)
  // No open day is left behind the hold: the paper does not wait.
  const early = settle(moved, city.isOpen) ?? settle(permit, city.isOpen)
  return early && !before(due.to, early.to) ? early : due
}

/** The window that follows from one happening alone, in a city that has set nothing of its own. */
export const windowAfter = (
  after: NextAfter,
  on: Temporal.PlainDate,
  rhythmWeeks: number | null = null,
): DueWindow => dueWindow({ last: { after, on }, rhythmWeeks })
