import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { OperatorDb, PlatformTx } from '../../../db/handles.ts'
import { schedule } from '../../../db/platform/schema/index.ts'
import { dayOf } from '../../../infra/clock.ts'
import { type Rhythm, standingOf, type Watched } from '../rules/schedules.ts'

/** The name under which an outage of the whole worker is kept. */
export const WORKER = 'worker'

/** What is expected, and what was seen, of every schedule. */
export async function schedulesOf(db: Pick<PlatformTx, 'select'>): Promise<(Watched & { name: string })[]> {
  const { name, everySeconds, cron, since, goodAt } = schedule
  const rows = await db.select({ name, everySeconds, cron, since, goodAt }).from(schedule).orderBy(name)
  return rows.map((row) => ({
    name: row.name,
    rhythm: rhythmOf(row),
    since: row.since,
    goodAt: row.goodAt,
  }))
}

function rhythmOf({ everySeconds, cron }: { everySeconds: number | null; cron: string | null }): Rhythm {
  if (everySeconds !== null) return { everySeconds }
  if (cron !== null) return { cron }
  throw new Error('A schedule without rhythm')
}

/** What `/readyz` says of the schedules, in a few words for a machine: `running`, `late: trails`, `never`. */
export async function schedulesAnswer(
  db: Pick<PlatformTx, 'select'>,
  now: Temporal.Instant,
): Promise<string> {
  const known = await schedulesOf(db)
  if (known.length === 0) return 'never: no worker has run yet'
  const late = known.filter((watched) => standingOf(watched, now).late)
  return late.length === 0 ? 'running' : `late: ${late.map(({ name }) => name).join(', ')}`
}

export interface ScheduleLine {
  name: string
  rhythm: Rhythm
  late: boolean
  /** ISO instants. */
  expected: string
  last: {
    startedAt: string
    milliseconds: number
    state: 'done' | 'partly' | 'failed'
    error: string | null
    cities: { opened: number; failed: number } | null
  } | null
  today: { runs: number; failed: number }
}

export interface ScheduleBoard {
  lines: ScheduleLine[]
  /** No schedule runs at all: it is the worker that stands still. */
  still: boolean
}

interface Row extends Record<string, unknown> {
  name: string
  everySeconds: number | null
  cron: string | null
  since: string
  goodAt: string | null
  startedAt: string | null
  endedAt: string | null
  state: 'done' | 'partly' | 'failed' | null
  error: string | null
  cities: number | null
  citiesFailed: number | null
  runs: number
  failed: number
}

/** Every schedule as the operator sees it, the overdue on top. */
export async function scheduleBoard(db: OperatorDb, now: Temporal.Instant): Promise<ScheduleBoard> {
  const rows = await db.execute<Row>(sql`
    select schedule.name, every_seconds as "everySeconds", cron, since::text, good_at::text as "goodAt",
      started_at::text as "startedAt", ended_at::text as "endedAt", state, error, cities,
      cities_failed as "citiesFailed", coalesce(runs, 0) as runs, coalesce(failed, 0) as failed
    from schedule
    left join schedule_day on schedule_day.name = schedule.name and day = ${dayOf(now).toString()}
    order by schedule.name`)
  const lines = rows.map((row) => lineOf(row, now)).sort((a, b) => Number(b.late) - Number(a.late))
  return { lines, still: lines.length > 0 && lines.every(({ late }) => late) }
}

const momentOf = (text: string | null): Temporal.Instant | null => (text ? Temporal.Instant.from(text) : null)

function lineOf(row: Row, now: Temporal.Instant): ScheduleLine {
  const { name, state, error, cities, citiesFailed, runs, failed } = row
  const rhythm = rhythmOf(row)
  const watched = { rhythm, since: Temporal.Instant.from(row.since), goodAt: momentOf(row.goodAt) }
  const { late, expected } = standingOf(watched, now)
  const [startedAt, endedAt] = [momentOf(row.startedAt), momentOf(row.endedAt)]
  return {
    name,
    rhythm,
    late,
    expected: expected.toString(),
    last:
      startedAt && endedAt && state
        ? {
            startedAt: startedAt.toString(),
            milliseconds: Math.max(0, Math.round(endedAt.since(startedAt).total('milliseconds'))),
            state,
            error,
            cities: cities === null ? null : { opened: cities, failed: citiesFailed ?? 0 },
          }
        : null,
    today: { runs, failed },
  }
}
