/** How rows of the audit trail become seals: the same arithmetic for the sealer and for whoever checks it. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { deriveKey, type RootKey } from '../infra/key.ts'

/** A row in canonical text: every column, so that none can be changed unseen. */
export interface TrailRow {
  id: number
  xid: string
  canonical: string
}

export interface Seal {
  seq: number
  generation: number
  xidFrom: string
  xidTo: string
  digests: Buffer
  previousMac: Buffer
  /** To the millisecond. */
  sealedAt: Temporal.Instant
}

/** Instants as microseconds since 1970: independent of the session's time zone and format. */
export const micros = (column: string): SQL =>
  sql.raw(`(extract(epoch from ${column}) * 1000000)::bigint::text`)

/** Of all an act changed, one after the other; null when it changed nothing, or in a row that once held this digest itself. */
const changesDigest = sql`(select nullif(sha256(string_agg(digest, ''::bytea order by nth)), value_digest) from audit_change
  where event_id = audit_event.id)`

/** What came with a later version is added only where it is said: rows sealed before stay as they were. */
export const canonicalRow = sql`(jsonb_build_array(id, generation, xid::text, ${micros('at')}, actor_id, actor_name, actor_role,
  organisation, action, subject, subject_id, encode(value_digest, 'hex'))
  || case when num_nonnulls(reason, special) = 0 then '[]' else jsonb_build_array(reason, special) end
  || coalesce(to_jsonb(encode(${changesDigest}, 'hex')), '[]'))::text`

/** Which trail: where its rows stand and what they become. Seals stand in `audit_seal` of the same database. */
export interface Trail {
  /** The city's slug, or 'platform'; bound into every seal. */
  name: string
  events: SQL
  /** The table of one row that knows the generation. */
  identity: SQL
  canonical: SQL
  /** Ids of rows whose changes, kept apart, are not as they were sealed; null where there are none. */
  bentChanges: SQL | null
}

export const cityTrail = (slug: string): Trail => ({
  name: slug,
  events: sql`audit_event`,
  identity: sql`city_identity`,
  canonical: canonicalRow,
  bentChanges: sql`select bent::text as id from audit.bent_changes() bent`,
})

export const PLATFORM_TRAIL: Trail = {
  name: 'platform',
  events: sql`account_event`,
  identity: sql`platform_identity`,
  canonical: sql`jsonb_build_array(id, generation, xid::text, ${micros('at')}, kind, actor_id, account_id, city_slug, reason)::text`,
  bentChanges: null,
}

const ENTRY = 40

/** Hexadecimal, as `unpackDigests` gives it. */
export const digestOf = (canonical: string): string => hash('sha256', canonical, 'hex')

export function packDigests(rows: TrailRow[]): Buffer {
  const packed = Buffer.alloc(rows.length * ENTRY)
  for (const [index, row] of rows.entries()) {
    packed.writeBigUInt64BE(BigInt(row.id), index * ENTRY)
    packed.write(digestOf(row.canonical), index * ENTRY + 8, 'hex')
  }
  return packed
}

/** Digest by row id, as a seal remembers it. */
export function unpackDigests(packed: Buffer): Map<number, string> {
  const digests = new Map<number, string>()
  for (let at = 0; at + ENTRY <= packed.length; at += ENTRY) {
    digests.set(Number(packed.readBigUInt64BE(at)), packed.subarray(at + 8, at + ENTRY).toString('hex'))
  }
  return digests
}

/** The newest row of a seal; its digests, or only their last entry. 0 for digests somebody emptied. */
export const lastRowOf = (packed: Buffer): number =>
  packed.length < ENTRY ? 0 : Number(packed.readBigUInt64BE(packed.length - ENTRY))

export const NO_MAC: Buffer = Buffer.alloc(32)

/** HMAC with a key that lies outside every database: who can write rows still cannot seal them. */
export function macOf(root: RootKey, slug: string, seal: Seal): Buffer {
  const { seq, generation, xidFrom, xidTo, sealedAt, previousMac, digests } = seal
  return createHmac('sha256', deriveKey(root, `audit:${slug}`))
    .update(
      JSON.stringify([
        slug,
        seq,
        generation,
        xidFrom,
        xidTo,
        sealedAt.toString(),
        previousMac.toString('hex'),
      ]),
    )
    .update(digests)
    .digest()
}

export const sameMac = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

/** What a city remembers of the platform's newest seal, proved by the same key. */
export const witnessProof = (
  root: RootKey,
  slug: string,
  { seq, mac, lastRow }: { seq: number; mac: Buffer; lastRow: number },
): Buffer =>
  createHmac('sha256', deriveKey(root, `witness:${slug}`))
    .update(`${seq}:${mac.toString('hex')}:${lastRow}`)
    .digest()
