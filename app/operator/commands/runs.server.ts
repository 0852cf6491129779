/** What the worker writes down about itself: its table of schedules, each run of it, and what failed for good. */
import { and, eq, inArray, isNotNull, lt, notInArray, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import {
  failedJob,
  queueDepth,
  schedule,
  scheduleDay,
  scheduleOutage,
} from '../../../db/platform/schema/index.ts'
import { dayOf } from '../../../infra/clock.ts'
import type { Rhythm } from '../rules/schedules.ts'

/** How long what has ended is kept. */
const KEPT_DAYS = 30

export interface Planned {
  name: string
  rhythm: Rhythm
}

const columnsOf = (rhythm: Rhythm) => ({
  everySeconds: 'everySeconds' in rhythm ? rhythm.everySeconds : null,
  cron: 'cron' in rhythm ? rhythm.cron : null,
})

/** Makes the table of what is expected the worker's own. A new rhythm, and a clock set back, are counted from now on. */
export async function putSchedules(
  db: PlatformDb,
  table: readonly Planned[],
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insert(schedule)
    .values(table.map(({ name, rhythm }) => ({ name, since: now, ...columnsOf(rhythm) })))
    .onConflictDoUpdate({
      target: schedule.name,
      set: {
        everySeconds: sql`excluded.every_seconds`,
        cron: sql`excluded.cron`,
        since: sql`case when (schedule.every_seconds, schedule.cron) is distinct from (excluded.every_seconds, excluded.cron)
          then excluded.since else least(schedule.since, excluded.since) end`,
      },
    })
  const names = table.map(({ name }) => name)
  await db.delete(schedule).where(notInArray(schedule.name, names))
}

export interface Run {
  name: string
  startedAt: Temporal.Instant
  endedAt: Temporal.Instant
  /** Kind and code of what it threw; null when it came to its end. */
  error: string | null
  /** Cities it opened, and in how many of them it failed. */
  cities: number
  citiesFailed: number
}

/** The last run of a schedule and one more on its day, in one statement: it is written every few seconds. */
export async function recordRun(db: PlatformDb, run: Run): Promise<void> {
  const { name, startedAt, endedAt, error, cities, citiesFailed } = run
  const state = error ? 'failed' : citiesFailed > 0 ? 'partly' : 'done'
  const started = startedAt.toString()
  await db.execute(sql`
    with known as (
      update ${schedule} set started_at = ${started}, ended_at = ${endedAt.toString()}, state = ${state},
        error = ${error}, good_at = case when ${error}::text is null then ${started} else good_at end,
        cities = nullif(${cities}::int, 0), cities_failed = case when ${cities}::int > 0 then ${citiesFailed}::int end
      where name = ${name} returning name)
    insert into ${scheduleDay} as today (name, day, runs, failed)
    select name, ${dayOf(startedAt).toString()}, 1, ${error ? 1 : 0}::int from known
    on conflict (name, day) do update set runs = today.runs + 1, failed = today.failed + excluded.failed`)
}

/** How full the queues are, in place of what was known before. */
export async function recordDepths(
  db: PlatformDb,
  depths: readonly { queue: string; waiting: number; active: number; delayed: number }[],
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insert(queueDepth)
    .values(depths.map((depth) => ({ ...depth, seenAt: now })))
    .onConflictDoUpdate({
      target: queueDepth.queue,
      set: {
        waiting: sql`excluded.waiting`,
        active: sql`excluded.active`,
        delayed: sql`excluded.delayed`,
        seenAt: sql`excluded.seen_at`,
      },
    })
}

export interface JobRef {
  queue: string
  job: string
  payload: Readonly<Record<string, string | number | boolean>>
}

/** A job has failed for good: a row, or one more try on the row it has. What was asked for has not helped. */
export async function recordFailure(
  db: PlatformDb,
  { queue, job, payload }: JobRef,
  error: string,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .insert(failedJob)
    .values({ queue, job, payload, error, firstAt: now, lastAt: now })
    .onConflictDoUpdate({
      target: [failedJob.queue, failedJob.job, failedJob.payload],
      targetWhere: sql`state in ('open', 'asked')`,
      set: {
        state: 'open',
        askedAt: null,
        error: sql`excluded.error`,
        tries: sql`${failedJob.tries} + 1`,
        lastAt: sql`excluded.last_at`,
      },
    })
}

/** The same job has come to its end: whatever it failed of before is over. */
export async function recordSuccess(
  db: PlatformDb,
  { queue, job, payload }: JobRef,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .update(failedJob)
    .set({ state: 'solved', closedAt: now })
    .where(
      and(
        eq(failedJob.queue, queue),
        eq(failedJob.job, job),
        eq(failedJob.payload, payload),
        inArray(failedJob.state, ['open', 'asked']),
      ),
    )
}

export interface Retry extends JobRef {
  /** The same for as long as the same wish is open: put into the queue twice it is one job. */
  jobId: string
}

/** What operators want tried again. The row stays asked until the job ends, so that a flushed queue loses no wish. */
export async function askedRetries(db: PlatformDb): Promise<Retry[]> {
  const asked = await db
    .select()
    .from(failedJob)
    .where(eq(failedJob.state, 'asked'))
    .orderBy(failedJob.askedAt)
    .limit(100)
  return asked.map(({ id, tries, queue, job, payload }) => ({
    queue,
    job,
    payload,
    jobId: `retry-${id}-${tries}`,
  }))
}

/** Takes away what ended longer than thirty days ago. */
export async function forgetRecords(db: PlatformDb, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: KEPT_DAYS * 24 })
  await db.delete(scheduleDay).where(lt(scheduleDay.day, dayOf(before).toString()))
  await db
    .delete(scheduleOutage)
    .where(and(isNotNull(scheduleOutage.endedAt), lt(scheduleOutage.endedAt, before)))
  await db.delete(failedJob).where(and(isNotNull(failedJob.closedAt), lt(failedJob.closedAt, before)))
}
