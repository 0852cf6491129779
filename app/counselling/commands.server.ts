import { and, eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { counselling } from '../../db/city/schema/counselling.ts'
import { holdFile, recorded, writeTimeline } from '../clients/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { participationOn } from '../programmes/queries.server.ts'
import type { CounsellingInput } from './input.ts'
import { type CounsellingError, decideCounselling } from './rules.ts'

/** Writes down time given to a client; the window of the next talk stays where it is. The form sent twice is one. */
export async function recordCounselling(
  city: CityWork,
  clientId: string,
  { formKey, occurredOn, ...told }: CounsellingInput,
): Promise<Result<string, CounsellingError | 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const decided = decideCounselling(occurredOn, {
    today: city.today.toString(),
    participationId: await participationOn(city.db, clientId, occurredOn),
  })
  if (!decided.ok) return decided
  const saved = await city.db
    .insert(counselling)
    .values({ id: formKey, clientId, participationId: decided.value, ...told, ...recorded(city, occurredOn) })
    .onConflictDoNothing({ target: counselling.id })
    .returning({ id: counselling.id })
  if (saved.length === 0) return asBefore(city, clientId, formKey, told)
  await writeTimeline(city, {
    clientId,
    occurredOn,
    kind: 'counselled',
    refId: formKey,
    words: { how: told.kind, minutes: told.minutes, withWhom: told.withWhom },
  })
  return ok(formKey)
}

/** A double click is the row that is there; with other answers it is a new form, and one of another file is none of this. */
async function asBefore(
  { db }: CityWork,
  clientId: string,
  id: string,
  told: Omit<CounsellingInput, 'formKey' | 'occurredOn'>,
): Promise<Result<string, 'already-saved' | 'not-found'>> {
  const [known] = await db
    .select({ kind: counselling.kind, minutes: counselling.minutes, note: counselling.note })
    .from(counselling)
    .where(and(eq(counselling.id, id), eq(counselling.clientId, clientId)))
  if (!known) return fail('not-found')
  const same = known.kind === told.kind && known.minutes === told.minutes && known.note === told.note
  return same ? ok(id) : fail('already-saved')
}
