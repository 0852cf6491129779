import { and, desc, eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Clock } from '../infra/clock.ts'
import type { RootKey } from '../infra/key.ts'
import {
  cityTrail,
  lastRowOf,
  macOf,
  NO_MAC,
  PLATFORM_TRAIL,
  packDigests,
  type Seal,
  sameMac,
  type Trail,
  witnessProof,
} from './audit-chain.ts'
import { auditSeal, platformWitness } from './city/schema/audit.ts'
import type { CityPool, Databases } from './open.ts'
import { auditAnchor } from './platform/schema/index.ts'

const MOST_ROWS = 5000
const SEAL_LOCK = 7_046_002
const WITNESSES = 3
/** How old the word that the newest seal is in place may become before it is given anew. */
const CONFIRM_SECONDS = 60

/** Somebody took seals away that are remembered elsewhere. Nothing more is sealed, so that the memory stays. */
export class TrailCutOff extends Error {
  constructor(trail: string, seq: number) {
    super(`${trail}: seal ${seq} is remembered elsewhere and is not in the trail`)
  }
}

/** The newest seal, as other databases remember it. */
export interface Remembered {
  seq: number
  mac: Buffer
  /** The newest row it closes over. */
  lastRow: number
}

/** Live cities in which something was done that waits for its seal, the longest waiting first. */
export async function touchedCities({ platform }: Databases): Promise<string[]> {
  const rows = await platform.execute<{ slug: string }>(sql`
    select city_slug as slug from trail_touch join city on city.slug = city_slug and city.status = 'live' order by since`)
  return rows.map(({ slug }) => slug)
}

/**
 * Chains what every finished transaction of a city left since the last seal and anchors the newest seal in the
 * platform. A seal that stays the newest is confirmed there: so a quiet city can be told from one that nobody seals.
 * Takes the city's hint away when nothing is left. Returns the rows sealed. Throws TrailCutOff when the anchored seal is gone.
 */
export async function sealTrail(
  databases: Databases,
  key: RootKey,
  clock: Clock,
  slug: string,
): Promise<number> {
  const { platform } = databases
  const [touch] = await platform.execute<{ at: string }>(
    sql`select touched_at::text as at from trail_touch where city_slug = ${slug}`,
  )
  const pool = await databases.city(slug, 'sealer')
  const [anchored] = await platform.select().from(auditAnchor).where(eq(auditAnchor.citySlug, slug))
  // The anchor first: it never runs ahead of the seals.
  await mustHold(pool, slug, anchored)
  const { rows, whole } = await seal(pool, cityTrail(slug), key, clock)
  const last = await newestSeal(pool)
  if (last && last.seq > (anchored?.seq ?? 0)) await anchor(databases, clock, slug, last)
  else if (anchored) await confirm(databases, clock, anchored)
  // Whoever has touched the city since has made another hint of it.
  if (whole && touch)
    await platform.execute(
      sql`delete from trail_touch where city_slug = ${slug} and touched_at = ${touch.at}::timestamptz`,
    )
  return rows
}

/**
 * Throws TrailCutOff when the platform's seal that this city remembers is gone from the platform. Returns since when it
 * remembers it; null when it was never asked to.
 */
export async function mustHoldPlatform(databases: Databases, slug: string): Promise<Temporal.Instant | null> {
  const known = await newestWitness(databases, slug)
  await mustHold(databases.platformSealer(), PLATFORM_TRAIL.name, known)
  return known?.witnessedAt ?? null
}

async function newestWitness(databases: Databases, slug: string) {
  const city = await databases.city(slug, 'sealer')
  const [known] = await city.select().from(platformWitness).orderBy(desc(platformWitness.seq)).limit(1)
  return known
}

/** Whether the platform's own trail has rows that no seal closes over. */
export async function platformHasMore(databases: Databases): Promise<boolean> {
  const [found] = await databases.platformSealer().execute<{ more: boolean }>(sql`
    select exists (select from account_event event join platform_identity identity on identity.generation = event.generation
      where event.xid >= coalesce((select xid_to from audit_seal where audit_seal.generation = identity.generation
        order by seq desc limit 1), '0'::xid8)) as more`)
  return found?.more ?? false
}

/**
 * The same for the platform's own trail, once no city misses a seal of it (`mustHoldPlatform`). Returns its newest seal, for cities to witness; undefined before the first.
 */
export async function sealPlatformTrail(
  databases: Databases,
  key: RootKey,
  clock: Clock,
): Promise<Remembered | undefined> {
  const pool = databases.platformSealer()
  await seal(pool, PLATFORM_TRAIL, key, clock)
  return newestSeal(pool)
}

/**
 * Which cities keep the platform's seals of a day: a few in turn, so that the newest is always in several hands, and known
 * without asking the platform, whose word is what they are asked to check.
 */
export function witnessesOn<C>(cities: readonly C[], day: Temporal.PlainDate): C[] {
  const few = Math.min(WITNESSES, cities.length)
  const nthDay = Temporal.PlainDate.from('2008-01-01').until(day).days
  return Array.from({ length: few }, (_, nth) => cities[(nthDay * few + nth) % cities.length] as C)
}

