/** Whether what should run by itself does: told from its rhythm and its last good run, whoever asks. */
import { Temporal } from 'temporal-polyfill'

const ZONE = 'Europe/Berlin'

/** Every schedule has its name and its sentence in words.*.json under `schedule`. */
export const SCHEDULE_NAMES = [
  'messages-due',
  'cities-in-turn',
  'account-mails-due',
  'trails',
  'files-without-a-row',
  'reports-due',
  'digests',
  'failed-jobs-asked',
  'job-records-forgotten',
] as const
export type ScheduleName = (typeof SCHEDULE_NAMES)[number]

export const isScheduleName = (name: string): name is ScheduleName =>
  SCHEDULE_NAMES.some((known) => known === name)

/** Seconds between two runs, or five fields of cron (`*`, numbers, `1-5`, `0,30`) on the clock of Berlin. */
export type Rhythm = { everySeconds: number } | { cron: string }

const FIELDS = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 7 },
] as const

type Field = (typeof FIELDS)[number]

function numbersOf(text: string, { name, from, to }: Field): number[] {
  if (text === '*') return Array.from({ length: to - from + 1 }, (_, nth) => from + nth)
  return text.split(',').flatMap((part) => {
    const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part)
    const first = Number(match?.[1])
    const last = Number(match?.[2] ?? match?.[1])
    if (!match || first < from || last > to || last < first)
      throw new RangeError(`Not a ${name} of cron: ${part}`)
    return Array.from({ length: last - first + 1 }, (_, nth) => first + nth)
  })
}

interface Cron {
  minutes: number[]
  hours: number[]
  onDay(day: Temporal.PlainDate): boolean
}

function readCron(text: string): Cron {
  const parts = text.split(' ')
  if (parts.length !== FIELDS.length) throw new RangeError('Cron has five fields')
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, nth) =>
    numbersOf(parts[nth] ?? '', field),
  )
  if (!minutes || !hours || !days || !months || !weekdays) throw new RangeError('Cron has five fields')
  return {
    minutes,
    hours,
    onDay: ({ day, month, dayOfWeek }) =>
      days.includes(day) &&
      months.includes(month) &&
      // Sunday is 0 and 7 in cron.
      weekdays.some((weekday) => weekday === dayOfWeek || (weekday === 0 && dayOfWeek === 7)),
  }
}

/** 29 February comes back after eight years at the latest. */
const MOST_DAYS = 366 * 8 + 2

/** The first moment after `after` at which a run is expected. Throws RangeError for what is no rhythm or never comes. */
export function nextRun(rhythm: Rhythm, after: Temporal.Instant): Temporal.Instant {
  if ('everySeconds' in rhythm) return after.add({ seconds: rhythm.everySeconds })
  const { minutes, hours, onDay } = readCron(rhythm.cron)
  const first = after.toZonedDateTimeISO(ZONE).toPlainDate()
  for (let nth = 0; nth < MOST_DAYS; nth += 1) {
    const day = first.add({ days: nth })
    if (!onDay(day)) continue
    for (const hour of hours)
      for (const minute of minutes) {
        const plainTime = new Temporal.PlainTime(hour, minute)
        const at = day.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant()
        if (Temporal.Instant.compare(at, after) > 0) return at
      }
  }
  throw new RangeError(`Never: ${rhythm.cron}`)
}

const LEAST_GRACE_SECONDS = 120
const MOST_GRACE_SECONDS = 3600

/** How much later than expected a run may be, in seconds: a quarter of the way to the next, two minutes to an hour. */
export function graceOf(rhythm: Rhythm, expected: Temporal.Instant): number {
  const interval = nextRun(rhythm, expected).since(expected).total('seconds')
  return Math.min(MOST_GRACE_SECONDS, Math.max(LEAST_GRACE_SECONDS, Math.round(interval / 4)))
}

export interface Watched {
  rhythm: Rhythm
  /** From when on runs are expected. */
  since: Temporal.Instant
  /** When the last run began that did not fail. */
  goodAt: Temporal.Instant | null
}

export interface Standing {
  late: boolean
  /** The next expected run; when late the one that did not come. */
  expected: Temporal.Instant
}

/** Clocks of two machines differ by less. */
const SAME_TIME_SECONDS = 60

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) >= 0 ? a : b

/**
 * Whether a schedule is overdue. What lies ahead of `now` was written before the clock was set back and proves nothing;
 * `from`: nobody could have run anything before it, as when the whole worker stood still.
 */
export function standingOf(
  { rhythm, since, goodAt }: Watched,
  now: Temporal.Instant,
  from?: Temporal.Instant,
): Standing {
  const ahead = now.add({ seconds: SAME_TIME_SECONDS })
  const believed = [since, goodAt, from].filter(
    (moment): moment is Temporal.Instant => !!moment && Temporal.Instant.compare(moment, ahead) <= 0,
  )
  // Nothing to believe: counted from now on, as the worker does too when it next looks.
  const expected = nextRun(rhythm, believed.length > 0 ? believed.reduce(later) : now)
  const last = expected.add({ seconds: graceOf(rhythm, expected) })
  return { late: Temporal.Instant.compare(last, now) < 0, expected }
}

/** Whether a moment was written by a clock that has been set back since. */
export const liesAhead = (moment: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(moment, now.add({ seconds: SAME_TIME_SECONDS })) > 0

/** After this long without any run the worker itself stood still, and not one schedule. */
export const STANDSTILL_MINUTES = 10

/** Kind and code of an error as one word: `PostgresError 40P01`. What is not plainly a word of a programme is not shown. */
export function errorWord(kind: string, code?: string): string {
  const word = /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(kind) ? kind : 'Error'
  return code && /^[A-Z0-9_]{2,30}$/.test(code) ? `${word} ${code}` : word
}
