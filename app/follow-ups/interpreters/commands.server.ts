import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { interpreter } from '../../../db/city/schema/diary.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { speaks } from '../rules/interpreting.ts'

export type HeldInterpreter = Pick<typeof interpreter.$inferSelect, 'id' | 'name' | 'service'>

/**
 * Holds somebody who translates until the act ends: nobody else asks her meanwhile. `language`: of the client; who does not
 * speak it is not asked, nor who is not asked any more. `waits`: false = not for whoever holds her already.
 */
export async function holdInterpreter(
  { db }: CityWork,
  {
    interpreterId,
    language,
    waits = true,
  }: { interpreterId: string; language: string | null; waits?: boolean },
): Promise<Result<HeldInterpreter, 'no-interpreter'>> {
  const [found] = await db
    .select()
    .from(interpreter)
    .where(and(eq(interpreter.id, interpreterId), isNull(interpreter.retiredAt)))
    .for('no key update', waits ? {} : { skipLocked: true })
  if (!found || !speaks(found.languages, language)) return fail('no-interpreter')
  return ok({ id: found.id, name: found.name, service: found.service })
}

export interface NewInterpreter {
  name: string
  /** BCP 47, one at least. */
  languages: readonly string[]
  /** E.164; null: none is known. */
  phone: string | null
  /** By telephone, in any number of talks at once. */
  service: boolean
}

/** Somebody of that name, in any case: there is one already, or there is one now. */
export async function addInterpreter(
  { db, now, actor }: CityWork,
  { name, languages, phone, service }: NewInterpreter,
): Promise<Result<null, 'name-taken'>> {
  const made = await db
    .insert(interpreter)
    .values({ name, languages: [...languages], phone: phone ?? '', service, addedAt: now, addedBy: actor.id })
    .onConflictDoNothing()
    .returning({ id: interpreter.id })
  return made.length > 0 ? ok(null) : fail('name-taken')
}

/** She is not asked any more; what was agreed stays. Twice is the same. */
export async function retireInterpreter(
  { db, now }: CityWork,
  interpreterId: string,
): Promise<Result<null, 'no-interpreter'>> {
  const known = await db
    .update(interpreter)
    .set({ retiredAt: sql`coalesce(${interpreter.retiredAt}, ${now.toString()}::timestamptz)` })
    .where(eq(interpreter.id, interpreterId))
    .returning({ id: interpreter.id })
  return known.length > 0 ? ok(null) : fail('no-interpreter')
}
