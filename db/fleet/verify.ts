import { asc, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import {
  canonicalRow,
  macOf,
  NO_MAC,
  packDigests,
  sameMac,
  type TrailRow,
  unpackDigests,
} from '../audit-chain.ts'
import { auditSeal } from '../city/schema/audit.ts'
import { cityAddress, withPlatform } from './registry.ts'
import { type Server, withConnection } from './server.ts'

export interface TrailReport {
  city: string
  intact: boolean
  seals: number
  sealed: number
  /** Rows of transactions newer than the last seal. */
  unsealed: number
  changed: number[]
  missing: number[]
  /** Rows that claim a transaction which was sealed without them. */
  added: number[]
  /** Seals whose own text, place in the chain or HMAC does not hold. */
  brokenSeals: number[]
  /** The platform remembers a later seal than the city has, or another one under that number. */
  cutOff: boolean
}

/** Checks a city's trail against its seals and the platform's anchor; names every row that is not as it was sealed. */
export async function verifyTrail(server: Server, slug: string): Promise<TrailReport> {
  return withPlatform(server, async (platform) => {
    const address = await cityAddress(server, platform, slug, 'sealer')
    const [anchor] = await platform<
      { seq: string; mac: Buffer }[]
    >`select seq::text, mac from audit_anchor where city_slug = ${slug}`
    return withConnection(address, async (connection) => {
      const db = drizzle(connection)
      const report: TrailReport = {
        city: slug,
        intact: false,
        seals: 0,
        sealed: 0,
        unsealed: 0,
        changed: [],
        missing: [],
        added: [],
        brokenSeals: [],
        cutOff: false,
      }
      let previousMac = NO_MAC
      let lastXid = { generation: 0, xidTo: '0' }
      let anchored = anchor === undefined
      // A frozen view: rows that arrive while we read are neither missing nor added.
      await db.transaction(
        async (tx) => {
          const seals = await tx.select().from(auditSeal).orderBy(asc(auditSeal.seq))
          for (const [index, seal] of seals.entries()) {
            const inPlace =
              seal.seq === index + 1 &&
              sameMac(seal.previousMac, previousMac) &&
              (seal.generation !== lastXid.generation || seal.xidFrom === lastXid.xidTo)
            if (!inPlace || !sameMac(seal.mac, macOf(server.key, slug, seal)))
              report.brokenSeals.push(seal.seq)
            if (anchor && Number(anchor.seq) === seal.seq) anchored = sameMac(anchor.mac, seal.mac)
            const rows = await tx.execute<{ id: string; xid: string; canonical: string }>(sql`
              select id::text, xid::text, ${canonicalRow} as canonical from audit_event
              where generation = ${seal.generation} and xid >= ${seal.xidFrom}::xid8 and xid < ${seal.xidTo}::xid8 order by id`)
            compare(
              report,
              unpackDigests(seal.digests),
              rows.map((row) => ({ ...row, id: Number(row.id) })),
            )
            previousMac = seal.mac
            lastXid = seal
          }
          const [rest] = await tx.execute<{ n: number }>(sql`
            select count(*)::int as n from audit_event
            where generation > ${lastXid.generation} or (generation = ${lastXid.generation} and xid >= ${lastXid.xidTo}::xid8)`)
          report.unsealed = rest?.n ?? 0
          report.seals = seals.length
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      )
      report.cutOff = !anchored
      report.intact =
        !report.cutOff &&
        [report.changed, report.missing, report.added, report.brokenSeals].every(
          (found) => found.length === 0,
        )
      return report
    })
  })
}

function compare(report: TrailReport, sealed: Map<number, string>, rows: TrailRow[]): void {
  report.sealed += sealed.size
  const found = unpackDigests(packDigests(rows))
  for (const [id, digest] of found) {
    const was = sealed.get(id)
    if (was === undefined) report.added.push(id)
    else if (was !== digest) report.changed.push(id)
  }
  for (const id of sealed.keys()) if (!found.has(id)) report.missing.push(id)
}
