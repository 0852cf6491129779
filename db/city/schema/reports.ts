import { jsonb, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'

/** Figures as they stood when a run over several cities asked for them; they never leave before disclosure control. */
export const reportSnapshot = pgTable(
  'report_snapshot',
  {
    id: id(),
    runId: uuid('run_id').notNull(),
    /** Null: since the beginning. */
    periodFrom: day('period_from'),
    periodTo: day('period_to').notNull(),
    countedOn: day('counted_on').notNull(),
    countedAt: instant('counted_at').notNull(),
    figures: jsonb('figures').$type<Record<string, number>>().notNull(),
  },
  (t) => [uniqueIndex('report_snapshot_run').on(t.runId)],
)
