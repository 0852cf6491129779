/** What was done in a city since somebody last looked: asked of its trail alone, so it leaves no row there. */
import { sql } from 'drizzle-orm'
import type { Databases } from './open.ts'

/**
 * `done`: whether acts other than those about the subject `besides` were begun in transactions from `since` (an xid8) on. `xid`:
 * from which transaction on this answer has not seen all. Throws CityUnavailable.
 */
export async function unseenIn(
  databases: Databases,
  slug: string,
  { since, besides }: { since: string; besides: string },
): Promise<{ done: boolean; xid: string }> {
  const pool = await databases.city(slug, 'sealer')
  const [found] = await pool.execute<{ done: boolean; xid: string }>(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid, exists (select from audit_event event
      where event.generation = identity.generation and event.xid >= ${since}::text::xid8 and event.subject <> ${besides}) as done
    from city_identity identity`)
  if (!found) throw new Error('A city does not say which generation it is')
  return found
}
