/**
 * The programmes that are over, on their own dates: the pilot of 2008-2010, of which the city reported that 157 people
 * found work, 78 of them full-time, and that most extended their permits (citiesofmigration.ca, 2012); and Partizipation
 * Plus, which followed it. Nothing of that is stored as a figure: it is counted from these cases.
 */
import {
  beginning,
  type Case,
  type Job,
  type Permit,
  type Programme,
  roundsUpTo,
  workdayUpTo,
} from './cases.ts'
import { type Day, dayOf, iso, workdayFrom } from './days.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

export const PILOT = {
  slug: 'partizipation-2008-2010',
  name: 'Partizipation 2008-2010',
  startsOn: '2008-09-01',
  endsOn: '2010-10-31',
} as const
export const PLUS = {
  slug: 'partizipation-plus',
  name: 'Partizipation Plus',
  startsOn: '2010-11-01',
  endsOn: '2013-12-31',
} as const

type JobKind = 'full' | 'part' | 'voided-full' | 'voided-part'
/** Jobs of one participant in the pilot, and in Plus for those who went on there. */
interface Fate {
  jobs: readonly JobKind[]
  plus?: readonly JobKind[]
}

const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate)

/** One line for each sort of participant: 78 with a full-time job, 79 with part-time jobs only, the others with none. */
const WORKED: readonly Fate[] = [
  ...times(53, { jobs: ['full'] }),
  ...times(4, { jobs: ['full'], plus: ['full'] }),
  ...times(3, { jobs: ['full', 'voided-part'] }),
  ...times(8, { jobs: ['full', 'full'] }),
  ...times(10, { jobs: ['part', 'full'] }),
  ...times(57, { jobs: ['part'] }),
  ...times(8, { jobs: ['part'], plus: ['full'] }),
  ...times(3, { jobs: ['part', 'voided-full'] }),
  ...times(11, { jobs: ['part', 'part'] }),
]
const NOT_PLACED: readonly Fate[] = [
  ...times(3, { jobs: ['voided-full'] }),
  ...times(2, { jobs: ['voided-part'] }),
  ...times(1, { jobs: ['voided-part'], plus: ['part'] }),
  ...times(9, { jobs: [], plus: ['full'] }),
  ...times(4, { jobs: [], plus: [] }),
]
const SMALLEST = WORKED.length + NOT_PLACED.length

export type Opening = Pick<
  Case,
  'random' | 'person' | 'programme' | 'workerId' | 'clientId' | 'participationId' | 'trade'
>

/** Jobs one after the other from `from` on, all begun by `to`. */
function jobsOf(random: Random, kinds: readonly JobKind[], { from, to }: { from: Day; to: Day }): Job[] {
  const share = Math.max(0, Math.floor((to - from) / Math.max(1, kinds.length)))
  return kinds.map((kind, at) => {
    const start = workdayUpTo(from + at * share + random.int(0, share))
    const last = at === kinds.length - 1
    const lasted = random.chance(0.6) ? random.int(25, 170) : random.int(185, 900)
    const length = last ? lasted : Math.max(20, Math.floor(share / 2))
    const job: Job = {
      from: start,
      to: last && random.chance(0.45) ? null : start + length,
      fullTime: kind.endsWith('full'),
    }
    return kind.startsWith('voided')
      ? { ...job, to: null, voidedOn: workdayFrom(start + random.int(1, 9)) }
      : job
  })
}

