import { type SQL, sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { Temporal } from 'temporal-polyfill'
import type { RootKey } from '../../infra/key.ts'
import {
  cityTrail,
  digestOf,
  lastRowOf,
  macOf,
  NO_MAC,
  PLATFORM_TRAIL,
  type Seal,
  sameMac,
  type Trail,
  unpackDigests,
  witnessProof,
} from '../audit-chain.ts'
import { platformAddress } from './platform.ts'
import { cityAddress, withPlatform } from './registry.ts'
import { type Server, withConnection } from './server.ts'

export interface TrailReport {
  /** A city's slug, or 'platform'. */
  city: string
  intact: boolean
  seals: number
  sealed: number
  /** Rows of transactions newer than the last seal. */
  unsealed: number
  changed: number[]
  /** Rows whose field, before or after was altered or taken out of the account of changes. */
  bentChanges: number[]
  missing: number[]
  /** Rows that claim a transaction which was sealed without them. */
  added: number[]
  /** Seals whose own text, place in the chain or HMAC does not hold. */
  brokenSeals: number[]
  /** Another database remembers a seal that is not here, or another one under that number. */
  cutOff: boolean
  /** The cut-off rows: those after this id, up to the newest that is remembered. */
  cutOffRows: { after: number; upTo: number } | null
  /** How many remember a seal of this trail: the platform for a city, cities for the platform. */
  remembered: number
  /** Cities whose memory of the platform was made up by somebody without the key. */
  forgedWitnesses: string[]
  /** Cities that could not be asked: what they remember is not known, so the trail does not count as intact. */
  unasked: string[]
}

/** The newest seal somebody else remembers. */
interface Memory {
  seq: number
  mac: Buffer
  lastRow: number | null
}

/** Checks a city's trail against its seals and the platform's anchor; names every row that is not as it was sealed. */
export async function verifyTrail(server: Server, slug: string): Promise<TrailReport> {
  const { address, memory } = await withPlatform(server, async (platform) => {
    const anchors = await platform<{ seq: string; mac: Buffer; lastRow: string | null }[]>`
      select seq::text, mac, last_row::text as "lastRow" from audit_anchor where city_slug = ${slug}`
    return {
      address: await cityAddress(server, platform, slug, 'sealer'),
      memory: anchors.map(({ seq, mac, lastRow }) => ({
        seq: Number(seq),
        mac,
        lastRow: lastRow === null ? null : Number(lastRow),
      })),
    }
  })
  return check(address, cityTrail(slug), server.key, { memory, forged: [], unasked: [] })
}

/** The same for the trail of accounts, against what every city has witnessed of it. */
export async function verifyPlatformTrail(server: Server): Promise<TrailReport> {
  const memories: Memories = { memory: [], forged: [], unasked: [] }
  const cities = await withPlatform(
    server,
    (platform) => platform<{ slug: string }[]>`select slug from city order by slug`,
  )
  for (const { slug } of cities) {
    try {
      const url = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'sealer'))
      const newest = await newestWitness(url)
      if (!newest) continue
      const { proof, ...memory } = newest
      if (sameMac(proof, witnessProof(server.key, slug, memory))) memories.memory.push(memory)
      else memories.forged.push(slug)
    } catch {
      // Named in the report: a city that is down must not hide what the others remember.
      memories.unasked.push(slug)
    }
  }
  return check(platformAddress(server, 'platform_sealer'), PLATFORM_TRAIL, server.key, memories)
}

const newestWitness = (url: string) =>
  withConnection(url, async (city) => {
    const [newest] = await city<{ seq: string; mac: Buffer; lastRow: string; proof: Buffer }[]>`
      select seq::text, mac, last_row::text as "lastRow", proof from platform_witness order by platform_witness.seq desc limit 1`
    return newest && { ...newest, seq: Number(newest.seq), lastRow: Number(newest.lastRow) }
  })

interface Memories {
  memory: Memory[]
  forged: string[]
  unasked: string[]
}

type Tx = Pick<PostgresJsDatabase, 'execute'>

/** One row of the trail as the cursor hands it out. */
interface Row extends Record<string, unknown> {
  id: string
  generation: number
  xid: string
  canonical: string
}

interface SealRow extends Record<string, unknown> {
  seq: string
  generation: number
  xidFrom: string
  xidTo: string
  digests: Buffer
  previousMac: Buffer
  mac: Buffer
  sealedAt: string
}

const ROWS_AT_ONCE = 2_000
const SEALS_AT_ONCE = 10

/** Rows of a query a few at a time, whatever its length. */
async function* streamed<R extends Record<string, unknown>>(
  tx: Tx,
  name: SQL,
  query: SQL,
  atOnce: number,
): AsyncGenerator<R, void> {
  await tx.execute(sql`declare ${name} no scroll cursor for ${query}`)
  for (;;) {
    const rows = await tx.execute<R>(sql`fetch ${sql.raw(String(atOnce))} from ${name}`)
    yield* rows as R[]
    if (rows.length < atOnce) return
  }
}

