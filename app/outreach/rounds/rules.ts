/** A round of visits: where each of its people stands, whom it leaves behind, and who gets a letter. */
import { Temporal } from 'temporal-polyfill'
import type { VisitOutcome } from '../input.ts'

/** Where one person of a round stands; each in exactly one of these, the later the stronger. */
export const ROUND_STATES = [
  'unseen',
  'nobody-home',
  'spoke-to-other',
  'language-barrier',
  'call-back',
  'gone',
  'declined',
  'interested',
  'deceased',
] as const
export type RoundState = (typeof ROUND_STATES)[number]

const STATE_OF: Record<VisitOutcome, RoundState> = {
  'nobody-home': 'nobody-home',
  'spoke-to-other': 'spoke-to-other',
  'language-barrier': 'language-barrier',
  'call-back': 'call-back',
  moved: 'gone',
  'wrong-address': 'gone',
  declined: 'declined',
  interested: 'interested',
  deceased: 'deceased',
}

/** Two people's entries for one door both stand: the stronger one says where the person is. A file says it too. */
export function stateOf(outcomes: readonly VisitOutcome[], hasFile: boolean): RoundState {
  const states = outcomes.map((outcome) => STATE_OF[outcome])
  const all: RoundState[] = hasFile ? ['interested', ...states] : states
  return all.reduce<RoundState>(
    (strongest, state) => (ROUND_STATES.indexOf(state) > ROUND_STATES.indexOf(strongest) ? state : strongest),
    'unseen',
  )
}

const OPEN: readonly RoundState[] = [
  'unseen',
  'nobody-home',
  'spoke-to-other',
  'language-barrier',
  'call-back',
]
export const MEETINGS: readonly VisitOutcome[] = ['language-barrier', 'call-back', 'declined', 'interested']

/** Somebody still has to go there. */
export const isOpen = (state: RoundState): boolean => OPEN.includes(state)
/** The person was met at the door, whatever the answer. */
export const isMeeting = (outcome: VisitOutcome): boolean => MEETINGS.includes(outcome)

/** Every state, those of nobody too: they add up to the people of the round. */
export function countStates(states: readonly RoundState[]): { state: RoundState; count: number }[] {
  return ROUND_STATES.map((state) => ({ state, count: states.filter((one) => one === state).length }))
}

export interface Share {
  /** People of the kind, of `base` in all. */
  count: number
  base: number
  /** Percent; null while there is nobody. */
  share: number | null
  target: number
  /** Percentage points below the target; 0 when it is met or nobody was counted yet. */
  missing: number
}

/** How far a share is from its target, in whole percent, half up. */
export function shareOf(count: number, base: number, target: number): Share {
  const share = base === 0 ? null : Math.round((count / base) * 100)
  return { count, base, share, target, missing: share === null ? 0 : Math.max(0, target - share) }
}

/** A letter is proposed after this many days on which nobody opened. */
export const ATTEMPTS_BEFORE_LETTER = 3

/** Days on which nobody opened since somebody last did; two entries of one day are one attempt. `visits` in any order. */
export function attemptsOf(visits: readonly { on: string; outcome: VisitOutcome }[]): number {
  const contacts = visits.filter(({ outcome }) => outcome !== 'nobody-home').map(({ on }) => on)
  const last = contacts.sort().at(-1) ?? ''
  return new Set(
    visits.filter(({ on, outcome }) => outcome === 'nobody-home' && on > last).map(({ on }) => on),
  ).size
}

/** Third attempt without contact, no letter yet, and somebody may still go there. */
export const proposesLetter = (person: {
  state: RoundState
  visits: readonly { on: string; outcome: VisitOutcome }[]
  hasLetter: boolean
}): boolean =>
  isOpen(person.state) && !person.hasLetter && attemptsOf(person.visits) >= ATTEMPTS_BEFORE_LETTER

/** A visit may reach us this late: a phone without network for a week. */
export const LATEST_DAYS = 7
/** Clocks of phones differ a little. */
const CLOCK_MINUTES = 5

export type OfflineRefusal =
  | 'invalid'
  | 'in-future'
  | 'too-old'
  | 'round-closed'
  | 'not-in-round'
  | 'other-visit'

/** Whether a visit written down without network is still taken. `closedAt` null while the round is open. */
export function refusalOfTime(
  occurredAt: Temporal.Instant,
  { now, closedAt }: { now: Temporal.Instant; closedAt: Temporal.Instant | null },
): Extract<OfflineRefusal, 'in-future' | 'too-old' | 'round-closed'> | undefined {
  if (Temporal.Instant.compare(occurredAt, now.add({ minutes: CLOCK_MINUTES })) > 0) return 'in-future'
  if (Temporal.Instant.compare(occurredAt, now.subtract({ hours: 24 * LATEST_DAYS })) < 0) return 'too-old'
  if (closedAt && Temporal.Instant.compare(occurredAt, closedAt) > 0) return 'round-closed'
  return undefined
}

/** How long the list of a round may stay on a phone. */
export const OFFLINE_HOURS = 24
/** Visits in one message of a phone. */
export const MOST_VISITS = 200

/** How many people a phone's page names at most, unless one house has more. */
export const PEOPLE_A_PART = 20

/** The houses of a walk in their order, cut into parts of a page each. Who was left alone since still counts: parts stay what they are. */
export function partsOf<House extends { people: readonly unknown[]; leftAlone: number }>(
  houses: readonly House[],
): House[][] {
  const parts: House[][] = []
  let room = 0
  for (const house of houses) {
    const people = house.people.length + house.leftAlone
    const last = parts.at(-1)
    if (last && people <= room) {
      last.push(house)
      room -= people
    } else {
      parts.push([house])
      room = PEOPLE_A_PART - people
    }
  }
  return parts
}
