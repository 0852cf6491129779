/** The programmes that are over, composed: lists, visits, participants, and the people nobody met. */
import type { Case, Programme } from './cases.ts'
import { type Day, dayOf, iso, workdayFrom } from './days.ts'
import { tellList, tellStrangers } from './outreach.ts'
import type { Person } from './people.ts'
import { PILOT, PLUS, pilotCases, plusCases } from './pilot.ts'
import { openingOf, type Scene, tellCase, tellProgramme } from './scene.ts'
import type { Team } from './staff.ts'

export interface PastSize {
  /** Participants; none = the city took no part. */
  pilot: number
  plus: number
  /** Listed by each programme, without ever having had a file. */
  strangers: { pilot: number; plus: number }
}

interface Past {
  programme: Programme
  listedOn: Day
  participants: Person[]
  strangers: Person[]
}

const span = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => ({
  from: dayOf(startsOn),
  to: dayOf(endsOn),
})

function open(
  scene: Scene,
  of: typeof PILOT | typeof PLUS,
  size: { clients: number; strangers: number },
): Past {
  const { slug, name } = of
  const programme = tellProgramme(scene, { slug, name, ...span(of) }, iso)
  const listedOn = workdayFrom(programme.from + 3)
  const participants = scene.cast.people(size.clients, 'past', listedOn)
  return { programme, listedOn, participants, strangers: scene.cast.people(size.strangers, 'past', listedOn) }
}

/** Tells both programmes. Whoever lived at a door then has mostly moved on since; the others nobody looks for any more. */
export function tellPast(scene: Scene, team: Team, size: PastSize): void {
  const { random } = scene
  const workers = random.fork('former')
  const plus = open(scene, PLUS, { clients: size.plus, strangers: size.strangers.plus })
  const pilot =
    size.pilot > 0 ? open(scene, PILOT, { clients: size.pilot, strangers: size.strangers.pilot }) : null
  const begin = (person: Person, { programme }: Past, clientId?: string) =>
    openingOf(scene, {
      person,
      programme,
      workerId: workers.pick(team.former).id,
      ...(clientId === undefined ? {} : { clientId }),
    })
  const told = [
    ...(pilot
      ? pilotCases(random.fork('fates').shuffled(pilot.participants), (person, which, file) =>
          begin(person, which === 'pilot' ? pilot : plus, file?.clientId),
        )
      : []),
    ...plusCases(plus.participants, (person) => begin(person, plus)),
  ]
  for (const past of pilot ? [pilot, plus] : [plus]) {
    const cases = told.filter(({ programme }) => programme === past.programme)
    tellProgrammeCases(scene, team, past, cases)
  }
  moveOn(scene, [pilot, plus])
}

function tellProgrammeCases(scene: Scene, team: Team, past: Past, cases: readonly Case[]): void {
  const { rows, random } = scene
  const { programme, listedOn, strangers } = past
  const of = { programme, day: listedOn, by: team.former[0]?.id ?? team.lead.id }
  const lists = random.fork(`list/${programme.name}`)
  const onList = cases.map((one): Case => {
    const listed = one.origin === 'door' || lists.chance(0.3)
    return listed && one.opened > listedOn ? { ...one, listedOn } : one
  })
  const listed = onList.filter((one) => one.listedOn !== undefined).map(({ person }) => person)
  const known = listed.filter((person) => !past.participants.includes(person))
  const fresh = [...listed.filter((person) => past.participants.includes(person)), ...strangers]
  tellList(rows, lists, of, { fresh, known })
  tellStrangers(rows, lists, of, { people: strangers, until: programme.to ?? scene.today, era: 'past' })
  for (const one of onList) tellCase(scene, one, 'past', team.lead.name)
}

function moveOn({ rows, random }: Scene, pasts: readonly (Past | null)[]): void {
  const moves = random.fork('moves')
  const gone = new Set<string>()
  for (const past of pasts) {
    for (const { id } of past?.strangers ?? []) gone.add(id)
    for (const { id } of past?.participants ?? []) if (moves.chance(0.75)) gone.add(id)
  }
  for (const tenancy of rows.tenancy) {
    if (gone.has(tenancy.personId)) tenancy.untilOn = iso(moves.int(dayOf('2014-01-01'), dayOf('2019-12-31')))
  }
}
