/** While somebody has a job, talks follow its steps: is it kept after a week, three, six and twelve months? */
import type { Temporal } from 'temporal-polyfill'
import type { DueFacts } from './facts.ts'
import { type Candidate, plus, type Window } from './settle.ts'
import { before } from './working-days.ts'

/** Which day of a job is asked about. */
const STEPS = [{ weeks: 1 }, { months: 3 }, { months: 6 }, { months: 12 }] as const

/** Not before the day that is asked about, for who leaves on its eve has not kept the job; and two weeks to meet in. */
const STEP_DAYS = 14

/** Who has lost a job is seen soon: as soon as who did not come. */
const AFTER_JOB = { first: 7, last: 14, least: 3, most: 21 } as const

/** Undefined: the rhythm goes on. `rhythm` = what it asks for; a talk due before the first day of work stays due. */
export function jobWindow({ last, job }: DueFacts, rhythm: Window): Candidate | undefined {
  if (!job || last.after === 'no-show') return undefined
  if (job.until) {
    const { first, last: end, least, most } = AFTER_JOB
    return before(job.until, last.on)
      ? undefined
      : stepOf('after-job', job.until, { first, end, least, most })
  }
  if (before(rhythm.to, job.since)) return undefined
  // A talk on the day itself or later has asked.
  const step = STEPS.map((ahead) => job.since.add(ahead)).find((day) => before(last.on, day))
  return step && stepOf('in-job', step, { first: 0, end: STEP_DAYS, least: 0, most: STEP_DAYS })
}

const stepOf = (
  rule: 'in-job' | 'after-job',
  day: Temporal.PlainDate,
  { first, end, least, most }: { first: number; end: number; least: number; most: number },
): Candidate => ({
  rule,
  span: { from: plus(day, first), to: plus(day, end) },
  limits: { from: plus(day, least), to: plus(day, most) },
  aimOn: plus(day, first),
})
