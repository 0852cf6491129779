import { and, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import { releasedFigure, reportPart, reportRun } from '../../../db/platform/schema/index.ts'
import type { ReleasedCell } from '../rules.ts'

export interface CountedCity {
  city: string
  /** ISO date. */
  countedOn: string
  cells: readonly ReleasedCell[]
}

type Transaction = Parameters<Parameters<PlatformDb['transaction']>[0]>[0]

/**
 * Closes a run with what may be released, once: false when somebody else has closed it. A city that is not among
 * `counted` is shown with what an earlier run over the same period released of it, under that day's date.
 */
export async function finishRun(
  platform: PlatformDb,
  { runId, counted, now }: { runId: string; counted: readonly CountedCity[]; now: Temporal.Instant },
): Promise<boolean> {
  return platform.transaction(async (tx) => {
    const [closed] = await tx
      .update(reportRun)
      .set({ state: 'done', finishedAt: now })
      .where(and(eq(reportRun.id, runId), eq(reportRun.state, 'running')))
      .returning({ id: reportRun.id })
    if (!closed) return false
    for (const { city, countedOn, cells } of counted) {
      await tx
        .update(reportPart)
        .set({ state: 'frozen', figuresOf: countedOn })
        .where(and(eq(reportPart.runId, runId), eq(reportPart.citySlug, city)))
      await tx.insert(releasedFigure).values(cells.map((cell) => ({ runId, citySlug: city, ...cell })))
    }
    await carryOver(tx, runId)
    return true
  })
}

/** Parts without figures of their own get the newest ones that were released before. */
async function carryOver(tx: Transaction, runId: string): Promise<void> {
  await tx.execute(sql`
    with late as (
      update report_part part set state = 'failed', figures_of = earlier.figures_of
      from report_part own
      left join lateral (
        select before.run_id, before.figures_of
        from report_part before join report_run on report_run.id = before.run_id
        where before.city_slug = own.city_slug and before.run_id <> own.run_id and before.figures_of is not null
          and report_run.state = 'done' and report_run.period_from is not distinct from
            (select period_from from report_run where id = ${runId}::uuid)
        order by before.figures_of desc, report_run.started_at desc
        limit 1
      ) earlier on true
      where own.run_id = ${runId}::uuid and own.figures_of is null
        and part.run_id = own.run_id and part.city_slug = own.city_slug
      returning part.city_slug, earlier.run_id as earlier_run
    )
    insert into released_figure (run_id, city_slug, measure, value, hidden)
    select ${runId}::uuid, figure.city_slug, figure.measure, figure.value, figure.hidden
    from late join released_figure figure on figure.run_id = late.earlier_run and figure.city_slug = late.city_slug`)
}
