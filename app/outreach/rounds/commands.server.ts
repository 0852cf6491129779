import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { outreachRound, type RoundPart, roundWalker } from '../../../db/city/schema/outreach.ts'
import { type Colleague, introduce } from '../../caseload/commands/colleague.server.ts'
import { recorded } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { runningProgramme } from '../../programmes/queries.server.ts'
import type { PartInput, RoundInput } from '../input.ts'
import { chosenPeople } from './plan.server.ts'

export type PlanError = 'no-programme' | 'nobody' | 'unknown-walker'

/** What was chosen, without what was left empty. */
export function partOf({ importId, postcodes, streetKeys, languages, women, under27 }: PartInput): RoundPart {
  return {
    ...(importId && { importId }),
    ...(postcodes.length > 0 && { postcodes }),
    ...(streetKeys.length > 0 && { streetKeys }),
    ...(languages.length > 0 && { languages }),
    ...(women && { women }),
    ...(under27 && { under27 }),
  }
}

/**
 * Plans a round; answers with its id, which is the form's key: sent twice, it is one round. Its people are frozen now:
 * who may be visited today and belongs to the part. `walkers` are the city's staff as the platform knows them.
 */
export async function planRound(
  city: CityWork,
  { formKey, walkers, ...input }: RoundInput,
  staff: readonly Colleague[],
): Promise<Result<string, PlanError>> {
  const going = staff.filter(({ id }) => walkers.includes(id))
  if (going.length !== new Set(walkers).size) return fail('unknown-walker')
  const programme = await runningProgramme(city.db, input.fromOn)
  if (!programme) return fail('no-programme')
  const part = partOf(input)
  const people = await city.db.execute(sql`select from (${chosenPeople(part, input.fromOn)}) chosen limit 1`)
  if (people.length === 0) return fail('nobody')
  const [made] = await city.db
    .insert(outreachRound)
    .values({
      id: formKey,
      programmeId: programme.id,
      importId: input.importId ?? null,
      name: input.name,
      fromOn: input.fromOn,
      untilOn: input.untilOn,
      instructions: input.instructions,
      phone: input.phone,
      targetWomen: input.targetWomen,
      targetUnder27: input.targetUnder27,
      part,
      ...recorded(city),
    })
    .onConflictDoNothing({ target: outreachRound.id })
    .returning({ id: outreachRound.id })
  if (!made) return ok(formKey)
  await introduce(city, going)
  await city.db.insert(roundWalker).values(going.map(({ id }) => ({ roundId: made.id, actorId: id })))
  await city.db.execute(sql`
    insert into round_person (round_id, person_id, dwelling_id)
    select ${made.id}::uuid, person_id, dwelling_id from (${chosenPeople(part, input.fromOn)}) chosen`)
  return ok(made.id)
}

/** A round that runs, held until the act ends so that nobody closes it meanwhile; undefined when it does not run. */
export async function holdRunning(
  { db }: CityWork,
  roundId: string,
): Promise<{ id: string; fromOn: string } | undefined> {
  const [held] = await db
    .select({ id: outreachRound.id, fromOn: outreachRound.fromOn })
    .from(outreachRound)
    .where(
      and(eq(outreachRound.id, roundId), eq(outreachRound.status, 'open'), isNull(outreachRound.voidedAt)),
    )
    .for('update')
  return held
}

/** Whom a list names and who may be visited goes into a round held before, beside those who are in it already. */
export async function sendInto(
  { db }: CityWork,
  round: { id: string; fromOn: string },
  importId: string,
): Promise<void> {
  await db.execute(sql`
    insert into round_person (round_id, person_id, dwelling_id, import_id)
    select ${round.id}::uuid, person_id, dwelling_id, ${importId}::uuid from (${chosenPeople({ importId }, round.fromOn)}) chosen
    on conflict do nothing`)
}

/** Ends a round: nobody goes any more. Visits made before are still taken from phones. */
export async function closeRound(city: CityWork, roundId: string): Promise<Result<null, 'not-found'>> {
  const [held] = await city.db
    .select({ status: outreachRound.status })
    .from(outreachRound)
    .where(and(eq(outreachRound.id, roundId), isNull(outreachRound.voidedAt)))
    .for('update')
  if (!held) return fail('not-found')
  if (held.status === 'open')
    await city.db
      .update(outreachRound)
      .set({ status: 'closed', closedAt: city.now })
      .where(eq(outreachRound.id, roundId))
  return ok(null)
}
