/** The free times of a window, for a place, a room and whoever translates. */
import type { CityWork } from '../../../db/act.ts'
import { settingsOf } from '../../settings/queries.server.ts'
import { talksOf } from '../commands/booking.server.ts'
import type { InterpretingPage } from '../interpreters/queries.server.ts'
import { namedIn, wishShown } from '../rules/interpreting.ts'
import { stripOf } from '../rules/slots.ts'
import { AT_OFFICE, decidePlace, type TalkPlace, type Venue } from '../rules/venues.ts'
import type { Window } from '../rules/windows.ts'
import { type ClosedReason, TALK_MINUTES } from '../rules/working-days.ts'
import { openTimesOf } from './hours.server.ts'

/** A window as days side by side. */
export interface Strip {
  /** ISO dates, both included. */
  from: string
  to: string
  days: { date: string; closed: ClosedReason | null; free: number; times: string[] }[]
}

/** For which place and room the free times are asked. */
export interface StripFor {
  venue: Venue
  travel: number
  roomId: number | null
  /** `none`, `along`, or whom the times must suit too. */
  interpreter: string
}

/** As the address says it; what is left out is as it was. */
export interface AskedPlace {
  venue?: Venue | undefined
  travel?: number | undefined
  roomId?: number | null | undefined
  interpreter?: string | undefined
}

const AT_NO_ROOM = { ...AT_OFFICE, roomId: null }

/** For what the free times of a page are asked; a place somebody thinks of need not have a name yet. */
export async function stripFor(
  { db }: CityWork,
  { roomId, interpreter, ...wish }: AskedPlace = {},
  {
    was = AT_NO_ROOM,
    interpreting,
  }: { was?: TalkPlace & { roomId: number | null }; interpreting: InterpretingPage },
): Promise<StripFor> {
  const decided = decidePlace({ ...wish, place: '-' }, (await settingsOf(db)).travelMinutes, was)
  const { venue, travel } = decided.ok ? decided.value : was
  const room = roomId === undefined ? was.roomId : roomId
  const { asked, speakers } = interpreting
  const known = { stands: asked?.id ?? null, speakers: speakers.map(({ id }) => id) }
  return {
    ...{ venue, travel },
    roomId: venue === 'office' ? room : null,
    interpreter: wishShown(interpreter, known),
  }
}

/** `without`: a talk that is to be moved, whose own time is free for it. */
export async function openStrip(
  { db, now }: CityWork,
  responsibleId: string,
  window: Window,
  { roomId, travel, interpreter }: StripFor,
  without: string | null = null,
): Promise<Strip> {
  const talks = await talksOf(db, responsibleId, window, { roomId, interpreterId: namedIn(interpreter) })
  const others = talks.filter(({ id }) => id !== without)
  const times = await openTimesOf(db, responsibleId, window)
  const days = stripOf(window, others, now, times, { minutes: TALK_MINUTES, travel })
  return {
    from: window.from.toString(),
    to: window.to.toString(),
    days: days.map(({ day, closed, ...free }) => ({ date: day.toString(), closed: closed ?? null, ...free })),
  }
}
