import { Temporal } from 'temporal-polyfill'

/** Where "now" comes from. Handed in everywhere, so that a test or the demo can stand in another week. */
export interface Clock {
  now(): Temporal.Instant
}

export const ZONE = 'Europe/Berlin'

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that showed `start` when it was made and has gone on since, as fast as any other. */
export function clockFrom(start: Temporal.Instant): Clock {
  const made = performance.now()
  return { now: () => start.add({ microseconds: Math.round((performance.now() - made) * 1000) }) }
}

/** The date on the wall in the city's offices at that instant. */
export const dayOf = (instant: Temporal.Instant): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(ZONE).toPlainDate()

export const today = (clock: Clock): Temporal.PlainDate => dayOf(clock.now())
