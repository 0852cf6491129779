/** Several clients at one time with one worker: when such a group may take place, and who may come to it. */
import { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type Busy, isFree } from '../rules/slots.ts'
import { OFFICE_PLACE, type Venue } from '../rules/venues.ts'
import {
  atOffice,
  before,
  closedBecause,
  dayAtOffice,
  isTooFar,
  minuteOf,
  OFFICE_ZONE,
  type OpenTimes,
  type Span,
  type TalkShape,
} from '../rules/working-days.ts'

/** How long a group may last, in minutes. */
export const GROUP_LENGTHS = [30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 420, 480] as const
export const SEATS_LIMITS = [2, 60] as const
/** Where a group takes place; nobody invites several people to one client's home. */
export const GROUP_VENUES = ['office', 'elsewhere'] as const

/** Minutes between the times that are proposed. */
const STEP = 15
const DAY_MINUTES = 24 * 60

export type GroupTimeError = 'group-past' | 'group-far' | 'closed' | 'off-hours' | 'taken'

/** Begins and ends inside working hours, the way included; what lies between two halves of the day is its break. */
export function fitsHours(
  spans: readonly Span[],
  { time, minutes, travel }: TalkShape & { time: string },
): boolean {
  const [begin, end] = [minuteOf(time) - travel, minuteOf(time) + minutes + travel]
  return (
    spans.some(({ from, until }) => minuteOf(from) <= begin && begin < minuteOf(until)) &&
    spans.some(({ from, until }) => minuteOf(from) < end && end <= minuteOf(until))
  )
}

/** Whether a group may be on that day at all: asked before anybody looks into a diary, for a form may name any day. */
export function decideGroupDay(
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<null, 'group-past' | 'group-far'> {
  if (before(day, today)) return fail('group-past')
  return isTooFar(day, today) ? fail('group-far') : ok(null)
}

/** Whether a group may be put there; `time` = `HH:MM` on the office's wall, `taken` = diary and room of that day. */
export function decideGroupTime(
  { day, time, shape }: { day: Temporal.PlainDate; time: string; shape: TalkShape },
  taken: readonly Busy[],
  now: Temporal.Instant,
  { off, hours }: OpenTimes,
): Result<Temporal.Instant, GroupTimeError> {
  const startsAt = atOffice(day, time)
  const agreeable = decideGroupDay(day, dayAtOffice(now))
  if (!agreeable.ok) return agreeable
  if (Temporal.Instant.compare(startsAt, now) <= 0) return fail('group-past')
  if (closedBecause(day, off)) return fail('closed')
  if (!fitsHours(hours(day), { time, ...shape })) return fail('off-hours')
  return isFree(startsAt, taken, shape) ? ok(startsAt) : fail('taken')
}

const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The times (`HH:MM`) of a day at which such a group could begin, by the quarter of an hour. */
export const groupTimes = (
  { day, shape }: { day: Temporal.PlainDate; shape: TalkShape },
  taken: readonly Busy[],
  now: Temporal.Instant,
  times: OpenTimes,
): string[] =>
  Array.from({ length: DAY_MINUTES / STEP }, (_, nth) => wall(nth * STEP)).filter(
    (time) => decideGroupTime({ day, time, shape }, taken, now, times).ok,
  )

/** Of those the nearest to the wished one, in their order. */
export const nearestTimes = (times: readonly string[], wished: string, most: number): string[] =>
  [...times]
    .sort((a, b) => Math.abs(minuteOf(a) - minuteOf(wished)) - Math.abs(minuteOf(b) - minuteOf(wished)))
    .slice(0, most)
    .sort()

interface GroupState {
  startsAt: Temporal.Instant
  minutes: number
  calledOff: boolean
}

/** Where a group stands: `begun` from its first minute on, also long after. */
export const phaseOf = ({ startsAt, calledOff }: GroupState, now: Temporal.Instant) =>
  calledOff ? 'called-off' : Temporal.Instant.compare(startsAt, now) > 0 ? 'ahead' : 'begun'
export type GroupPhase = ReturnType<typeof phaseOf>

export interface MemberFacts extends GroupState {
  capacity: number
  /** Who has a seat. */
  taken: number
  /** She is in it already. */
  member: boolean
  /** Her participation runs. */
  takesPart: boolean
  /** What else she has been given a time for. */
  busy: readonly Busy[]
}

export type MemberError =
  | 'called-off'
  | 'group-over'
  | 'member-once'
  | 'group-full'
  | 'no-part'
  | 'member-busy'

/** Whether a client may be put into a group: until the evening of its day, for somebody may come along unannounced. */
export function decideMember(facts: MemberFacts, now: Temporal.Instant): Result<null, MemberError> {
  const { startsAt, minutes, calledOff, capacity, taken, member, takesPart, busy } = facts
  if (calledOff) return fail('called-off')
  if (before(dayAtOffice(startsAt), dayAtOffice(now))) return fail('group-over')
  if (member) return fail('member-once')
  if (taken >= capacity) return fail('group-full')
  if (!takesPart) return fail('no-part')
  return isFree(startsAt, busy, { minutes, travel: 0 }) ? ok(null) : fail('member-busy')
}

/** Before it has begun a group is moved as a whole. */
export function decideGroupMove(
  group: GroupState,
  now: Temporal.Instant,
): Result<null, 'called-off' | 'begun'> {
  const phase = phaseOf(group, now)
  return phase === 'ahead' ? ok(null) : fail(phase)
}

/** Called off until the evening of its day, as long as nobody is known to have come or stayed away. */
export function decideCallOff(
  group: GroupState & { recorded: boolean },
  now: Temporal.Instant,
): Result<'call-off' | 'again', 'group-over' | 'has-outcomes'> {
  if (group.calledOff) return ok('again')
  if (group.recorded) return fail('has-outcomes')
  return before(dayAtOffice(group.startsAt), dayAtOffice(now)) ? fail('group-over') : ok('call-off')
}

/** At whose place: a group keeps it in words, its members' appointments by name too. */
export const venueOf = ({ roomId, place }: { roomId: number | null; place: string }): Venue =>
  roomId !== null || place === OFFICE_PLACE ? 'office' : 'elsewhere'

/** When it ends, `HH:MM` on the office's wall. */
export const endOf = ({ startsAt, minutes }: Pick<GroupState, 'startsAt' | 'minutes'>): string =>
  startsAt.toZonedDateTimeISO(OFFICE_ZONE).add({ minutes }).toPlainTime().toString({ smallestUnit: 'minute' })
