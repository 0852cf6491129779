import { planCatalogueStep } from '../../../db/city/schema/work-plans.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { PRODUCT_STEPS } from './product.server.ts'
import { type CatalogueStep, type CityStep, layOver } from './rules.ts'

/** All a city keeps ready for its plans, what it no longer proposes too. */
export async function catalogueOf(db: StaffDb): Promise<CatalogueStep[]> {
  const rows = await db
    .select({
      id: planCatalogueStep.id,
      proposalKey: planCatalogueStep.proposalKey,
      goal: planCatalogueStep.goal,
      what: planCatalogueStep.what,
      who: planCatalogueStep.who,
      weeks: planCatalogueStep.weeks,
      evidence: planCatalogueStep.evidence,
      retiredAt: planCatalogueStep.retiredAt,
      changedAt: planCatalogueStep.changedAt,
    })
    .from(planCatalogueStep)
    .orderBy(planCatalogueStep.what)
  return layOver(
    PRODUCT_STEPS,
    rows.map(
      ({ retiredAt, changedAt, ...row }): CityStep => ({
        ...row,
        retired: retiredAt !== null,
        changedAt: changedAt.toString(),
      }),
    ),
  )
}
