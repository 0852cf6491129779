import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import type { StaffDb } from '../../db/handles.ts'
import { countCounselling } from '../counselling/queries.server.ts'
import type { KindCount } from '../counselling/rules.ts'
import { listProgrammes, type Programme } from '../programmes/queries.server.ts'
import { type Figures, figuresOf } from './rules.ts'

export interface Cohort {
  /** Undefined: all of the city's programmes, each person once. */
  programmeId?: string
  /** Who set out from this day on and up to that one (ISO dates); null = open. */
  from: string | null
  to: string | null
}

/** How far they had come on `today` (ISO date): distinct people, counted from rows. */
export async function countFigures(db: StaffDb, cohort: Cohort, today: string): Promise<Figures> {
  const rows = await db.execute<{ measure: string; people: number }>(sql`
    select measure, people from report.figures(
      ${cohort.programmeId ?? null}::uuid, ${cohort.from}::date, ${cohort.to}::date, ${today}::date)`)
  return figuresOf(Object.fromEntries(rows.map(({ measure, people }) => [measure, people])))
}

export interface CityReport {
  programmes: Pick<Programme, 'slug' | 'name'>[]
  programme: { slug: string; name: string }
  /** The programme's own days; `to` is null while it runs on. */
  period: { from: string; to: string | null }
  /** ISO date of the count. */
  countedOn: string
  figures: Figures
  /** Between the appointments: of the whole programme, and of the month of the count. */
  counselling: { all: KindCount[]; month: KindCount[] }
}

/**
 * The report of one programme: of the named one, else of the one begun last. Undefined when there is none of that name;
 * 'no-programme' when the city has none at all yet.
 */
export async function cityReport(
  { db, today }: Pick<CityWork, 'db' | 'today'>,
  slug: string | undefined,
): Promise<CityReport | 'no-programme' | undefined> {
  const programmes = await listProgrammes(db)
  if (programmes.length === 0 && slug === undefined) return 'no-programme'
  const countedOn = today.toString()
  const begun = programmes.find((programme) => programme.startsOn <= countedOn) ?? programmes[0]
  const programme = slug === undefined ? begun : programmes.find((known) => known.slug === slug)
  if (!programme) return undefined
  // Whoever takes part in a programme belongs to it whatever its days: no date narrows the count.
  const figures = await countFigures(db, { programmeId: programme.id, from: null, to: null }, countedOn)
  return {
    programmes: programmes.map(({ slug, name }) => ({ slug, name })),
    programme: { slug: programme.slug, name: programme.name },
    period: { from: programme.startsOn, to: programme.endsOn },
    countedOn,
    figures,
    counselling: {
      all: await countCounselling(db, { programmeId: programme.id, from: null, to: countedOn }),
      month: await countCounselling(db, {
        programmeId: programme.id,
        from: today.with({ day: 1 }).toString(),
        to: countedOn,
      }),
    },
  }
}

export interface Frozen {
  /** ISO date. */
  countedOn: string
  figures: Figures
}

/** What a run froze in this city. Leaves the city's audit row itself: the report role can write none. */
export async function frozenFigures(
  city: CityWork<'report'>,
  snapshotId: string,
): Promise<Frozen | undefined> {
  const { db, actor, now } = city
  const [found] = await db.execute<{ counted_on: string; figures: Record<string, unknown> }>(sql`
    select counted_on, figures from report.frozen(
      ${snapshotId}::uuid, 'region', ${actor.id}::uuid, ${actor.name}, ${actor.role}, ${now.toString()}::timestamptz)`)
  return found && { countedOn: found.counted_on, figures: figuresOf(found.figures) }
}
