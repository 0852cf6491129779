import { type Day, workdayBefore, workdayFrom } from './days.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

export interface Programme {
  id: string
  name: string
  from: Day
  to: Day | null
}

export interface Talk {
  day: Day
  outcome: 'attended' | 'no-show' | 'cancelled' | 'booked'
}

/** From one talk (or the signing of the plan) to the next: what was agreed on and what came of it. */
export interface Round {
  anchor: Day
  talks: Talk[]
  state: 'met' | 'live' | 'ended'
}

export interface Job {
  from: Day
  to: Day | null
  fullTime: boolean
  /** Entered by mistake and taken back on that day. */
  voidedOn?: Day
}

export interface Plan {
  offered: Day
  /** Undefined while it waits for a signature. */
  signed?: Day
  /** Of two signatures one is there. */
  halfSigned?: boolean
  /** A second version, signed on that day. */
  revised?: Day
}

/** A residence paper and what became of it: each extension follows the one before. */
export interface Permit {
  seen: Day
  until: Day
  extensions: { applied: Day; decided?: Day; grantedUntil?: Day }[]
}

/** What happens in one programme to one client, told in days. The rooms write their rows from it. */
export interface Case {
  random: Random
  person: Person
  clientId: string
  participationId: string
  programme: Programme
  workerId: string
  origin: 'door' | 'own-request' | 'referral'
  opened: Day
  assessed: Day[]
  plan?: Plan
  rounds: Round[]
  jobs: Job[]
  permit?: Permit
  /** Left the programme. */
  exited: Day | null
  /** The file is closed; not when the client goes on in another programme. */
  closes: boolean
}

/** The working day itself or the last one before it. */
export const workdayUpTo = (day: Day): Day => workdayBefore(day + 1)

/** Talks lie this far apart as planned; a closed office moves them by at most five days, and 28 to 42 days are asked for. */
const anchorBefore = (random: Random, talk: Day): Day => workdayFrom(talk - random.int(33, 37))

/**
 * The rounds that led to `last`, oldest first: `attended` talks, with `missed` appointments among them that were made
 * good within the same window.
 */
export function roundsUpTo(random: Random, last: Day, attended: number, missed: number): Round[] {
  const rounds: Round[] = []
  const late = new Set(random.shuffled(Array.from({ length: attended }, (_, at) => at)).slice(0, missed))
  let day = last
  for (let at = 0; at < attended; at++) {
    const anchor = late.has(at) ? workdayFrom(day - 42) : anchorBefore(random, day)
    const talks: Talk[] = [{ day, outcome: 'attended' }]
    if (late.has(at)) talks.unshift({ day: workdayFrom(anchor + 28), outcome: 'no-show' })
    rounds.unshift({ anchor, talks, state: 'met' })
    day = anchor
  }
  return rounds
}

/** What comes before the plan is signed, backwards from that day: offer, assessment, opening of the file. */
export function beginning(random: Random, signed: Day): { opened: Day; assessed: Day; offered: Day } {
  const offered = workdayUpTo(signed - random.int(0, 9))
  const assessed = workdayUpTo(offered - random.int(0, 8))
  return { offered, assessed, opened: workdayUpTo(assessed - random.int(1, 14)) }
}
