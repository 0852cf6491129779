/** At whose place a talk is: what is not at the office takes a way there and one back, and no room. */
import { fail, ok, type Result } from '../../kit/result.ts'

/** Each has its words in words.*.json under `venue`. */
export const VENUES = ['office', 'home', 'employer', 'elsewhere'] as const
export type Venue = (typeof VENUES)[number]

/** Where talks at the office take place until the city's settings say more. */
export const OFFICE_PLACE = 'Beratungsstelle'
/** As the client reads it in a message; her address stands nowhere. */
export const HOME_PLACE = 'Hausbesuch'

/** Minutes before and after a talk elsewhere. */
export const TRAVEL_LIMITS = [0, 120] as const

/** Where a talk is, as its row keeps it. */
export interface TalkPlace {
  venue: Venue
  travel: number
  place: string
}

/** What is left out stays as it was. */
export interface WishedPlace {
  venue?: Venue | undefined
  travel?: number | undefined
  /** In words, for a place that is neither the office nor the client's home. */
  place?: string | undefined
}

export const AT_OFFICE: TalkPlace = { venue: 'office', travel: 0, place: OFFICE_PLACE }

/** `usual`: the city's minutes of way. `was`: where the talk is so far. */
export function decidePlace(
  wish: WishedPlace,
  usual: number,
  was: TalkPlace = AT_OFFICE,
): Result<TalkPlace, 'no-place'> {
  const venue = wish.venue ?? was.venue
  if (venue === 'office') return ok(AT_OFFICE)
  const travel = wish.travel ?? (venue === was.venue ? was.travel : usual)
  if (venue === 'home') return ok({ venue, travel, place: HOME_PLACE })
  const place = wish.place || (venue === was.venue ? was.place : '')
  return place ? ok({ venue, travel, place }) : fail('no-place')
}
