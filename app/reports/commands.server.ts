import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'

export interface Freeze {
  runId: string
  /** ISO dates; `from` null = since the beginning. */
  from: string | null
  to: string
}

/**
 * Counts the city's figures for a run and keeps them here; the id of the snapshot. A run that asks again gets the same
 * snapshot, unchanged. Counted and stored by one statement: no count passes through this process, so that none can
 * stand in its logs, in an error or in a queue.
 */
export async function freezeFigures(city: CityWork, { runId, from, to }: Freeze): Promise<string> {
  const countedOn = city.today.toString()
  await city.db.execute(sql`
    insert into report_snapshot (run_id, period_from, period_to, counted_on, counted_at, figures)
    select ${runId}::uuid, ${from}::date, ${to}::date, ${countedOn}::date, ${city.now.toString()}::timestamptz,
      (select jsonb_object_agg(measure, people) from report.figures(null, ${from}::date, ${to}::date, ${countedOn}::date))
    on conflict (run_id) do nothing`)
  const [snapshot] = await city.db.execute<{ id: string }>(
    sql`select id from report_snapshot where run_id = ${runId}::uuid`,
  )
  if (!snapshot) throw new Error('A snapshot just made is not there')
  return snapshot.id
}
