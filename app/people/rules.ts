import { soundKey, soundsOf } from '../clients/rules/sounds.ts'
import { foldName, namesKey } from '../clients/rules.ts'
import { readDate } from '../outreach/list/dates.ts'

/** A number of the central register, or parts of a name and perhaps the day of birth; never neither. */
export type Sought = { azr: string } | { words: string[]; born: string | null }

const isDay = (date: string): boolean => date.length === 10

/**
 * What somebody typed into the search: an AZR number, a birth date as people write it (`5.3.90`), parts of a name, or a name
 * with a birth date. Undefined = too little. `today` is an ISO date: two figures for a year mean one that is past.
 */
export function readSought(typed: string, today: string): Sought | undefined {
  const bare = typed.trim()
  const azr = bare.replace(/[\s./-]/g, '')
  if (/^\d{12}$/.test(azr)) return { azr }
  let born: string | null = null
  const words: string[] = []
  for (const part of bare.split(/[\s,;]+/)) {
    const date = /^\d/.test(part) ? readDate(part, { today, era: 'past' }) : undefined
    if (date?.ok && isDay(date.value)) born = date.value
    else words.push(...[part].filter((word) => foldName(word).length > 1))
  }
  return words.length > 0 || born ? { words, born } : undefined
}

/** Who a person is, as far as two are compared. */
export interface Likeness {
  familyName: string
  givenName: string
  /** Reduced ISO date; null while it is not typed yet. */
  birthDate: string | null
  gender: string | null
  azrNumber: string | null
  /** E.164. */
  phone: string | null
}

/** What speaks for one person, the strongest first. */
const FOR = {
  'same-azr': 100,
  'same-name': 45,
  'other-spelling': 40,
  swapped: 40,
  'same-birth-date': 40,
  'part-of-name': 25,
  'birth-date-fits': 20,
  'birth-date-slip': 15,
  'same-phone': 10,
} as const
/** What speaks against it. */
const AGAINST = { 'two-azr-numbers': -60, 'other-birth-date': -40, 'other-gender': -20 } as const

export type ReasonFor = keyof typeof FOR
export type ReasonAgainst = keyof typeof AGAINST

export interface Comparison {
  score: number
  reasonsFor: ReasonFor[]
  reasonsAgainst: ReasonAgainst[]
}

/** From here on two are worth a look. */
export const WORTH_A_LOOK = 60

function namesAlike(one: Likeness, other: Likeness): ReasonFor | undefined {
  if (namesKey(one.familyName, one.givenName) === namesKey(other.familyName, other.givenName))
    return 'same-name'
  const sounds = (name: string): string => soundsOf(name).join(' ')
  const [family, given] = [sounds(one.familyName), sounds(one.givenName)]
  const [otherFamily, otherGiven] = [sounds(other.familyName), sounds(other.givenName)]
  if (family === otherFamily && given === otherGiven) return 'other-spelling'
  if (soundKey(one.familyName, one.givenName) === soundKey(other.familyName, other.givenName))
    return 'swapped'
  const [all, others] = [one, other].map((of) => new Set(soundsOf(of.familyName, of.givenName)))
  if (!all || !others) return undefined
  const [less, more] = all.size <= others.size ? [all, others] : [others, all]
  const shared = [...less].filter((sound) => more.has(sound)).length
  return shared > 0 && (shared === less.size || shared > 1) ? 'part-of-name' : undefined
}

function bornAlike(one: string, other: string): ReasonFor | ReasonAgainst {
  if (one === other) return isDay(one) ? 'same-birth-date' : 'birth-date-fits'
  if (one.startsWith(other) || other.startsWith(one)) return 'birth-date-fits'
  const [year, month, day] = one.split('-')
  if (isDay(one) && other === `${year}-${day}-${month}`) return 'birth-date-slip'
  const slips = isDay(one) && isDay(other) ? [...one].filter((figure, at) => figure !== other[at]).length : 9
  return slips === 1 ? 'birth-date-slip' : 'other-birth-date'
}

const isFor = (reason: ReasonFor | ReasonAgainst): reason is ReasonFor => reason in FOR

/** How far two entries look like one person, and why. Two AZR numbers are two persons, whatever else they share. */
export function compare(one: Likeness, other: Likeness): Comparison {
  const reasons: (ReasonFor | ReasonAgainst | undefined)[] = [
    one.azrNumber && other.azrNumber
      ? one.azrNumber === other.azrNumber
        ? 'same-azr'
        : 'two-azr-numbers'
      : undefined,
    namesAlike(one, other),
    one.birthDate && other.birthDate ? bornAlike(one.birthDate, other.birthDate) : undefined,
    one.phone && one.phone === other.phone ? 'same-phone' : undefined,
    one.gender && other.gender && one.gender !== other.gender ? 'other-gender' : undefined,
  ]
  const known = reasons.flatMap((reason) => reason ?? [])
  const reasonsFor = known.filter(isFor)
  const reasonsAgainst = known.flatMap((reason) => (isFor(reason) ? [] : [reason]))
  const score =
    reasonsFor.reduce((sum, reason) => sum + FOR[reason], 0) +
    reasonsAgainst.reduce((sum, reason) => sum + AGAINST[reason], 0)
  return { score, reasonsFor, reasonsAgainst }
}
