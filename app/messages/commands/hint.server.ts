/** The hint tells the sweep which cities to open. It may be lost or late: once an hour every city is opened anyway. */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from '../../../db/handles.ts'
import { city } from '../../../db/platform/schema/index.ts'

/** A message of the city falls due at `at` (ISO instant; null = none does). Only ever brings the hint forward. */
export async function hintDue(platform: PlatformDb, slug: string, at: string | null): Promise<void> {
  if (!at) return
  const due = Temporal.Instant.from(at)
  await platform
    .update(city)
    .set({ nextDueAt: due })
    .where(and(eq(city.slug, slug), or(isNull(city.nextDueAt), gt(city.nextDueAt, due))))
}

/** Sets the hint to what the city's rows say, unless it was changed since `seen` was read: then the newer one stays. */
export async function settleHint(
  platform: PlatformDb,
  slug: string,
  { seen, due }: { seen: Temporal.Instant | null; due: Temporal.Instant | null },
): Promise<void> {
  await platform
    .update(city)
    .set({ nextDueAt: due })
    .where(
      and(
        eq(city.slug, slug),
        sql`${city.nextDueAt} is not distinct from ${seen?.toString() ?? null}::timestamptz`,
      ),
    )
}
