import { desc, eq, sql } from 'drizzle-orm'
import type { Clock } from '../infra/clock.ts'
import type { RootKey } from '../infra/key.ts'
import { canonicalRow, macOf, NO_MAC, packDigests, type Seal, type TrailRow } from './audit-chain.ts'
import { auditSeal } from './city/schema/audit.ts'
import type { CityPool, Databases } from './open.ts'
import { auditAnchor } from './platform/schema.ts'

const MOST_ROWS = 5000
const SEAL_LOCK = 7_046_002

/**
 * Chains what every finished transaction left since the last seal and anchors the newest seal in the platform.
 * Rows of transactions still running wait: they are at or above the snapshot's xmin. Returns the rows sealed.
 */
export async function sealTrail(
  databases: Databases,
  key: RootKey,
  clock: Clock,
  slug: string,
): Promise<number> {
  const pool = await databases.city(slug, 'sealer')
  const sealed = await pool.transaction(async (tx) => {
    // Two workers at once: the second leaves it to the first.
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as mine`,
    )
    if (!turn?.mine) return 0
    const last = await lastSeal(tx)
    const [now] = await tx.execute<{ generation: number; xmin: string }>(
      sql`select generation, pg_snapshot_xmin(pg_current_snapshot())::text as xmin from city_identity`,
    )
    if (!now) return 0
    const xidFrom = last?.generation === now.generation ? last.xidTo : '0'
    const found = await tx.execute<{ id: string; xid: string; canonical: string }>(sql`
      select id::text, xid::text, ${canonicalRow} as canonical from audit_event
      where generation = ${now.generation} and xid >= ${xidFrom}::xid8 and xid < ${now.xmin}::xid8
      order by xid, id limit ${MOST_ROWS}`)
    const { rows, xidTo } = wholeTransactions(
      found.map((row) => ({ ...row, id: Number(row.id) })),
      now.xmin,
    )
    if (rows.length === 0) return 0
    const seal: Seal = {
      seq: (last?.seq ?? 0) + 1,
      generation: now.generation,
      xidFrom,
      xidTo,
      digests: packDigests(rows.sort((a, b) => a.id - b.id)),
      previousMac: last?.mac ?? NO_MAC,
      sealedAt: clock.now().round('millisecond'),
    }
    await tx.insert(auditSeal).values({ ...seal, mac: macOf(key, slug, seal) })
    return rows.length
  })
  await anchor(databases, pool, clock, slug)
  return sealed
}

type Reader = Pick<CityPool, 'select'>

async function lastSeal(db: Reader) {
  const [last] = await db.select().from(auditSeal).orderBy(desc(auditSeal.seq)).limit(1)
  return last
}

/** When the batch is full its last transaction may be cut in two: it waits for the next seal. */
function wholeTransactions(rows: TrailRow[], xmin: string): { rows: TrailRow[]; xidTo: string } {
  const last = rows.at(-1)
  if (rows.length < MOST_ROWS || !last) return { rows, xidTo: xmin }
  return { rows: rows.filter((row) => row.xid !== last.xid), xidTo: last.xid }
}

/** Also heals a crash between sealing and anchoring. */
async function anchor(databases: Databases, pool: Reader, clock: Clock, slug: string): Promise<void> {
  const last = await lastSeal(pool)
  if (!last) return
  const [anchored] = await databases.platform.select().from(auditAnchor).where(eq(auditAnchor.citySlug, slug))
  if (anchored && anchored.seq >= last.seq) return
  const entry = { seq: last.seq, mac: last.mac, anchoredAt: clock.now() }
  await databases.platform
    .insert(auditAnchor)
    .values({ citySlug: slug, ...entry })
    .onConflictDoUpdate({
      target: auditAnchor.citySlug,
      set: entry,
      setWhere: sql`audit_anchor.seq < ${last.seq}`,
    })
}
