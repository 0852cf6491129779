import { setTimeout as sleep } from 'node:timers/promises'
import { hintsOf } from './evidence.ts'
import { passWithout, pulse, type Stage } from './stage.ts'

/** Nothing has moved for so long: nothing will. Longer than it takes until a killed worker's job is taken up again. */
const STILL_MS = 90_000
const LOOK_EVERY_MS = 500
/** Retries have pauses of an hour at most and end after 23: more turns than this lead nowhere. */
const MOST_TURNS = 80

/**
 * Lets the workers finish, and time pass to whatever falls due next, until nothing is left to do before `until` (ISO instant). Ends
 * also when nothing moves any more: what is left then is what the judge finds.
 */
export async function settle(stage: Stage, until: string): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (!(await becomesQuiet(stage, until))) return
    const { due, nextHour } = await pulse(stage, until)
    if (due === 0 && nextHour === null) return
    const wait = (nextHour ?? 0) - stage.times.product.now().epochMilliseconds + 1000
    // Shorter than it takes to send everybody home and fetch them back.
    if (wait > 5000) await passWithout(stage, { milliseconds: Math.ceil(wait) })
    else await sleep(Math.max(wait, LOOK_EVERY_MS))
  }
}

/**
 * Whether everything that is due by now has been looked at, every report taken and every hint set. What falls due meanwhile, a talk a
 * second, is not waited for.
 */
async function becomesQuiet(stage: Stage, until: string): Promise<boolean> {
  const now = stage.times.product.now()
  let last = ''
  let since = performance.now()
  for (;;) {
    await stage.crew.mend()
    const { due, closed } = await pulse(stage, until, now)
    const counts = await stage.vendor.counts()
    const hints = await hintsOf(stage.servers.server, stage.cities)
    const late = hints.filter(({ hint }) => hint !== null && hint <= now.epochMilliseconds).length
    if (due === 0 && late === 0 && counts.pending === 0) return true
    const here = JSON.stringify([due, closed, late, counts])
    if (here !== last) since = performance.now()
    else if (performance.now() - since > STILL_MS) return false
    last = here
    await sleep(LOOK_EVERY_MS)
  }
}
