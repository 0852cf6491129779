import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, id, instant } from '../../columns.ts'

/**
 * The mail in the morning: one a person, day and kind. due -> frozen (text fixed and claimed) -> sent | failed | unknown;
 * due -> skipped when there is nothing to say, it is not wanted, or the morning is over. Once it has ended nothing is
 * left of its text. It lies here and not in the platform: it holds counts of the city.
 */
export const digest = pgTable(
  'digest',
  {
    id: id(),
    /** An account of the platform. */
    accountId: uuid('account_id').notNull(),
    day: day('day').notNull(),
    kind: text('kind', { enum: ['daily', 'weekly'] }).notNull(),
    state: text('state', { enum: ['due', 'frozen', 'sent', 'skipped', 'failed', 'unknown'] })
      .notNull()
      .default('due'),
    /** The mail as it is sent: counts and links, no client. */
    frozen: jsonb('frozen').$type<{ from: string; to: string; subject: string; text: string }>(),
    nextAt: instant('next_at'),
    claimedUntil: instant('claimed_until'),
    attempts: integer('attempts').notNull().default(0),
    reason: text('reason'),
    vendorId: text('vendor_id'),
    closedAt: instant('closed_at'),
  },
  (t) => [
    uniqueIndex('digest_once').on(t.accountId, t.day, t.kind),
    index('digest_due').on(t.nextAt).where(sql`next_at is not null`),
    check('digest_open', sql`(${t.nextAt} is not null) = (${t.state} in ('due', 'frozen'))`),
    check('digest_frozen', sql`(${t.frozen} is not null) = (${t.state} = 'frozen')`),
  ],
)
