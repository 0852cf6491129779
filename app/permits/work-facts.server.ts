import type { CityWork } from '../../db/act.ts'
import { workFacts } from '../../db/city/schema/permits.ts'
import { holdFile, recorded, writeTimeline } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { WorkFactsInput } from './input.ts'
import { workFactsOf } from './queries.server.ts'
import { decideWorkFacts, type WorkFactsError } from './rules/work-facts.ts'

/** Writes down what the work permission is found from; what was said before stays. */
export async function recordWorkFacts(
  city: CityWork,
  clientId: string,
  { formKey, basedOn, ...told }: WorkFactsInput,
): Promise<Result<null, WorkFactsError | 'not-found'>> {
  const held = await holdFile(city, clientId)
  const file = held && (await clientHead(city.db, clientId))
  if (!file) return fail('not-found')
  const saved = await workFactsOf(city.db, file.personId)
  const decided = decideWorkFacts(told, { formKey, basedOn }, { today: city.today.toString(), saved })
  if (!decided.ok) return decided
  if (decided.value.known) return ok(null)
  const made = await city.db
    .insert(workFacts)
    .values({ id: formKey, personId: file.personId, ...told, ...recorded(city) })
    .onConflictDoNothing({ target: workFacts.id })
    .returning({ id: workFacts.id })
  // The key belongs to a form of another file.
  if (made.length === 0) return fail('not-found')
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'work-facts-recorded',
    refId: formKey,
  })
  return ok(null)
}
