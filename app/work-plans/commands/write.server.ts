import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { signingRequest, workPlan, workPlanVersion } from '../../../db/city/schema/work-plans.ts'
import { latestAssessmentOf } from '../../assessments/queries.server.ts'
import { holdFile, recorded, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { endSigning, planSigningReminder } from '../../messages/commands.server.ts'
import { versionHash } from '../hash.server.ts'
import { isSignable } from '../rules/states.ts'
import { canonical, type PlanContent, stepsOf, withKeys } from '../rules.ts'
import { type HeldPlan, holdLivePlan, mustMove, openVersion, type Version } from './hold.server.ts'

/** `no-assessment`: a plan answers a talk, so there is none without one. `outdated`: somebody else was faster. */
export type WriteError = 'not-found' | 'no-assessment' | 'outdated' | 'nothing-new'

export interface WritePlan {
  clientId: string
  /** Hash of the version the writer had before them, hexadecimal; '' when there was no plan. */
  basis: string
  content: PlanContent
  /** Kept for later, or laid before the client. */
  as: 'draft' | 'offered'
}

export interface Written {
  planId: string
  version: number
  /** ISO instant of the first reminder that came about; null = none did. */
  nextMessageAt: string | null
}

/**
 * Writes the client's plan, or its next version; what was offered before and is not in force yet is withdrawn by it, what
 * was signed stays as it is. The same words again, as from a double click, are the version that is there. `nothing-new`:
 * the version in force says just that.
 */
export async function writePlan(
  city: CityWork,
  { clientId, basis, content, as }: WritePlan,
): Promise<Result<Written, WriteError>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const head = await clientHead(city.db, clientId)
  if (!head) return fail('not-found')
  if (!(await latestAssessmentOf(city.db, clientId))) return fail('no-assessment')
  const before = await holdLivePlan(city, clientId)
  if (!before && basis !== '') return fail('outdated')
  const plan = before ?? (await makePlan(city, head))

  const versions = await city.db.select().from(workPlanVersion).where(eq(workPlanVersion.planId, plan.id))
  const newest = versions.sort((a, b) => b.version - a.version)[0]
  const open = await openVersion(city, plan.id)
  const same = newest && canonical(newest.content) === canonical(content)
  if (same && !open && newest.state === 'in-force') return fail('nothing-new')
  const kept = same && open && (as === 'draft' || isSignable(open.state))
  if (kept) return ok({ planId: plan.id, version: open.version, nextMessageAt: null })
  if ((newest?.hash.toString('hex') ?? '') !== basis && !same) return fail('outdated')

  const known = versions.flatMap((one) => stepsOf(one.content).map(({ key }) => key))
  const drafted = await putDraft(city, plan, withKeys(content, known), open, newest?.version ?? 0)
  if (as === 'draft') return ok({ planId: plan.id, version: drafted.version, nextMessageAt: null })
  return ok({
    planId: plan.id,
    version: drafted.version,
    nextMessageAt: await offerVersion(city, clientId, drafted),
  })
}

async function makePlan(
  city: CityWork,
  { clientId, participationId }: { clientId: string; participationId: string },
): Promise<HeldPlan> {
  const [made] = await city.db
    .insert(workPlan)
    .values({ clientId, participationId, ...recorded(city) })
    .returning()
  if (!made) throw new Error('A plan was not written')
  return made
}

/** The open draft with new words, or a new version in the place of what was offered. */
async function putDraft(
  city: CityWork,
  plan: HeldPlan,
  content: PlanContent,
  open: Version | undefined,
  last: number,
): Promise<Pick<Version, 'id' | 'planId' | 'version' | 'state'>> {
  const made = { madeAt: city.now, madeBy: city.actor.id }
  if (open?.state === 'draft') {
    const hash = versionHash({ planId: plan.id, version: open.version, content })
    await mustMove(city, open, 'save', 'worker', { content, hash, ...made })
    return open
  }
  if (open) await withdraw(city, open)
  const version = last + 1
  const hash = versionHash({ planId: plan.id, version, content })
  const [written] = await city.db
    .insert(workPlanVersion)
    .values({ planId: plan.id, version, state: 'draft', content, hash, ...made })
    .returning()
  if (!written) throw new Error('A version was not written')
  return written
}

/** Not to be signed any more: nobody is reminded of it, and its link opens nothing. */
export async function withdraw(city: CityWork, version: Pick<Version, 'id' | 'state'>): Promise<void> {
  await mustMove(city, version, 'withdraw', 'worker')
  await endSigning(city, version.id, 'withdrawn')
}

/** Lays a draft before the client. Answers when the client is first reminded (ISO instant), if at all. */
export async function offerVersion(
  city: CityWork,
  clientId: string,
  draft: Pick<Version, 'id' | 'planId' | 'version' | 'state'>,
): Promise<string | null> {
  await mustMove(city, draft, 'offer', 'worker', { offeredAt: city.now })
  await city.db.insert(signingRequest).values({ versionId: draft.id, clientId })
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'plan-offered',
    refId: draft.planId,
    words: { version: draft.version },
  })
  return planSigningReminder(city, { clientId, versionId: draft.id, reminders: 0 })
}
