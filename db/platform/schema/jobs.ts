/** What runs by itself: when it should and when it did, and what failed for good. Names of ours and numbers, never a person. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'

/**
 * One line of the worker's table of schedules, as the newest worker wrote it, with its last run. One row a schedule,
 * however often it runs: what ticks every two seconds does not fill a table.
 */
export const schedule = pgTable(
  'schedule',
  {
    name: text('name').primaryKey(),
    /** Seconds between two runs, or five fields of cron on the clock of Europe/Berlin. */
    everySeconds: integer('every_seconds'),
    cron: text('cron'),
    /** From when on runs are expected: when it was first put there, or when the clock was last set back. */
    since: instant('since').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** When the last run began that did not fail: what "it runs" is measured by. */
    goodAt: instant('good_at'),
    /** `partly`: the run came to its end, and some cities failed in it. */
    state: text('state', { enum: ['done', 'partly', 'failed'] }),
    /** Kind and code of an error, never its text. */
    error: text('error'),
    /** How many cities the last run opened, and in how many it failed; null when it opens none. */
    cities: integer('cities'),
    citiesFailed: integer('cities_failed'),
  },
  (t) => [
    check('schedule_rhythm', sql`(${t.everySeconds} is null) <> (${t.cron} is null)`),
    check(
      'schedule_run',
      sql`(${t.startedAt} is null) = (${t.state} is null) and (${t.endedAt} is null) = (${t.state} is null)`,
    ),
    check('schedule_error', sql`length(${t.error}) <= 80`),
  ],
)

/** How often a schedule ran on a day, and how often it failed. Kept for thirty days. */
export const scheduleDay = pgTable(
  'schedule_day',
  {
    name: text('name')
      .notNull()
      .references(() => schedule.name, { onDelete: 'cascade' }),
    day: day('day').notNull(),
    runs: integer('runs').notNull(),
    failed: integer('failed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.day] })],
)

/** A time in which a schedule did not run. While it is open the operators have been told once. */
export const scheduleOutage = pgTable(
  'schedule_outage',
  {
    id: id(),
    name: text('name').notNull(),
    /** When the run was expected that did not come. */
    expectedAt: instant('expected_at').notNull(),
    noticedAt: instant('noticed_at').notNull(),
    /** When it was seen to run again. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('schedule_outage_one_open').on(t.name).where(sql`ended_at is null`),
    index('schedule_outage_noticed').on(t.noticedAt),
    index('schedule_outage_ended').on(t.endedAt),
  ],
)

/**
 * A job that failed for good, wherever its queue lies: queues forget. open -> asked (the operator wants it tried again)
 * -> solved, or open again; open -> discarded. One row for as long as the same job fails.
 */
export const failedJob = pgTable(
  'failed_job',
  {
    id: id(),
    queue: text('queue').notNull(),
    job: text('job').notNull(),
    /** Ids, slugs and switches. */
    payload: jsonb('payload').$type<Record<string, string | number | boolean>>().notNull(),
    state: text('state', { enum: ['open', 'asked', 'discarded', 'solved'] })
      .notNull()
      .default('open'),
    /** Kind and code of the last error, never its text. */
    error: text('error').notNull(),
    tries: integer('tries').notNull().default(1),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    askedAt: instant('asked_at'),
    closedAt: instant('closed_at'),
  },
  (t) => [
    uniqueIndex('failed_job_one_open').on(t.queue, t.job, t.payload).where(sql`state in ('open', 'asked')`),
    index('failed_job_asked').on(t.askedAt).where(sql`state = 'asked'`),
    check('failed_job_closed', sql`(${t.closedAt} is null) = (${t.state} in ('open', 'asked'))`),
    check('failed_job_asked', sql`${t.state} <> 'asked' or ${t.askedAt} is not null`),
    check('failed_job_error', sql`length(${t.error}) <= 80`),
  ],
)

/** How full a queue was when the worker last looked. */
export const queueDepth = pgTable('queue_depth', {
  queue: text('queue').primaryKey(),
  waiting: integer('waiting').notNull(),
  active: integer('active').notNull(),
  /** For a moment to come: the next tick of a schedule, or a second try. */
  delayed: integer('delayed').notNull(),
  seenAt: instant('seen_at').notNull(),
})

/** When a vendor may be called next, for all workers together: none of them calls without having pushed it on. */
export const vendorTurn = pgTable('vendor_turn', {
  vendor: text('vendor').primaryKey(),
  nextAt: instant('next_at').notNull(),
})
