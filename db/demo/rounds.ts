/** A round of the running programme, half walked: some met, some doors knocked at in vain, most still ahead. */
import type { Programme } from './cases.ts'
import { actOn } from './clients.ts'
import { type Day, instantAt, iso, workdayBefore } from './days.ts'
import { tellVisit } from './outreach.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'
import type { Colleague } from './staff.ts'

interface Round {
  programme: Programme
  /** Listed people without a file. */
  strangers: readonly Person[]
  walkers: readonly Colleague[]
  phone: string
}

/** How many postcodes a round covers. */
const POSTCODES = 3
const DAYS = 12

export function tellRound({ rows, random: all, town, today }: Scene, round: Round): void {
  const { programme, strangers, walkers, phone } = round
  const random = all.fork('round')
  const [first] = walkers
  if (!first) return
  const postcodes = [...new Set(town.streets.map(([, postcode]) => postcode))].slice(0, POSTCODES)
  const doors = new Map(rows.dwelling.map(({ id, postcode }) => [id ?? '', postcode ?? '']))
  const known = lastWords(rows.visit)
  const people = strangers.filter(
    ({ id, dwellingId }) => postcodes.includes(doors.get(dwellingId) ?? '') && !known.has(id),
  )
  const roundId = random.uuid()
  const from = workdayBefore(today - DAYS)
  rows.outreachRound.push({
    id: roundId,
    programmeId: programme.id,
    name: `Runde ${postcodes.join(', ')}`,
    fromOn: iso(from),
    untilOn: iso(today + DAYS),
    instructions: 'Zu zweit gehen, am besten zwischen 16 und 18 Uhr. Treffpunkt vor dem Büro.',
    phone,
    targetWomen: 50,
    targetUnder27: 30,
    part: { postcodes },
    ...actOn(from, first.id),
  })
  for (const { id } of walkers) rows.roundWalker.push({ roundId, actorId: id })
  for (const { id, dwellingId } of people) rows.roundPerson.push({ roundId, personId: id, dwellingId })
  for (const person of people.slice(0, Math.ceil(people.length * 0.6)))
    tellWalk(rows, random, { person, programme, roundId, from, today, by: random.pick(walkers).id })
}

/** Who has had the last word at the door before. */
const lastWords = (visits: Scene['rows']['visit']): ReadonlySet<string> =>
  new Set(visits.filter(({ outcome }) => outcome !== 'nobody-home').map(({ personId }) => personId))

interface Walk {
  person: Person
  programme: Programme
  roundId: string
  from: Day
  today: Day
  by: string
}

/** Women come to the door less often here: the gap is there to be seen. */
function tellWalk(rows: Scene['rows'], random: Scene['random'], { from, today, ...knock }: Walk): void {
  const end = random.weighted([
    ['nobody-home', knock.person.female ? 60 : 30],
    ['three-times', 18],
    ['spoke-to-other', 8],
    ['call-back', 12],
    ['declined', 14],
    ['moved', 6],
    ['language-barrier', 6],
  ] as const)
  if (end === 'three-times') {
    for (const day of [from, from + 3, from + 7])
      tellVisit(rows, random, { ...knock, day: workdayBefore(day), outcome: 'nobody-home' })
    return
  }
  const day = workdayBefore(random.int(from + 1, today - 1))
  const callBack = end === 'call-back' ? { callBackAt: instantAt(today + random.int(0, 3), 17 * 60) } : {}
  tellVisit(rows, random, { ...knock, day, outcome: end, ...callBack })
}
