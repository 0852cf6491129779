/** Who belongs to a household, and how people live. Days are ISO dates. */
import { Temporal } from 'temporal-polyfill'
import type { HOUSING_KINDS, RELATIONS } from '../../db/city/schema/clients.ts'
import type { EARNING_KINDS } from '../../db/city/schema/households.ts'
import { fail, ok, type Result } from '../kit/result.ts'

export type Relation = (typeof RELATIONS)[number]
export type HousingKind = (typeof HOUSING_KINDS)[number]
export type EarningKind = (typeof EARNING_KINDS)[number]

/** What a form offers; the head is whoever the household was begun with. */
export const OFFERED_RELATIONS = [
  'partner',
  'child',
  'parent',
  'sibling',
  'other',
] as const satisfies Relation[]
export const OFFERED_HOUSING = [
  'own-flat',
  'transitional',
  'reception',
  'relatives',
  'homeless',
] as const satisfies HousingKind[]
export const OFFERED_EARNINGS = [
  'employment',
  'minijob',
  'self-employed',
  'training',
  'other',
] as const satisfies EarningKind[]

export type JoinError = 'born-ahead' | 'joined-ahead' | 'joined-before-birth'

export function decideJoin(
  { birthDate, fromOn }: { birthDate: string; fromOn: string },
  today: string,
): Result<null, JoinError> {
  if (birthDate > today) return fail('born-ahead')
  if (fromOn > today) return fail('joined-ahead')
  return fromOn < birthDate ? fail('joined-before-birth') : ok(null)
}

export type LeaveError = 'left-ahead' | 'left-before-joined'

export function decideLeave(fromOn: string, untilOn: string, today: string): Result<null, LeaveError> {
  if (untilOn > today) return fail('left-ahead')
  return untilOn < fromOn ? fail('left-before-joined') : ok(null)
}

export interface Home {
  kind: HousingKind
  homeName: string
  street: string
  houseNumber: string
  postcode: string
  town: string
}
export type MoveError = 'street-missing' | 'home-name-missing' | 'moved-ahead' | 'moved-before-last'

const NAMED: ReadonlySet<HousingKind> = new Set(['transitional', 'reception'])

/**
 * Where somebody lives from a day on. A home or centre has a name, a flat a street; who has no abode has neither. `since`: the days
 * on which those who move came to where they live now.
 */
export function decideMove(
  home: Home,
  fromOn: string,
  { today, since }: { today: string; since: readonly string[] },
): Result<Home, MoveError> {
  if (fromOn > today) return fail('moved-ahead')
  if (since.some((day) => day > fromOn)) return fail('moved-before-last')
  if (home.kind === 'homeless')
    return ok({ ...home, homeName: '', street: '', houseNumber: '', postcode: '', town: '' })
  if (NAMED.has(home.kind)) return home.homeName ? ok(home) : fail('home-name-missing')
  if (home.kind === 'own-flat' && !home.street) return fail('street-missing')
  return ok({ ...home, homeName: '' })
}

/** Full years on a day; null when the year alone is known. */
export function ageOf(birthDate: string, today: string): number | null {
  if (birthDate.length < 10) return null
  return Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'years' }).years
}
