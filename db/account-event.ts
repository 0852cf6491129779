import { sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from './handles.ts'
import type { ACCOUNT_EVENTS } from './platform/schema/index.ts'

/** One line of the platform's trail. Never a password, an address or a client: ids, slugs and words of ours. */
export interface AccountEvent {
  kind: (typeof ACCOUNT_EVENTS)[number]
  at: Temporal.Instant
  /** Account id of who did it; left out when nobody is signed in, and for the command line. */
  actorId?: string | undefined
  /** Account id of whom it was done to. */
  accountId?: string | undefined
  citySlug?: string | undefined
  /** At most 300 characters. */
  reason?: string | undefined
}

/** Adds to the trail, in the transaction of what it tells about when `db` is one. The sealer chains it within seconds. */
export async function recordAccountEvent(
  db: Pick<PlatformDb, 'execute'>,
  { kind, at, actorId, accountId, citySlug, reason }: AccountEvent,
): Promise<void> {
  await db.execute(sql`
    insert into account_event (generation, at, kind, actor_id, account_id, city_slug, reason)
    select generation, ${at.toString()}, ${kind}, ${actorId ?? null}::uuid, ${accountId ?? null}::uuid,
      ${citySlug ?? null}, ${reason ?? null} from platform_identity`)
}
