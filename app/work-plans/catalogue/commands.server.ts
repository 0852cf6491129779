import { eq, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { planCatalogueStep } from '../../../db/city/schema/work-plans.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { AddInput, ChangeInput, Turn } from './input.ts'
import { PRODUCT_STEPS } from './product.server.ts'
import { catalogueOf } from './queries.server.ts'
import {
  type CatalogueError,
  type CatalogueStep,
  mayAdd,
  mayBringBack,
  mayChange,
  type StepWords,
  stepNamed,
} from './rules.ts'

const CATALOGUE_LOCK = 7_046_004

/** One after the other: whether a sentence is there already, only the whole catalogue says. */
async function holdCatalogue({ db }: CityWork): Promise<CatalogueStep[]> {
  await db.execute(sql`select pg_advisory_xact_lock(${CATALOGUE_LOCK})`)
  return catalogueOf(db)
}

/** Writes what a step says from now on; what it said before stands in the trail and in the plans that took it. */
async function put(
  { db, now, actor }: CityWork,
  { rowId, proposal }: CatalogueStep,
  { goal, what, who, weeks, evidence }: StepWords,
  retired: boolean,
): Promise<void> {
  const changed = { changedAt: now, changedBy: actor.id, retiredAt: retired ? now : null }
  const row = { goal, what, who, weeks, evidence, ...changed }
  if (rowId) await db.update(planCatalogueStep).set(row).where(eq(planCatalogueStep.id, rowId))
  else await db.insert(planCatalogueStep).values({ proposalKey: proposal, ...row })
}

export async function changeStep(
  city: CityWork,
  ref: string,
  { basis, ...wanted }: ChangeInput,
): Promise<Result<null, CatalogueError>> {
  const may = mayChange(await holdCatalogue(city), ref, { basis, wanted })
  if (!may.ok) return may
  await put(city, may.value, wanted, false)
  return ok(null)
}

/** A step of the city's own. The key of the form becomes its id: a double click adds it once. */
export async function addStep(
  city: CityWork,
  { formKey, ...wanted }: AddInput,
): Promise<Result<null, CatalogueError>> {
  const may = mayAdd(await holdCatalogue(city), formKey, wanted)
  if (!may.ok) return may
  await city.db
    .insert(planCatalogueStep)
    .values({ id: formKey, ...wanted, changedAt: city.now, changedBy: city.actor.id })
    .onConflictDoNothing({ target: planCatalogueStep.id })
  return ok(null)
}

/** Proposes a step no longer, proposes it again, or says it in the product's words again. */
export async function turnStep(
  city: CityWork,
  ref: string,
  turn: Turn,
): Promise<Result<null, CatalogueError>> {
  const steps = await holdCatalogue(city)
  switch (turn) {
    case 'retire': {
      const step = stepNamed(steps, ref)
      if (!step) return fail('not-found')
      if (!step.retired) await put(city, step, step, true)
      return ok(null)
    }
    case 'bring-back': {
      const may = mayBringBack(steps, ref)
      if (!may.ok) return may
      if (may.value.retired) await put(city, may.value, may.value, false)
      return ok(null)
    }
    case 'plain': {
      const words = PRODUCT_STEPS.find(({ key }) => key === ref)
      if (!words) return fail('not-found')
      const wanted = { ...words, evidence: '' }
      const may = mayChange(steps, ref, { basis: stepNamed(steps, ref)?.basis ?? '', wanted })
      if (!may.ok) return may
      await put(city, may.value, wanted, false)
      return ok(null)
    }
  }
}
