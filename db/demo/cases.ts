import type { NextAfter } from '../../app/follow-ups/rules/windows.ts'
import { type Day, workdayBefore, workdayFrom } from './days.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { Trade } from './trades.ts'

export interface Programme {
  id: string
  name: string
  from: Day
  to: Day | null
}

/** One due talk: the window was counted from `anchor`, the day of what it comes after. */
export interface Round {
  after: NextAfter
  anchor: Day
  /** The appointment made for it; none when nothing is booked or the talks have ended. */
  talk?: { day: Day; outcome: 'attended' | 'no-show' | 'cancelled' | 'booked' }
  state: 'met' | 'missed' | 'live' | 'ended'
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
  trade: Trade
  /** Stood on the city's list before the file was opened. */
  listedOn?: Day
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
export const anchorBefore = (random: Random, talk: Day): Day => workdayFrom(talk - random.int(33, 37))

/**
 * The rounds that led to `last`, oldest first: `attended` talks, and `missed` appointments among them after which the
 * client was invited anew and came within two weeks.
 */
export function roundsUpTo(random: Random, last: Day, attended: number, missed: number): Round[] {
  const rounds: Round[] = []
  const late = new Set(random.shuffled(Array.from({ length: attended }, (_, at) => at)).slice(0, missed))
  let day = last
  for (let at = 0; at < attended; at++) {
    const after = at === attended - 1 ? 'plan-signed' : 'attended'
    const talk = { day, outcome: 'attended' } as const
    if (late.has(at)) {
      const missedOn = workdayFrom(day - 13)
      const anchor = anchorBefore(random, missedOn)
      rounds.unshift(
        { after, anchor, talk: { day: missedOn, outcome: 'no-show' }, state: 'missed' },
        { after: 'no-show', anchor: missedOn, talk, state: 'met' },
      )
      day = anchor
    } else {
      day = anchorBefore(random, day)
      rounds.unshift({ after, anchor: day, talk, state: 'met' })
    }
  }
  return rounds
}

/** What comes before the plan is signed, backwards from that day: offer, assessment, opening of the file. */
export function beginning(random: Random, signed: Day): { opened: Day; assessed: Day; offered: Day } {
  const offered = workdayUpTo(signed - random.int(0, 9))
  const assessed = workdayUpTo(offered - random.int(0, 8))
  return { offered, assessed, opened: workdayUpTo(assessed - random.int(1, 14)) }
}
