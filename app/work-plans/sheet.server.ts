import { and, asc, eq } from 'drizzle-orm'
import { signature, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../db/handles.ts'
import { onTheWall } from '../kit/format.ts'
import { currentPlan, isSigned, type VersionLine, versionsOf } from './queries.server.ts'
import type { Method, Party, PlanContent, PlanState } from './rules.ts'

export interface SignatureView {
  party: Party
  method: Method
  name: string
  witness: string | null
  /** SVG path data in DRAWING_BOX. */
  drawing: string | null
  /** ISO instant. */
  signedAt: string
}

/** One version as it is read and signed. */
export interface PlanSheet extends PlanContent {
  planId: string
  state: PlanState
  inForceOn: string | null
  version: number
  /** Hexadecimal SHA-256. */
  hash: string
  /** ISO date in the city. */
  madeOn: string
  madeByName: string
  /** Of this version. */
  signatures: SignatureView[]
  /** Of the whole plan, the newest first. */
  versions: VersionLine[]
  /** The version that counts while another waits; null when this one counts or none does. */
  countsInstead: number | null
}

/** A version with its signatures; the newest unless `version` is given. Undefined when there is no such thing. */
export async function planSheet(
  db: StaffDb,
  clientId: string,
  version?: number,
): Promise<PlanSheet | undefined> {
  const plan = await currentPlan(db, clientId)
  if (!plan) return undefined
  const found = await versionsOf(db, plan.planId)
  const shown = version === undefined ? found[0] : found.find((one) => one.version === version)
  if (!shown) return undefined
  const signatures = await signaturesUnder(db, plan.planId, shown.version)
  const counts = found.find(isSigned)?.version ?? null
  const { content, hash, madeAt, madeByName } = shown
  return {
    ...plan,
    ...content,
    version: shown.version,
    hash: hash.toString('hex'),
    madeOn: onTheWall(madeAt).date,
    madeByName,
    signatures,
    versions: found.map((one) => ({
      version: one.version,
      madeOn: onTheWall(one.madeAt).date,
      madeByName: one.madeByName,
      signedBy: one.signedBy,
    })),
    countsInstead: counts === shown.version ? null : counts,
  }
}

async function signaturesUnder(db: StaffDb, planId: string, version: number): Promise<SignatureView[]> {
  const found = await db
    .select({
      party: signature.party,
      method: signature.method,
      name: signature.name,
      witness: signature.witness,
      drawing: signature.drawing,
      signedAt: signature.signedAt,
    })
    .from(signature)
    .innerJoin(workPlanVersion, eq(workPlanVersion.id, signature.versionId))
    .where(and(eq(workPlanVersion.planId, planId), eq(workPlanVersion.version, version)))
    .orderBy(asc(signature.party))
  return found.map((one) => ({ ...one, signedAt: one.signedAt.toString() }))
}
