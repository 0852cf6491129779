import type { CityAccess } from '../../db/act.ts'
import { today } from '../../infra/clock.ts'
import { CITY_ROLES, type CityAction, type CityRole, may } from './rules.ts'

/** The places of a city in the order of the head of the page, and what one must be allowed to do to see each. */
const PLACES = [
  { key: 'today', action: 'see-today' },
  { key: 'clients', action: 'see-clients' },
  { key: 'outreach', action: 'record-visit' },
  { key: 'employers', action: 'see-employers' },
  { key: 'placements', action: 'see-employers' },
  { key: 'reports', action: 'see-report' },
  { key: 'privacy', action: 'search-access' },
  { key: 'partner', action: 'see-referred' },
  { key: 'team', action: 'manage-team' },
  { key: 'settings', action: 'change-settings' },
] as const satisfies { key: string; action: CityAction }[]

export type CityPlace = (typeof PLACES)[number]['key']

/** What every page of a city needs around it; a loader answers it as `shell`. */
export interface Shell {
  city: { slug: string; name: string; colour: string }
  user: { name: string }
  places: CityPlace[]
  /** ISO date on the wall in the city's offices. */
  today: string
}

export function shellOf({ city, actor, clock }: CityAccess): Shell {
  const places = PLACES.filter(({ action }) => mayIn({ actor }, action)).map(({ key }) => key)
  return { city, user: { name: actor.name }, places, today: today(clock).toString() }
}

const isCityRole = (role: string): role is CityRole => CITY_ROLES.some((known) => known === role)

/** Whether whoever holds this access may do that too: for buttons. The guard of the other page decides again. */
export const mayIn = ({ actor }: Pick<CityAccess, 'actor'>, action: CityAction): boolean =>
  isCityRole(actor.role) && may(actor.role, action)
