import { and, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import { reportRun } from '../../../db/platform/schema/index.ts'
import { type Period, periodFrom, spanOf } from '../rules.ts'

interface RunRequest {
  region: string
  period: Period
  /** Account id; null = the command line. */
  requestedBy: string | null
  now: Temporal.Instant
  today: Temporal.PlainDate
}

interface Requested {
  runId: string
  period: Period
}

/**
 * Asks for a count over the region's cities; workers carry it out. While one runs, whoever asks joins it, even if it
 * counts another period: the answer says which.
 */
export async function requestRun(platform: PlatformDb, request: RunRequest): Promise<Requested> {
  for (;;) {
    const run = (await makeRun(platform, request)) ?? (await runningRun(platform, request.region))
    // Neither: the one in the way has just finished.
    if (run) return run
  }
}

async function makeRun(platform: PlatformDb, request: RunRequest): Promise<Requested | undefined> {
  const { region, period, requestedBy, now, today } = request
  const { from, to } = spanOf(period, today)
  return platform.transaction(async (tx) => {
    const [made] = await tx
      .insert(reportRun)
      .values({ regionSlug: region, periodFrom: from, periodTo: to, requestedBy, startedAt: now })
      .onConflictDoNothing()
      .returning({ runId: reportRun.id })
    if (!made) return undefined
    // A city out of service belongs to the region all the same: it will be named as late.
    await tx.execute(sql`
      insert into report_part (run_id, city_slug)
      select ${made.runId}::uuid, slug from city where region_slug = ${region} and status <> 'provisioning'`)
    return { ...made, period }
  })
}

async function runningRun(platform: PlatformDb, region: string): Promise<Requested | undefined> {
  const [running] = await platform
    .select({ runId: reportRun.id, from: reportRun.periodFrom })
    .from(reportRun)
    .where(and(eq(reportRun.regionSlug, region), eq(reportRun.state, 'running')))
  return running && { runId: running.runId, period: periodFrom(running.from) }
}
