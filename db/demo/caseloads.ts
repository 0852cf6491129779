/** How many cases stand how, with whom, and how many talks each had. */
import type { Random } from './random.ts'
import type { Colleague } from './staff.ts'

/** How a case stands today; of 84 open cases of one worker so many. The rest of a larger caseload is booked. */
const STANDINGS = {
  /** The talk is today; on a day without office hours it is on the next one with. */
  today: 4,
  overdue: 5,
  /** The window closes within a week and nothing is booked. */
  closing: 7,
  'outcome-missing': 2,
  unsigned: 2,
  assessed: 2,
  new: 2,
  /** The window has not begun and nothing is booked. */
  later: 4,
  /** In agreement without talks for a while. */
  paused: 8,
  booked: 48,
} as const
type Standing = keyof typeof STANDINGS | 'left'
const CASELOAD = Object.values(STANDINGS).reduce((sum, count) => sum + count, 0)

/** Standings of a caseload of `count` in the shares above, none of them missing. */
function caseload(count: number): Standing[] {
  const rest: Standing[] = []
  for (const standing of Object.keys(STANDINGS)) {
    if (!isStanding(standing) || standing === 'booked') continue
    const share = Math.max(1, Math.round((STANDINGS[standing] * Math.min(count, CASELOAD)) / CASELOAD))
    for (let at = 0; at < share; at++) rest.push(standing)
  }
  const booked = Array.from({ length: Math.max(0, count - rest.length) }, () => 'booked' as const)
  return [...rest, ...booked].slice(0, count)
}
const isStanding = (word: string): word is keyof typeof STANDINGS => word in STANDINGS

/** Before the plan is signed there is no rhythm of talks yet. */
export const isYoung = (standing: Standing): boolean => ['new', 'assessed', 'unsigned'].includes(standing)

export interface Place {
  workerId: string
  standing: Standing
  /** Of those who stand alike with one worker this is which one, from 0. */
  nth: number
  /** The how many-th working day from now on a booked talk is on, from 1. */
  ahead: number
  /** How many talks were attended; undefined = as it happens. */
  attended?: number
  permit: 'valid' | 'expiring' | 'applied' | 'extended'
}

const PERMITS = { expiring: 3, applied: 4, extended: 16 } as const

/** Booked talks reach this many working days ahead. */
const REACH = 20
/** A day has this many times for talks. */
const TIMES_A_DAY = 6
/** Rounds through the days ahead: how far, and how many of them get a talk more. The nearer weeks are fuller. */
const ROUNDS = [
  [REACH, REACH],
  [11, 9],
  [6, 3],
  [REACH, 14],
  [4, 2],
  ...Array.from({ length: TIMES_A_DAY }, () => [REACH, REACH] as const),
] as const

/** On which working day ahead each of a worker's booked talks lies. */
function daysAhead(random: Random): number[] {
  const taken = new Map<number, number>()
  const days = ROUNDS.flatMap(([reach, count]) =>
    random.shuffled(Array.from({ length: reach }, (_, at) => at + 1)).slice(0, count),
  )
  return days.filter((day) => {
    const talks = (taken.get(day) ?? 0) + 1
    taken.set(day, talks)
    return talks <= TIMES_A_DAY
  })
}

/** Who stands how: each worker's caseload with its papers, and those who have left. */
export function placesOf(
  city: Random,
  { caseloads, left }: { caseloads: readonly { worker: Colleague; open: number }[]; left: number },
): Place[] {
  const places = caseloads.flatMap(({ worker, open }) => {
    const random = city.fork(`caseload/${worker.id}`)
    const counts = new Map<Standing, number>()
    const nthOf = (standing: Standing): number => {
      const nth = counts.get(standing) ?? 0
      counts.set(standing, nth + 1)
      return nth
    }
    const standings = caseload(open)
    const settled = standings.filter((standing) => !isYoung(standing)).length
    const papers = [
      ...Array.from({ length: PERMITS.expiring }, () => 'expiring' as const),
      ...Array.from({ length: PERMITS.applied }, () => 'applied' as const),
      ...Array.from({ length: Math.round((settled * PERMITS.extended) / 78) }, () => 'extended' as const),
    ]
    const deck = random.shuffled(Array.from({ length: settled }, (_, at) => papers[at] ?? ('valid' as const)))
    const ahead = daysAhead(random.fork('ahead'))
    return standings.map((standing): Place => {
      const nth = nthOf(standing)
      const permit = isYoung(standing) ? 'valid' : (deck.pop() ?? 'valid')
      return {
        standing,
        nth,
        permit,
        ahead: standing === 'booked' ? (ahead[nth] ?? REACH) : 1,
        workerId: worker.id,
      }
    })
  })
  const random = city.fork('left')
  const gone = Array.from({ length: left }, (_, nth): Place => {
    const { worker } = random.pick(caseloads)
    return {
      standing: 'left',
      nth,
      ahead: 1,
      permit: random.chance(0.45) ? 'extended' : 'valid',
      workerId: worker.id,
    }
  })
  return [...places, ...gone]
}

/** Appointments beside the attended talks. */
function othersOf({ standing, nth }: Place): number {
  if (standing === 'overdue') return nth % 2 === 0 ? 1 : 2
  return ['today', 'closing', 'outcome-missing', 'booked'].includes(standing) ? 1 : 0
}

/** More talks than this do not fit between the beginning of the programme and today. */
const MOST_TALKS = 12

/** Shares out the wanted number of appointments, at random and to the last one. */
export function shareOut(random: Random, places: readonly Place[], appointments: number): void {
  const settled = places.filter(({ standing }) => !isYoung(standing))
  let left = appointments - places.reduce((sum, place) => sum + othersOf(place), 0)
  const mean = left / Math.max(1, settled.length)
  if (left < 0 || mean > MOST_TALKS || (settled.length === 0 && left > 0))
    throw new Error(`${places.length} clients cannot have ${appointments} appointments`)
  const spread = Math.min(mean, MOST_TALKS - mean)
  for (const place of settled) {
    place.attended = Math.round(mean - spread + 2 * spread * random.unit())
    left -= place.attended
  }
  for (let at = 0; left !== 0; at = (at + 1) % settled.length) {
    const place = settled[at]
    const next = (place?.attended ?? 0) + Math.sign(left)
    if (!place || next < 0 || next > MOST_TALKS) continue
    place.attended = next
    left -= Math.sign(left)
  }
}
