/**
 * Nobody answered the reminder of the week before: then the next way is taken, at last a call. The one of the day before is not
 * asked about, for a call after it would come with the talk.
 */
import { Temporal } from 'temporal-polyfill'
import { atOffice, dayAtOffice, isWorkingDay, OFFICE_ZONE } from '../../follow-ups/rules/working-days.ts'
import { furthestRung, isWritten, nextRung, type Rung, type Ways } from './ladder.ts'

/** A reminder in writing that comes later than that meets the one of the day before. */
const LEAST_DAYS_WRITTEN = 3
const LEAST_HOURS = 24
const ASK_AT = '09:30'

const tooNear = (at: Temporal.Instant, startsAt: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, startsAt.subtract({ hours: LEAST_HOURS })) > 0

function workingDayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return isWorkingDay(day) ? day : workingDayFrom(day.add({ days: 1 }))
}

/**
 * When to ask whether anybody answered what went out at `sentAt`: that many days later, in the morning of a working day, for it
 * may become somebody's task. Null: never, for the city wants none of it (0) or the talk would be nearer than a day.
 */
export function reactionAt(
  sentAt: Temporal.Instant,
  { startsAt, days }: { startsAt: Temporal.Instant; days: number },
): Temporal.Instant | null {
  if (days === 0) return null
  const at = sentAt.toZonedDateTimeISO(OFFICE_ZONE).add({ days })
  const day = workingDayFrom(at.toPlainDate())
  // Not sooner in the day than it was sent: that many days are whole ones.
  const morning = atOffice(day, ASK_AT)
  const asked =
    day.equals(at.toPlainDate()) && Temporal.Instant.compare(at.toInstant(), morning) > 0
      ? at.toInstant()
      : morning
  return tooNear(asked, startsAt) ? null : asked
}

/** A way that was taken for the reminder of the week before, and what became of it. */
export interface TakenRung {
  channel: Rung
  /** `waits`: not out yet. `lost`: it came back, or never went out. */
  became: 'waits' | 'out' | 'lost'
  /** When it went out, or ended. */
  at: Temporal.Instant
}

export interface SilenceFacts {
  startsAt: Temporal.Instant
  /** The city's figure; 0 = it wants none of it. */
  days: number
  /** The client answered, whatever it was. */
  replied: boolean
  taken: readonly TakenRung[]
  ways: Ways
}

export type AfterSilence =
  | { next: 'nothing'; reason: 'replied' | 'not-asked' | 'too-late' }
  | { next: 'wait'; at: Temporal.Instant }
  | { next: 'write'; channel: 'email' | 'sms' | 'letter'; at: Temporal.Instant }
  | { next: 'call' }
  /** A person has it already, for no way led there. */
  | { next: 'handed' }

/** What follows from nobody having answered up to now. `at` of `wait` and `write`: when to ask again. */
export function afterSilence(facts: SilenceFacts, now: Temporal.Instant): AfterSilence {
  const { startsAt, days, replied, taken, ways } = facts
  if (replied) return { next: 'nothing', reason: 'replied' }
  if (days === 0) return { next: 'nothing', reason: 'not-asked' }
  if (tooNear(now, startsAt)) return { next: 'nothing', reason: 'too-late' }
  if (taken.some(({ channel }) => !isWritten(channel))) return { next: 'handed' }
  const out = taken.filter(({ became }) => became === 'out')
  const later = now.add({ hours: 24 })
  if (taken.some(({ became }) => became === 'waits')) return { next: 'wait', at: later }
  const last = [...out].sort((a, b) => Temporal.Instant.compare(b.at, a.at))[0]
  if (!last) return { next: 'nothing', reason: 'not-asked' }
  const due = reactionAt(last.at, { startsAt, days })
  if (!due) return { next: 'nothing', reason: 'too-late' }
  if (Temporal.Instant.compare(now, due) < 0) return { next: 'wait', at: due }
  const daysLeft = dayAtOffice(now).until(dayAtOffice(startsAt)).days
  const furthest = furthestRung(taken.map(({ channel }) => channel))
  const rung = nextRung(furthest, daysLeft < LEAST_DAYS_WRITTEN ? NO_WAY : ways, daysLeft)
  if (rung === null || !isWritten(rung)) return { next: 'call' }
  return { next: 'write', channel: rung, at: reactionAt(now, { startsAt, days }) ?? later }
}

const NO_WAY: Ways = { email: false, sms: false, letter: false }
