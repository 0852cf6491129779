import type { CityWork } from '../../../db/act.ts'
import { note } from '../../../db/city/schema/partners.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { NoteInput } from '../input.ts'
import { referredClient } from '../queries/partner.server.ts'

const recorded = (city: CityWork<'staff' | 'partner'>) => ({
  occurredOn: city.today.toString(),
  recordedAt: city.now,
  recordedBy: city.actor.id,
  conductedBy: city.actor.id,
})

/** A note of the city's staff: for themselves, or for the organisations the client is referred to as well. */
export async function writeNote(
  city: CityWork,
  clientId: string,
  { formKey, text, readers }: NoteInput,
): Promise<Result<null, 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  await city.db
    .insert(note)
    .values({ id: formKey, clientId, text, internal: readers === 'internal', ...recorded(city) })
    .onConflictDoNothing({ target: note.id })
  return ok(null)
}

/** A note of an organisation: for itself and the city, never for other organisations. `no-services`: consent does not reach so far. */
export async function writePartnerNote(
  city: CityWork<'partner'>,
  clientId: string,
  { formKey, text }: NoteInput,
): Promise<Result<null, 'not-found' | 'no-services'>> {
  const { organisation } = city.actor
  const seen = await referredClient(city.db, clientId)
  if (!seen || !organisation) return fail('not-found')
  if (!seen.open.some(({ category }) => category === 'services')) return fail('no-services')
  if (seen.notes.some(({ id }) => id === formKey)) return ok(null)
  await city.db.insert(note).values({
    id: formKey,
    clientId,
    text,
    internal: false,
    organisationId: organisation.id,
    ...recorded(city),
  })
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'partner-note',
    refId: formKey,
    words: { organisation: organisation.name },
  })
  return ok(null)
}
