/** The running programme, composed: two lists, each worker's caseload as it stands today, and the doors still to visit. */
import { placesOf, shareOut } from './caseloads.ts'
import type { Case, Programme } from './cases.ts'
import { type Day, dateOf, dayOf, iso, workdayFrom } from './days.ts'
import { tellList, tellStrangers } from './outreach.ts'
import type { Person } from './people.ts'
import { tellRound } from './rounds.ts'
import { runningCase } from './running.ts'
import { openingOf, type Scene, tellCase, tellProgramme } from './scene.ts'
import type { Colleague } from './staff.ts'
import { tellTwice } from './twice.ts'

const RUNNING = { slug: 'partizipation', name: 'Partizipation im Bergischen Städtedreieck' } as const

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

/** People of the lists who were entered by hand once more. */
const ENTERED_TWICE = 6

/** Two full years before this one, so that even the longest story fits whatever day it is. */
function termOf(today: Day): { from: Day; to: Day } {
  const { year } = dateOf(today)
  return { from: dayOf(`${year - 2}-01-01`), to: dayOf(`${year + 1}-12-31`) }
}

/** Tells the running programme up to today. Answers its cases. */
export function tellPresent(scene: Scene, size: PresentSize): readonly Case[] {
  const { random, cast, today, desk } = scene
  const programme = tellProgramme(scene, { ...RUNNING, ...termOf(today) }, iso)
  const first = workdayFrom(programme.from + 6)
  const second = workdayFrom(today - 300)
  const places = placesOf(random, size)
  if (size.appointments !== undefined) shareOut(random.fork('appointments'), places, size.appointments)
  const people = random.fork('places').shuffled(cast.people(places.length, 'now', first))
  const cases = places.map(({ workerId, ...place }, at): Case => {
    const person = people[at]
    if (!person) throw new Error('More places than people')
    const told = runningCase(openingOf(scene, { person, programme, workerId }), { ...place, today, desk })
    const lists = told.random.fork('lists')
    if (told.origin !== 'door' && lists.chance(0.65)) return told
    return { ...told, listedOn: told.opened > second && lists.chance(0.6) ? second : first }
  })
  tellDoors(scene, {
    programme,
    first,
    second,
    lead: size.lead,
    cases,
    strangers: size.strangers,
    walkers: size.caseloads.map(({ worker }) => worker),
  })
  for (const told of cases) tellCase(scene, told, 'now', size.lead.name)
  return cases
}

interface Doors {
  programme: Programme
  first: Day
  second: Day
  lead: Colleague
  cases: readonly Case[]
  strangers: number
  walkers: readonly Colleague[]
}

function tellDoors(scene: Scene, { programme, first, second, lead, cases, strangers, walkers }: Doors): void {
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
  tellRound(scene, { programme, strangers: [...early, ...late], walkers, phone: '0202 563 0000' })
  tellTwice(rows, random.fork('twice'), [
    ...early.slice(0, ENTERED_TWICE / 2),
    ...known.slice(0, ENTERED_TWICE / 2),
  ])
}