/** The rule for old cases of 2007 ended on 31 December 2009; who had found work by then got two years more. */
function permitOf(random: Random, { opened, exited, placed, programme }: PermitFacts): Permit {
  const until = random.chance(0.6)
    ? dayOf(`${Number(iso(programme.from).slice(0, 4)) + 1}-12-31`)
    : opened + random.int(150, 480)
  const seen = opened
  if (!random.chance(placed ? 0.82 : 0.36)) {
    const refused = random.chance(0.09)
    const applied = workdayUpTo(Math.min(Math.max(opened + 5, until - 40), exited - 10))
    return { seen, until, extensions: refused ? [{ applied, decided: workdayUpTo(exited - 3) }] : [] }
  }
  const last = Math.min(programme.to ?? exited, exited + 60)
  const decided = workdayUpTo(Math.min(Math.max(until - random.int(0, 25), opened + 21), last - 1))
  const applied = workdayUpTo(Math.max(opened + 1, decided - random.int(14, 70)))
  const first = { applied, decided, grantedUntil: decided + random.int(360, 730) }
  return { seen, until, extensions: [first] }
}
interface PermitFacts {
  opened: Day
  exited: Day
  placed: boolean
  programme: Programme
}

/** A case of a programme that is over, from the opening of the file until the client left. */
function pastCase(opening: Opening, kinds: readonly JobKind[], exits: { from: Day; to: Day }): Case {
  const { random, programme } = opening
  const exited = workdayUpTo(random.int(exits.from, exits.to))
  const most = Math.floor((exited - programme.from - 100) / 38)
  const talks = Math.min(random.int(kinds.length > 0 ? 4 : 2, 13), most)
  const last = workdayUpTo(exited - random.int(0, 20))
  const unsigned = kinds.length === 0 && random.chance(0.12)
  const rounds = unsigned ? [] : roundsUpTo(random, last, talks, random.chance(0.4) ? random.int(1, 2) : 0)
  const signed = rounds[0]?.anchor ?? last
  const { opened, assessed, offered } = beginning(random, signed)
  if (!unsigned) rounds.push({ after: talks > 0 ? 'attended' : 'plan-signed', anchor: last, state: 'ended' })
  const jobs = jobsOf(random, kinds, { from: signed + 14, to: Math.max(signed + 15, exited - 5) })
  const placed = kinds.some((kind) => !kind.startsWith('voided'))
  return {
    ...opening,
    origin: random.weighted([
      ['door', 78],
      ['own-request', 15],
      ['referral', 7],
    ]),
    opened,
    assessed: unsigned && random.chance(0.5) ? [] : [assessed],
    ...(unsigned ? {} : { plan: { offered, signed } }),
    rounds,
    jobs,
    permit: permitOf(random, { opened, exited, placed, programme }),
    exited,
    closes: true,
  }
}

/** Participants of the pilot with the fates above; those who go on have a second case, in Plus. */
export function pilotCases(
  people: readonly Person[],
  open: (person: Person, programme: 'pilot' | 'plus', file?: { clientId: string }) => Opening,
): Case[] {
  if (people.length < SMALLEST) throw new Error(`The pilot has at least ${SMALLEST} participants`)
  const fates = [...WORKED, ...NOT_PLACED, ...times(people.length - SMALLEST, { jobs: [] })]
  return people.flatMap((person, at) => {
    const fate = fates[at] ?? { jobs: [] }
    const opening = open(person, 'pilot')
    const { from, to } = opening.programme
    const first = pastCase(opening, fate.jobs, { from: from + 330, to: (to ?? from) - 1 })
    if (!fate.plus) return [first]
    const second = plusCase(open(person, 'plus', first), fate.plus)
    return [
      { ...first, closes: false },
      { ...second, origin: first.origin },
    ]
  })
}

function plusCase(opening: Opening, kinds: readonly JobKind[]): Case {
  const { from, to } = opening.programme
  return pastCase(opening, kinds, { from: from + 300, to: (to ?? from) - 1 })
}

/** Participants of Plus who were in nothing before: somewhat more than half of them found work. */
export function plusCases(people: readonly Person[], open: (person: Person) => Opening): Case[] {
  return people.map((person) => {
    const opening = open(person)
    const kinds = opening.random.weighted<readonly JobKind[]>([
      [['full'], 27],
      [['part'], 24],
      [['part', 'full'], 4],
      [[], 45],
    ])
    return plusCase(opening, kinds)
  })
}
