/** The running programme, composed: two lists, each worker's caseload as it stands today, and the doors still to visit. */
import type { Case, Programme } from './cases.ts'
import { type Day, dateOf, dayOf, iso, workdayFrom } from './days.ts'
import { tellList, tellStrangers } from './outreach.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { caseload, isYoung, runningCase, type Stand, type Standing } from './running.ts'
import { openingOf, type Scene, tellCase, tellProgramme } from './scene.ts'
import type { Colleague } from './staff.ts'

export const RUNNING = { slug: 'partizipation', name: 'Partizipation im Bergischen Städtedreieck' } as const

export interface PresentSize {
  caseloads: readonly { worker: Colleague; open: number }[]
  /** Files of the programme that are closed. */
  left: number
  /** Listed people without a file. */
  strangers: number
  /** All appointments of the programme; undefined = as many as there happen to be. */
  appointments?: number
  /** Who takes lists in and stands by at signatures. */
  lead: Colleague
}

/** Two full years before this one, so that even the longest story fits whatever day it is. */
function termOf(today: Day): { from: Day; to: Day } {
  const { year } = dateOf(today)
  return { from: dayOf(`${year - 2}-01-01`), to: dayOf(`${year + 1}-12-31`) }
}

interface Place extends Pick<Stand, 'standing' | 'nth' | 'permit' | 'ahead'> {
  workerId: string
  attended?: number
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
function placesOf(scene: Scene, { caseloads, left }: PresentSize): Place[] {
  const places = caseloads.flatMap(({ worker, open }) => {
    const random = scene.random.fork(`caseload/${worker.id}`)
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
  const random = scene.random.fork('left')
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
function shareOut(scene: Scene, places: Place[], appointments: number): void {
  const random = scene.random.fork('appointments')
  const settled = places.filter(({ standing }) => !isYoung(standing))
  let left = appointments - places.reduce((sum, place) => sum + othersOf(place), 0)
  const mean = left / Math.max(1, settled.length)
  if (left < 0 || mean > MOST_TALKS)
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

/** Tells the running programme up to today. */
export function tellPresent(scene: Scene, size: PresentSize): void {
  const { random, cast, today, desk } = scene
  const programme = tellProgramme(scene, { ...RUNNING, ...termOf(today) }, iso)
  const first = workdayFrom(programme.from + 6)
  const second = workdayFrom(today - 300)
  const places = placesOf(scene, size)
  if (size.appointments !== undefined) shareOut(scene, places, size.appointments)
  const people = random.fork('places').shuffled(cast.people(places.length, 'now', first))
  const cases = places.map(({ workerId, ...place }, at): Case => {
    const person = people[at]
    if (!person) throw new Error('More places than people')
    const told = runningCase(openingOf(scene, { person, programme, workerId }), { ...place, today, desk })
    const lists = told.random.fork('lists')
    if (told.origin !== 'door' && lists.chance(0.65)) return told
    return { ...told, listedOn: told.opened > second && lists.chance(0.6) ? second : first }
  })
  tellDoors(scene, { programme, first, second, lead: size.lead, cases, strangers: size.strangers })
  for (const told of cases) tellCase(scene, told, 'now', size.lead.name)
}

interface Doors {
  programme: Programme
  first: Day
  second: Day
  lead: Colleague
  cases: readonly Case[]
  strangers: number
}

function tellDoors(scene: Scene, { programme, first, second, lead, cases, strangers }: Doors): void {
  const { rows, random, cast, today } = scene
  const lists = random.fork('doors')
  const listedOn = (day: Day): Person[] =>
    cases.filter((told) => told.listedOn === day).map(({ person }) => person)
  const early = cast.people(Math.round(strangers * 0.55), 'now', first)
  const late = cast.people(strangers - early.length, 'now', second)
  const known = [...listedOn(first), ...early]
  const by = lead.id
  tellList(rows, lists, { programme, day: first, by }, { fresh: known, known: [] })
  const again = known.filter(() => lists.chance(0.8))
  tellList(
    rows,
    lists,
    { programme, day: second, by },
    { fresh: [...listedOn(second), ...late], known: again },
  )
  for (const [day, people] of [
    [first, early],
    [second, late],
  ] as const) {
    const visitor = random.pick(cases).workerId
    tellStrangers(rows, lists, { programme, day, by: visitor }, { people, until: today, era: 'now' })
  }
}
