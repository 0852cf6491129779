import { and, asc, desc, eq, isNull, ne, type SQL } from 'drizzle-orm'
import type { PlatformDb } from '../../db/handles.ts'
import {
  account,
  city,
  region,
  releasedFigure,
  reportPart,
  reportRun,
} from '../../db/platform/schema/index.ts'
import type { Measure } from '../reports/rules.ts'
import { type Hidden, type Period, periodFrom } from './rules.ts'

export interface RunningRun {
  period: Period
  /** Cities settled, of all. */
  settled: number
  cities: number
}

export interface CityCells {
  slug: string
  name: string
  colour: string
  /** ISO date the shown figures were counted; null = this city has none to show. */
  figuresOf: string | null
  /** The city gave no figures in this run: shown are those of an earlier one, or none. */
  late: boolean
  cells: Partial<Record<Measure, { value: number | null; hidden: Hidden | null }>>
}

export interface RegionRun {
  id: string
  /** ISO dates; `from` null = since the beginning. */
  from: string | null
  to: string
  /** ISO instant. */
  finishedAt: string
  cities: CityCells[]
}

export interface RegionReport {
  running: RunningRun | null
  /** The newest finished run over the period asked for. */
  latest: RegionRun | null
  /** A later run over that period could not be carried out. */
  failed: boolean
}

/** What a coordinator sees of a period; `from` is its first day (ISO date), null = since the beginning. */
export async function regionReport(
  db: PlatformDb,
  ask: { region: string; from: string | null },
): Promise<RegionReport> {
  const [running, [newest]] = await Promise.all([runningRun(db, ask.region), newestRuns(db, ask)])
  if (!newest) return { running, latest: null, failed: false }
  const failed = newest.state === 'failed'
  const [done] = failed ? await newestRuns(db, ask, eq(reportRun.state, 'done')) : [newest]
  return { running, failed, latest: done ? await regionRun(db, done) : null }
}

async function runningRun(db: PlatformDb, regionSlug: string): Promise<RunningRun | null> {
  const parts = await db
    .select({ from: reportRun.periodFrom, state: reportPart.state })
    .from(reportRun)
    .leftJoin(reportPart, eq(reportPart.runId, reportRun.id))
    .where(and(eq(reportRun.regionSlug, regionSlug), eq(reportRun.state, 'running')))
  const [first] = parts
  if (!first) return null
  const cities = parts.filter(({ state }) => state !== null)
  const settled = cities.filter(({ state }) => state !== 'waiting').length
  return { period: periodFrom(first.from), settled, cities: cities.length }
}

const newestRuns = (
  db: PlatformDb,
  ask: { region: string; from: string | null },
  state: SQL = ne(reportRun.state, 'running'),
) =>
  db
    .select({
      id: reportRun.id,
      state: reportRun.state,
      from: reportRun.periodFrom,
      to: reportRun.periodTo,
      startedAt: reportRun.startedAt,
      finishedAt: reportRun.finishedAt,
    })
    .from(reportRun)
    .where(
      and(
        eq(reportRun.regionSlug, ask.region),
        ask.from === null ? isNull(reportRun.periodFrom) : eq(reportRun.periodFrom, ask.from),
        state,
      ),
    )
    .orderBy(desc(reportRun.startedAt), desc(reportRun.id))
    .limit(1)

async function regionRun(
  db: PlatformDb,
  run: Awaited<ReturnType<typeof newestRuns>>[number],
): Promise<RegionRun> {
  const [parts, figures] = await Promise.all([
    db
      .select({
        slug: city.slug,
        name: city.name,
        colour: city.colour,
        figuresOf: reportPart.figuresOf,
        state: reportPart.state,
      })
      .from(reportPart)
      .innerJoin(city, eq(city.slug, reportPart.citySlug))
      .where(eq(reportPart.runId, run.id))
      .orderBy(asc(city.name)),
    db.select().from(releasedFigure).where(eq(releasedFigure.runId, run.id)),
  ])
  const cities = parts.map(({ state, ...known }) => ({
    ...known,
    late: state !== 'frozen',
    cells: Object.fromEntries(
      figures
        .filter(({ citySlug }) => citySlug === known.slug)
        .map(({ measure, value, hidden }) => [measure, { value, hidden }]),
    ),
  }))
  const { id, from, to, startedAt } = run
  return { id, from, to, finishedAt: (run.finishedAt ?? startedAt).toString(), cities }
}

export async function citiesOfRun(db: PlatformDb, runId: string): Promise<string[]> {
  const parts = await db
    .select({ city: reportPart.citySlug })
    .from(reportPart)
    .where(eq(reportPart.runId, runId))
    .orderBy(asc(reportPart.citySlug))
  return parts.map((part) => part.city)
}

/** Undefined when there is no such region. */
export async function regionBySlug(
  db: PlatformDb,
  slug: string,
): Promise<{ slug: string; name: string } | undefined> {
  const [found] = await db.select().from(region).where(eq(region.slug, slug))
  return found
}

/** For the head of the page. */
export async function nameOfAccount(db: PlatformDb, accountId: string): Promise<string> {
  const [found] = await db.select({ name: account.name }).from(account).where(eq(account.id, accountId))
  return found?.name ?? ''
}
