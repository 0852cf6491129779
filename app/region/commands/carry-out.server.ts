/** A run on its way: who takes it up, and what has become of each city's part. */
import { and, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import { reportPart, reportRun } from '../../../db/platform/schema/index.ts'

/** Silence after which a run's jobs count as lost; it doubles with each attempt, for queues that are only slow. */
const SILENCE_SECONDS = 20
const MOST_ATTEMPTS = 6

export type RunToCarryOut = { id: string; attempt: number; cities: string[] }

/**
 * Takes up every running run that has no jobs, or whose jobs have not been heard of for too long. Of several workers
 * one gets a run. Runs on the database's clock: the product's may stand still. Those taken up too often are failed.
 */
export async function takeUpRuns(platform: PlatformDb, now: Temporal.Instant): Promise<RunToCarryOut[]> {
  await platform.execute(sql`
    update report_run set state = 'failed', finished_at = ${now.toString()}
    where state = 'running' and attempts >= ${MOST_ATTEMPTS} and ${silent}`)
  return platform.execute<RunToCarryOut>(sql`
    update report_run set attempts = attempts + 1, last_sign_at = now()
    where state = 'running' and attempts < ${MOST_ATTEMPTS} and ${silent}
    returning id, attempts as attempt,
      (select coalesce(json_agg(city_slug order by city_slug), '[]') from report_part where run_id = report_run.id) as cities`)
}

const silent = sql`(last_sign_at is null
  or last_sign_at < now() - make_interval(secs => ${SILENCE_SECONDS} * power(2, greatest(attempts - 1, 0))))`

/** ISO dates; `from` null = since the beginning. */
export type PartToCount = { from: string | null; to: string }

/** What to count for a part that still waits; undefined when it, or its run, is settled. A sign of life of the run. */
export async function partToCount(
  platform: PlatformDb,
  { runId, city }: { runId: string; city: string },
): Promise<PartToCount | undefined> {
  const [found] = await platform.execute<PartToCount>(sql`
    update report_run set last_sign_at = now()
    where id = ${runId}::uuid and state = 'running' and exists (
      select from report_part where run_id = report_run.id and city_slug = ${city} and state = 'waiting')
    returning period_from as "from", period_to as "to"`)
  return found
}

interface Settled {
  runId: string
  city: string
  /** Where the figures lie in the city's own database; null = the city gave none. */
  snapshotId: string | null
}

/** What became of a city's part. The first word counts: a part that was given up stays so for this run. */
export async function settlePart(platform: PlatformDb, { runId, city, snapshotId }: Settled): Promise<void> {
  await platform
    .update(reportPart)
    .set(snapshotId ? { state: 'frozen', snapshotId } : { state: 'failed' })
    .where(and(eq(reportPart.runId, runId), eq(reportPart.citySlug, city), eq(reportPart.state, 'waiting')))
}

export interface FrozenPart {
  city: string
  snapshotId: string
}

/** The parts that lie frozen in their cities; undefined when the run is over. A sign of life of the run. */
export async function partsToCombine(platform: PlatformDb, runId: string): Promise<FrozenPart[] | undefined> {
  const [run] = await platform
    .update(reportRun)
    .set({ lastSignAt: sql`now()` })
    .where(and(eq(reportRun.id, runId), eq(reportRun.state, 'running')))
    .returning({ id: reportRun.id })
  if (!run) return undefined
  const parts = await platform
    .select({ city: reportPart.citySlug, snapshotId: reportPart.snapshotId })
    .from(reportPart)
    .where(and(eq(reportPart.runId, runId), eq(reportPart.state, 'frozen')))
  return parts.flatMap(({ city, snapshotId }) => (snapshotId ? [{ city, snapshotId }] : []))
}
