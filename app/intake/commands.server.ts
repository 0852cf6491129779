import { eq } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { personContact } from '../../db/city/schema/clients.ts'
import { contactRecord, privacyNotice } from '../../db/city/schema/intake.ts'
import { holdFile, recorded, writeTimeline } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { tellFamily, withFamily } from '../households/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { ContactInput, NoticeInput } from './input.ts'
import { contactsOf } from './queries.server.ts'
import { decideNotice, NOTICE_VERSION, type NoticeError } from './rules.ts'

/**
 * Writes down how somebody is reached and spoken to. What was said before stays; what reminders and partners read is changed with
 * it. `changed-meanwhile`: somebody else wrote since the form was filled.
 */
export async function recordContact(
  city: CityWork,
  clientId: string,
  { formKey, basedOn, ...told }: ContactInput,
): Promise<Result<null, 'changed-meanwhile' | 'not-found'>> {
  const held = await holdFile(city, clientId)
  const file = held && (await clientHead(city.db, clientId))
  if (!file) return fail('not-found')
  const { personId } = file
  const saved = await contactsOf(city.db, personId)
  if (saved.some(({ recordId }) => recordId === formKey)) return ok(null)
  if ((saved[0]?.recordId ?? null) !== basedOn) return fail('changed-meanwhile')
  const made = await city.db
    .insert(contactRecord)
    .values({ id: formKey, personId, ...told, ...recorded(city) })
    .onConflictDoNothing({ target: contactRecord.id })
    .returning({ id: contactRecord.id })
  // The key belongs to a form of another file.
  if (made.length === 0) return fail('not-found')
  await reachBy(city, personId, told)
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'contact-recorded',
    refId: formKey,
  })
  return ok(null)
}

type Reach = Pick<ContactInput, 'email' | 'mobile' | 'phone' | 'language' | 'interpreter'>

/** What reminders and partners read. */
async function reachBy(
  { db }: CityWork,
  personId: string,
  { email, mobile, phone, language, interpreter }: Reach,
): Promise<void> {
  const now = { email, phone: mobile ?? phone, language, interpreter }
  await db
    .insert(personContact)
    .values({ personId, ...now })
    .onConflictDoUpdate({ target: personContact.personId, set: now })
}

/**
 * After a record was taken back, moved or declared valid: the newest that stands says how the person is reached. Without
 * one nobody is written to or called; the language stays, for a letter may name it.
 */
export async function reachAsRecorded(city: CityWork, clientId: string): Promise<void> {
  const file = await clientHead(city.db, clientId)
  if (!file) throw new Error('A file just held is gone')
  const { personId } = file
  const [newest] = await contactsOf(city.db, personId)
  if (newest) return reachBy(city, personId, newest)
  await city.db
    .update(personContact)
    .set({ email: null, phone: null })
    .where(eq(personContact.personId, personId))
}

/** The sheet of Art. 13 and 14 was given to whom of the household was ticked; it stands in the file of each. */
export async function giveNotice(
  city: CityWork,
  clientId: string,
  { formKey, informed, occurredOn, language, way, interpreter }: NoticeInput,
): Promise<Result<null, NoticeError | 'not-found' | 'not-family'>> {
  return withFamily(city, clientId, informed, async (members) => {
    const file = await clientHead(city.db, clientId)
    if (!file) return fail('not-found')
    const told = { occurredOn, way, interpreter }
    const decided = decideNotice(told, file.interpreter, city.today.toString())
    if (!decided.ok) return decided
    const given = await city.db
      .insert(privacyNotice)
      .values(
        members.map(({ personId }) => ({
          formId: formKey,
          personId,
          textVersion: NOTICE_VERSION,
          language,
          way,
          interpreterName: interpreter,
          ...recorded(city, occurredOn),
        })),
      )
      .onConflictDoNothing({ target: [privacyNotice.formId, privacyNotice.personId] })
      .returning({ personId: privacyNotice.personId })
    const fresh = new Set(given.map(({ personId }) => personId))
    const news = members.filter(({ personId }) => fresh.has(personId))
    await tellFamily(city, news, { kind: 'notice-given', occurredOn, refId: formKey })
    return ok(null)
  })
}
