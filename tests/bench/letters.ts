/** Work plans on paper: two pages in two languages, signed and sealed, one after the other on one core. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CATALOGUE_LANGUAGES } from '../../app/letters/catalogue.ts'
import { type PlanPaper, planPdf } from '../../app/letters/plan-paper.server.ts'
import { ORIGINS } from '../../db/demo/origins.ts'
import { type Random, randomFrom } from '../../db/demo/random.ts'
import { TRADES } from '../../db/demo/trades.ts'
import { examplePlan } from '../papers/example-plan.ts'
import { hundredths } from './cities.ts'
import type { Report } from './report.ts'

/** Before anything is measured: every language once, and the just-in-time compiler. */
const WARM_UP = 200
const MEGABYTE = 1024 * 1024

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Another person, job, days and hash each time; nine of ten steps are of the catalogue, as in a city. */
function inventPlan(random: Random, nth: number): PlanPaper {
  const languages = CATALOGUE_LANGUAGES.filter((tag) => tag !== 'de')
  const origin = random.pick(ORIGINS)
  const name = `${random.pick(random.chance(0.5) ? origin.women : origin.men)} ${random.pick(origin.family)}`
  const paper = examplePlan(languages[nth % languages.length] ?? 'en', name)
  const hash = createHash('sha256').update(`${nth} ${name}`).digest('hex')
  const day = (): string => `2027-${two(random.int(1, 12))}-${two(random.int(1, 28))}`
  return {
    ...paper,
    targetJob: random.pick(random.pick(TRADES).jobs),
    madeOn: day(),
    version: random.int(1, 4),
    hash,
    checkUrl: `https://partizipation.example/v/${hash}`,
    goals: paper.goals.map(({ what, steps }) => ({
      what,
      steps: steps.map((step) => ({ ...step, until: step.until && day() })),
    })),
    signatures: paper.signatures.map((one) => ({
      ...one,
      drawing: one.drawing && waveOf(random),
      signedAt: `${day()}T09:12:00Z`,
    })),
    attachment: { name: 'arbeitsplan.json', content: JSON.stringify({ hash, name, of: paper.goals }) },
  }
}

/** Nobody signs like another. */
const waveOf = (random: Random): string =>
  `M40 120L${Array.from({ length: 90 }, (_, at) => `${44 + at * 5} ${random.int(60, 180)}`).join('L')}`

const two = (part: number): string => String(part).padStart(2, '0')

const firstPlan = (): number =>
  Number(
    execFileSync(process.execPath, ['--import', 'tsx', 'tests/bench/first-letter.ts'], {
      cwd: root,
      encoding: 'utf8',
    }),
  )

/**
 * Wanted: 150 plans a second, the first under 300 ms, memory as after the warm-up. The event loop turns after each plan, as
 * it does in web and worker: Node frees the bytes of a PDF that nobody holds any more only then.
 */
export async function benchLetters(report: Report, { plans }: { plans: number }): Promise<void> {
  const firsts = Array.from({ length: 5 }, firstPlan).sort((a, b) => a - b)
  report({ scenario: 'letters', what: 'first', runs: 5, median: firsts[2] ?? 0, slowest: firsts[4] ?? 0 })
  const random = randomFrom('letters')
  for (let nth = 0; nth < WARM_UP; nth += 1) {
    planPdf(inventPlan(random, nth))
    await nextTurn()
  }
  const memory = (): number => Math.round(process.memoryUsage().rss / MEGABYTE)
  const before = memory()
  let most = before
  let bytes = 0
  const times: number[] = []
  const cores = process.cpuUsage()
  for (let nth = 0; nth < plans; nth += 1) {
    const paper = inventPlan(random, WARM_UP + nth)
    const began = performance.now()
    bytes += planPdf(paper).length
    times.push(performance.now() - began)
    await nextTurn()
    if (nth % 100 === 0) most = Math.max(most, memory())
  }
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000
  const { user, system } = process.cpuUsage(cores)
  times.sort((a, b) => a - b)
  report({
    scenario: 'letters',
    what: 'plans',
    plans,
    perSecond: Math.round(plans / seconds),
    p50: hundredths(times[Math.floor(plans * 0.5)] ?? 0),
    p95: hundredths(times[Math.floor(plans * 0.95)] ?? 0),
    cpuSecondsForEachSecond: hundredths((user + system) / 1e6 / seconds),
    kilobytes: Math.round(bytes / plans / 1024),
  })
  report({ scenario: 'letters', what: 'memory', plans, before, after: memory(), most })
}
