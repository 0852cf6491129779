/** Counts over the cities of a region, and what of them may be shown. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'
import { account } from './accounts.ts'
import { city, region } from './registry.ts'

/** A count over the cities of a region. The row is the truth; the jobs that carry it out may be lost and made again. */
export const reportRun = pgTable(
  'report_run',
  {
    id: id(),
    regionSlug: text('region_slug')
      .notNull()
      .references(() => region.slug),
    /** Null: since the beginning. */
    periodFrom: day('period_from'),
    periodTo: day('period_to').notNull(),
    state: text('state', { enum: ['running', 'done', 'failed'] })
      .notNull()
      .default('running'),
    requestedBy: uuid('requested_by').references(() => account.id, { onDelete: 'set null' }),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** How often its jobs were put into the queue. */
    attempts: integer('attempts').notNull().default(0),
    /** When they were last put there or gave a sign of life, by the database's own clock. */
    lastSignAt: instant('last_sign_at'),
  },
  (t) => [
    uniqueIndex('report_run_one_running').on(t.regionSlug).where(sql`state = 'running'`),
    index('report_run_latest').on(t.regionSlug, t.startedAt.desc()),
  ],
)

/** One city's part of a run: an id of figures that lie frozen in the city's own database, never the figures. */
export const reportPart = pgTable(
  'report_part',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => reportRun.id, { onDelete: 'cascade' }),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    state: text('state', { enum: ['waiting', 'frozen', 'failed'] })
      .notNull()
      .default('waiting'),
    snapshotId: uuid('snapshot_id'),
    /** The day the shown figures were counted; older than the run when the city did not answer. */
    figuresOf: day('figures_of'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.citySlug] })],
)

/** What may be shown: each cell after disclosure control. `value` is null exactly when it is hidden. */
export const releasedFigure = pgTable(
  'released_figure',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => reportRun.id, { onDelete: 'cascade' }),
    citySlug: text('city_slug')
      .notNull()
      .references(() => city.slug, { onDelete: 'cascade' }),
    measure: text('measure').notNull(),
    value: integer('value'),
    hidden: text('hidden', { enum: ['small', 'derivable'] }),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.citySlug, t.measure] }),
    check('released_figure_hidden', sql`(${t.value} is null) = (${t.hidden} is not null)`),
    check('released_figure_small', sql`${t.value} not in (1, 2)`),
  ],
)
