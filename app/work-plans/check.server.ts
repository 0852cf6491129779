import { eq, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import { versionHash } from './hash.server.ts'

/** What anybody learns of a checksum: whether it is a plan's, and whether that plan counts. Nothing about anybody. */
export type Checked = 'unknown' | 'broken' | 'waiting' | 'in-force' | 'superseded' | 'ended' | 'void'

/** `hash`: 64 hexadecimal digits; anything else is unknown. */
export async function checkHash({ db }: CityWork, hash: string): Promise<Checked> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return 'unknown'
  const [found] = await db
    .select({
      planId: workPlanVersion.planId,
      version: workPlanVersion.version,
      content: workPlanVersion.content,
      hash: workPlanVersion.hash,
      state: workPlanVersion.state,
      voided: sql<boolean>`${workPlan.voidedAt} is not null`,
    })
    .from(workPlanVersion)
    .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
    .where(eq(workPlanVersion.hash, Buffer.from(hash, 'hex')))
    .orderBy(sql`${workPlanVersion.state} = 'in-force' desc`)
    .limit(1)
  if (!found || found.state === 'draft') return 'unknown'
  if (!found.hash.equals(versionHash(found))) return 'broken'
  if (found.voided) return 'void'
  return found.state === 'offered' || found.state === 'partly-signed' ? 'waiting' : found.state
}
