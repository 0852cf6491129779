/** What the phone decides by itself: which PIN is good enough, and how a round stands at the doors. */
import type { House, Outcome, Person, Taken, Visit } from './round.ts'

export const PIN_DIGITS = 6
/** Wrong PINs until the names are wiped. */
export const MOST_WRONG_PINS = 5

type PinProblem = 'too-short' | 'too-easy'

/** A PIN that nobody guesses in five tries: at least six digits, not one digit over and over, no row up or down. */
export function pinProblem(pin: string): PinProblem | undefined {
  if (!/^\d+$/.test(pin) || pin.length < PIN_DIGITS) return 'too-short'
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'too-easy' : undefined
}

export type Refusal = Extract<Taken, { taken: 'refused' }>['reason']

/** A knock entered on this phone, and what became of it. */
export interface Entry extends Visit {
  state: 'waiting' | 'sent' | 'refused'
  /** Why the server did not take it. */
  reason?: Refusal
}

/** After these nobody knocks again. */
const LAST_WORDS: readonly Outcome[] = ['interested', 'declined', 'moved', 'wrong-address', 'deceased']

export interface DoorPerson extends Person {
  /** Entered on this phone, in their order. What the server refused is not among them. */
  entries: Entry[]
  open: boolean
}

export interface Door extends Omit<House, 'people'> {
  people: DoorPerson[]
  open: number
}

/** The round as it stands with what was entered on this phone. */
export const doorsOf = (houses: readonly House[], entries: readonly Entry[]): Door[] =>
  houses.map((house) => {
    const people = house.people.map((person) => {
      const own = entries.filter(({ personId, state }) => personId === person.personId && state !== 'refused')
      const open = ![...person.marks, ...own].some(({ outcome }) => LAST_WORDS.includes(outcome))
      return { ...person, entries: own, open }
    })
    return { ...house, people, open: people.filter(({ open }) => open).length }
  })

/** Whom "nobody opened" is about: who is open and was not entered since that moment, in milliseconds. */
export const unanswered = ({ people }: Door, since: number): DoorPerson[] =>
  people.filter(
    ({ open, entries }) => open && !entries.some(({ occurredAt }) => Date.parse(occurredAt) >= since),
  )

export const isOver = (expiresAt: string, now: number): boolean => now >= Date.parse(expiresAt)
