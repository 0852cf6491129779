import { and, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { consent, note } from '../../../db/city/schema/partners.ts'
import type { PartnerDb, StaffDb } from '../../../db/handles.ts'
import { holdFile, recorded, writeTimeline } from '../../clients/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { NoteInput } from '../input.ts'
import type { Category } from '../rules.ts'
import { oneAtATime } from './one-at-a-time.server.ts'

/** A note of the city's staff: for themselves, or for the organisations the client is referred to as well. */
export async function writeNote(
  city: CityWork,
  clientId: string,
  { formKey, text, readers }: NoteInput,
): Promise<Result<null, 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const [made] = await city.db
    .insert(note)
    .values({ id: formKey, clientId, text, internal: readers === 'internal', ...recorded(city) })
    .onConflictDoNothing({ target: note.id })
    .returning({ id: note.id })
  return made || (await isNoteOf(city.db, clientId, formKey)) ? ok(null) : fail('not-found')
}

/** The form sent twice is one note; the key of another file's note is none of this one. */
async function isNoteOf(db: StaffDb | PartnerDb, clientId: string, noteId: string): Promise<boolean> {
  const known = await db
    .select({ id: note.id })
    .from(note)
    .where(and(eq(note.id, noteId), eq(note.clientId, clientId)))
  return known.length > 0
}

/** A note of an organisation: for itself and the city, never for other organisations. `no-services`: consent does not reach so far. */
export async function writePartnerNote(
  city: CityWork<'partner'>,
  clientId: string,
  { formKey, text }: NoteInput,
): Promise<Result<null, 'not-found' | 'no-services'>> {
  const { organisation } = city.actor
  const open = await openCategories(city.db, clientId)
  if (open.length === 0 || !organisation) return fail('not-found')
  if (!open.includes('services')) return fail('no-services')
  await oneAtATime(city.db, formKey)
  if (await isNoteOf(city.db, clientId, formKey)) return ok(null)
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

/** What the client allows the organisation just now: row level security shows no other consent. */
async function openCategories(db: PartnerDb, clientId: string): Promise<Category[]> {
  const rows = await db
    .select({ category: consent.category })
    .from(consent)
    .where(eq(consent.clientId, clientId))
  return rows.map(({ category }) => category)
}