/** Writes the platform's newest seal into a city. */
export async function witnessPlatform(
  databases: Databases,
  key: RootKey,
  clock: Clock,
  { slug, newest }: { slug: string; newest: Remembered },
): Promise<void> {
  const known = await newestWitness(databases, slug)
  if (known && known.seq >= newest.seq) return
  const city = await databases.city(slug, 'sealer')
  const { seq, mac, lastRow } = newest
  await city
    .insert(platformWitness)
    .values({ seq, mac, lastRow, proof: witnessProof(key, slug, newest), witnessedAt: clock.now() })
    .onConflictDoNothing()
}

async function mustHold(
  pool: CityPool,
  trail: string,
  remembered: { seq: number; mac: Buffer } | undefined,
): Promise<void> {
  if (!remembered) return
  const [found] = await pool
    .select({ mac: auditSeal.mac })
    .from(auditSeal)
    .where(eq(auditSeal.seq, remembered.seq))
  if (!found || !sameMac(found.mac, remembered.mac)) throw new TrailCutOff(trail, remembered.seq)
}

interface Sealed {
  rows: number
  /** Whether every row there was is under a seal now. */
  whole: boolean
}

/** Rows of transactions still running wait, and all that came after one of them: they are at or above the snapshot's xmin. */
function seal(pool: CityPool, trail: Trail, key: RootKey, clock: Clock): Promise<Sealed> {
  return pool.transaction(async (tx) => {
    // Two workers at once: the second leaves it to the first.
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as mine`,
    )
    if (!turn?.mine) return { rows: 0, whole: false }
    const last = await lastSeal(tx)
    const [now] = await tx.execute<{ generation: number; xmin: string; later: boolean }>(sql`
      select generation, pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
        exists (select from ${trail.events} where generation = identity.generation
          and xid >= pg_snapshot_xmin(pg_current_snapshot())) as later
      from ${trail.identity} identity`)
    if (!now) return { rows: 0, whole: false }
    const xidFrom = last?.generation === now.generation ? last.xidTo : '0'
    // Whole transactions: a seal ends between two of them.
    const found = await tx.execute<{ id: string; xid: string; canonical: string }>(sql`
      select id::text, xid::text, ${trail.canonical} as canonical from ${trail.events}
      where generation = ${now.generation} and xid >= ${xidFrom}::xid8 and xid < ${now.xmin}::xid8
      order by ${trail.events}.xid fetch first ${sql.raw(String(MOST_ROWS))} rows with ties`)
    const newest = found.at(-1)
    if (!newest) return { rows: 0, whole: !now.later }
    const rows = found.map((row) => ({ ...row, id: Number(row.id) })).sort((a, b) => a.id - b.id)
    const made: Seal = {
      seq: (last?.seq ?? 0) + 1,
      generation: now.generation,
      xidFrom,
      xidTo: found.length < MOST_ROWS ? now.xmin : String(BigInt(newest.xid) + 1n),
      digests: packDigests(rows),
      previousMac: last?.mac ?? NO_MAC,
      sealedAt: clock.now().round('millisecond'),
    }
    await tx.insert(auditSeal).values({ ...made, mac: macOf(key, trail.name, made) })
    return { rows: rows.length, whole: !now.later && found.length < MOST_ROWS }
  })
}

type Reader = Pick<CityPool, 'select'>

async function lastSeal(db: Reader) {
  const { seq, generation, xidTo, mac, digests } = auditSeal
  const [last] = await db
    .select({
      seq,
      generation,
      xidTo,
      mac,
      lastEntry: sql<Buffer>`substring(${digests} from length(${digests}) - 39)`,
    })
    .from(auditSeal)
    .orderBy(desc(seq))
    .limit(1)
  return last
}

async function newestSeal(db: Reader): Promise<Remembered | undefined> {
  const last = await lastSeal(db)
  return last && { seq: last.seq, mac: last.mac, lastRow: lastRowOf(last.lastEntry) }
}

/** Also heals a crash between sealing and anchoring. */
async function anchor(databases: Databases, clock: Clock, slug: string, newest: Remembered): Promise<void> {
  const entry = { ...newest, anchoredAt: clock.now() }
  await databases.platform
    .insert(auditAnchor)
    .values({ citySlug: slug, ...entry })
    .onConflictDoUpdate({
      target: auditAnchor.citySlug,
      set: entry,
      setWhere: sql`audit_anchor.seq < ${newest.seq}`,
    })
}

/** Says that the anchored seal was found in its place, unless that was said just now. */
async function confirm(
  { platform }: Databases,
  clock: Clock,
  { citySlug, seq, anchoredAt }: typeof auditAnchor.$inferSelect,
): Promise<void> {
  const now = clock.now()
  if (now.since(anchoredAt).total('seconds') < CONFIRM_SECONDS) return
  await platform
    .update(auditAnchor)
    .set({ anchoredAt: now })
    .where(and(eq(auditAnchor.citySlug, citySlug), eq(auditAnchor.seq, seq)))
}