/**
 * Walks seals and rows side by side in the order of transactions, so that memory holds one seal and a few rows,
 * however long the trail is.
 */
function check(address: string, trail: Trail, key: RootKey, memories: Memories): Promise<TrailReport> {
  return withConnection(address, (connection) =>
    // A frozen view: rows that arrive while we read are neither missing nor added.
    drizzle(connection).transaction((tx) => walk(tx, trail, key, memories), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    }),
  )
}

async function walk(
  tx: Tx,
  trail: Trail,
  key: RootKey,
  { memory, forged, unasked }: Memories,
): Promise<TrailReport> {
  const report: TrailReport = {
    city: trail.name,
    intact: false,
    seals: 0,
    sealed: 0,
    unsealed: 0,
    changed: [],
    bentChanges: [],
    missing: [],
    added: [],
    brokenSeals: [],
    cutOff: false,
    cutOffRows: null,
    remembered: memory.length,
    forgedWitnesses: forged,
    unasked,
  }
  const seals = streamed<SealRow>(
    tx,
    sql`trail_seals`,
    sql`select seq::text, generation, xid_from::text as "xidFrom", xid_to::text as "xidTo", digests,
      previous_mac as "previousMac", mac, (extract(epoch from sealed_at) * 1000)::bigint::text as "sealedAt"
      from audit_seal order by audit_seal.seq`,
    SEALS_AT_ONCE,
  )
  const rows = streamed<Row>(
    tx,
    sql`trail_rows`,
    sql`select id::text, generation, xid::text, ${trail.canonical} as canonical from ${trail.events}
      order by generation, ${trail.events}.xid, ${trail.events}.id`,
    ROWS_AT_ONCE,
  )
  const lost = new Set(memory)
  let previous: Seal & { mac: Buffer } = { ...NO_SEAL, mac: NO_MAC }
  let row = await rows.next()
  for await (const read of seals) {
    const { mac, ...seal } = { ...sealOf(read), mac: read.mac }
    if (!follows(seal, previous) || !sameMac(mac, macOf(key, trail.name, seal)))
      report.brokenSeals.push(seal.seq)
    for (const known of lost) if (known.seq === seal.seq && sameMac(known.mac, mac)) lost.delete(known)
    const sealed = unpackDigests(seal.digests)
    report.sealed += sealed.size
    for (; !row.done && isBefore(row.value, seal.generation, seal.xidTo); row = await rows.next()) {
      const id = Number(row.value.id)
      const was = isBefore(row.value, seal.generation, seal.xidFrom) ? undefined : sealed.get(id)
      if (was === undefined) report.added.push(id)
      else if (was !== digestOf(row.value.canonical)) report.changed.push(id)
      sealed.delete(id)
    }
    for (const id of sealed.keys()) report.missing.push(id)
    report.seals += 1
    previous = { ...seal, mac }
  }
  for (; !row.done; row = await rows.next()) report.unsealed += 1
  if (trail.bentChanges) {
    const bent = streamed<{ id: string }>(tx, sql`trail_changes`, trail.bentChanges, ROWS_AT_ONCE)
    for await (const { id } of bent) report.bentChanges.push(Number(id))
  }
  report.cutOff = lost.size > 0
  const upTo = Math.max(...[...lost].map(({ lastRow }) => lastRow ?? 0))
  const after = previous.seq === 0 ? 0 : lastRowOf(previous.digests)
  if (report.cutOff && upTo > after) report.cutOffRows = { after, upTo }
  report.intact =
    !report.cutOff &&
    [
      report.changed,
      report.bentChanges,
      report.missing,
      report.added,
      report.brokenSeals,
      forged,
      unasked,
    ].every((found) => found.length === 0)
  return report
}

const NO_SEAL: Seal = {
  seq: 0,
  generation: 0,
  xidFrom: '0',
  xidTo: '0',
  digests: Buffer.alloc(0),
  previousMac: NO_MAC,
  sealedAt: Temporal.Instant.fromEpochMilliseconds(0),
}

const sealOf = ({ mac: _, ...read }: SealRow): Seal => ({
  ...read,
  seq: Number(read.seq),
  sealedAt: Temporal.Instant.fromEpochMilliseconds(Number(read.sealedAt)),
})

const follows = (seal: Seal, previous: Seal & { mac: Buffer }): boolean =>
  seal.seq === previous.seq + 1 &&
  sameMac(seal.previousMac, previous.mac) &&
  (seal.generation !== previous.generation || seal.xidFrom === previous.xidTo)

/** In the order of transactions, generation by generation. */
const isBefore = (row: Row, generation: number, xid: string): boolean =>
  row.generation < generation || (row.generation === generation && Number(row.xid) < Number(xid))
