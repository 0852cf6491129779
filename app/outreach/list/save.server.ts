import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { dwelling, person, personContact, personRegistry, tenancy } from '../../../db/city/schema/clients.ts'
import { personStay, residenceTitle } from '../../../db/city/schema/permits.ts'
import { titlesOfMany } from '../../permits/queries.server.ts'
import { isNews } from '../../permits/rules/titles.ts'
import type { ListField, ListPerson } from './person.ts'

/** A person to write down: new (every fact) or known (the facts that changed). */
export interface ToSave {
  id: string
  person: ListPerson
  changed: readonly ListField[] | 'everything'
}

const CHUNK = 1000

export async function inChunks<T>(
  rows: readonly T[],
  write: (chunk: T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await write(rows.slice(at, at + CHUNK))
}

const touches = ({ changed }: ToSave, fields: readonly ListField[]): boolean =>
  changed === 'everything' || fields.some((field) => changed.includes(field))

const excluded = (column: string) => sql.raw(`excluded.${column}`)

/**
 * Writes what a list says of people, a few statements for a thousand of them. Never makes a client.
 *
 * @param onRows how many of them are written, and of how many
 */
export async function savePersons(
  city: CityWork,
  all: readonly ToSave[],
  onRows: (rows: number, of: number) => void = () => undefined,
): Promise<void> {
  for (let at = 0; at < all.length; at += CHUNK) {
    onRows(at, all.length)
    await saveChunk(city, all.slice(at, at + CHUNK))
  }
  onRows(all.length, all.length)
}

async function saveChunk(city: CityWork, all: readonly ToSave[]): Promise<void> {
  const { db, now } = city
  await inChunks(all, (chunk) =>
    db
      .insert(person)
      .values(
        chunk.map(({ id, person: one }) => ({
          id,
          familyName: one.familyName,
          givenName: one.givenName ?? '',
          birthDate: one.birthDate,
          gender: one.gender,
          nationality: one.nationality,
          nationalityText: one.nationalityText,
          namesKey: one.namesKey,
          createdAt: now,
        })),
      )
      .onConflictDoUpdate({
        target: person.id,
        set: {
          familyName: excluded('family_name'),
          givenName: excluded('given_name'),
          birthDate: excluded('birth_date'),
          gender: excluded('gender'),
          nationality: excluded('nationality'),
          nationalityText: excluded('nationality_text'),
          namesKey: excluded('names_key'),
        },
      }),
  )
  const numbers = all.flatMap(({ id, person: { azrNumber } }) =>
    azrNumber ? [{ personId: id, azrNumber }] : [],
  )
  await inChunks(numbers, (chunk) =>
    db.insert(personRegistry).values(chunk).onConflictDoNothing({ target: personRegistry.personId }),
  )
  const contacts = all.filter((one) => touches(one, ['phone', 'email', 'language', 'languageText']))
  await inChunks(contacts, (chunk) =>
    db
      .insert(personContact)
      .values(
        chunk.map(({ id, person: { phone, email, language, languageText } }) => ({
          personId: id,
          phone,
          email,
          language,
          languageText,
        })),
      )
      .onConflictDoUpdate({
        target: personContact.personId,
        set: {
          phone: excluded('phone'),
          email: excluded('email'),
          language: excluded('language'),
          languageText: excluded('language_text'),
        },
      }),
  )
  const stays = all.flatMap(({ id, person: { entryDate } }) =>
    entryDate ? [{ personId: id, enteredOn: entryDate }] : [],
  )
  await inChunks(stays, (chunk) =>
    db
      .insert(personStay)
      .values(chunk)
      .onConflictDoUpdate({ target: personStay.personId, set: { enteredOn: excluded('entered_on') } }),
  )
  await saveTitles(
    city,
    all.filter((one) => touches(one, ['residenceStatus', 'residenceStatusText', 'validUntil'])),
  )
  await saveDwellings(
    city,
    all.filter((one) => touches(one, ['street', 'houseNumber', 'postcode', 'town'])),
  )
}

/**
 * A paper that reads differently is another row: the old one stays in the history. What the office has seen followed by
 * a later paper does not come back, however new the file of an older list is.
 */
async function saveTitles(city: CityWork, all: readonly ToSave[]): Promise<void> {
  const recorded = { occurredOn: city.today.toString(), recordedAt: city.now, recordedBy: city.actor.id }
  const listed = all.flatMap(({ id, person: { residenceStatus, residenceStatusText, validUntil } }) =>
    residenceStatusText === null && validUntil === null
      ? []
      : [{ personId: id, status: residenceStatus, wording: residenceStatusText ?? '', validUntil }],
  )
  await inChunks(listed, async (chunk) => {
    const known = await titlesOfMany(
      city.db,
      chunk.map(({ personId }) => personId),
    )
    const news = chunk.filter(({ personId, ...paper }) => isNews(paper, known.get(personId) ?? []))
    if (news.length > 0)
      await city.db.insert(residenceTitle).values(news.map((title) => ({ ...title, ...recorded })))
  })
}

const doorOf = ({ street, streetKey, houseNumber, postcode, town }: ListPerson) => ({
  street: street ?? '',
  streetKey: streetKey ?? '',
  houseNumber: houseNumber ?? '',
  postcode: postcode ?? '',
  town: town ?? '',
})

/** Moves people in: the old tenancy ends today, a new one begins. People of one address share one door. */
async function saveDwellings({ db, today }: CityWork, all: readonly ToSave[]): Promise<void> {
  const movers = all.filter(({ person: { street, postcode, town } }) => street ?? postcode ?? town)
  await inChunks(movers, async (chunk) => {
    const keyOf = (door: ReturnType<typeof doorOf>): string =>
      JSON.stringify([door.streetKey, door.houseNumber, door.postcode, door.town])
    const doors = new Map(chunk.map(({ person: one }) => [keyOf(doorOf(one)), doorOf(one)]))
    const rows = await db
      .insert(dwelling)
      .values([...doors.values()])
      // An update that changes nothing, so that doors known before are returned too.
      .onConflictDoUpdate({
        target: [dwelling.streetKey, dwelling.houseNumber, dwelling.postcode, dwelling.town],
        set: { streetKey: excluded('street_key') },
      })
      .returning()
    const ids = new Map(rows.map((row) => [keyOf(row), row.id]))
    const day = today.toString()
    const known = chunk.filter(({ changed }) => changed !== 'everything').map(({ id }) => id)
    if (known.length > 0) {
      await db.execute(sql`
        update tenancy set until_on = greatest(${day}::date, from_on)
        where until_on is null and person_id = any(array(select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)::uuid))`)
    }
    await db.insert(tenancy).values(
      chunk.flatMap(({ id, person: one }) => {
        const dwellingId = ids.get(keyOf(doorOf(one)))
        return dwellingId ? [{ personId: id, dwellingId, fromOn: day }] : []
      }),
    )
  })
}
