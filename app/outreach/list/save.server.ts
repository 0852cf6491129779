import { sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { dwelling, person, personContact, personRegistry, tenancy } from '../../../db/city/schema/clients.ts'
import { personStay, residenceTitle } from '../../../db/city/schema/permits.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { soundKey } from '../../clients/rules/sounds.ts'
import { titlesOfMany } from '../../permits/queries.server.ts'
import { isNews } from '../../permits/rules/titles.ts'
import type { ListField, ListPerson } from './person.ts'

/** A person to write down: new (every fact) or known (the facts that changed). */
export interface ToSave {
  id: string
  person: ListPerson
  changed: readonly ListField[] | 'everything'
}

const CHUNK = 500

const touches = ({ changed }: ToSave, fields: readonly ListField[]): boolean =>
  changed === 'everything' || fields.some((field) => changed.includes(field))

/** What a row that is there already takes over from the list. */
const taking = (key: string, columns: readonly string[]) =>
  sql.raw(
    `on conflict (${key}) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  )

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

const NAMES = [
  'family_name',
  'given_name',
  'birth_date',
  'gender',
  'nationality',
  'nationality_text',
  'names_key',
  'sound_key',
]
const CONTACT = ['phone', 'email', 'language', 'language_text']

async function saveChunk(city: CityWork, all: readonly ToSave[]): Promise<void> {
  const { db, now } = city
  const persons = all.map(({ id, person: one }) => ({
    id,
    familyName: one.familyName,
    givenName: one.givenName ?? '',
    birthDate: one.birthDate,
    gender: one.gender,
    nationality: one.nationality,
    nationalityText: one.nationalityText,
    namesKey: one.namesKey,
    soundKey: soundKey(one.familyName, one.givenName),
    createdAt: now,
  }))
  await insertMany(db, person, persons, taking('id', NAMES))
  const numbers = all.flatMap(({ id, person: { azrNumber } }) =>
    azrNumber ? [{ personId: id, azrNumber }] : [],
  )
  await insertMany(db, personRegistry, numbers, sql`on conflict (person_id) do nothing`)
  const contacts = all
    .filter((one) => touches(one, ['phone', 'email', 'language', 'languageText']))
    .map(({ id, person: { phone, email, language, languageText } }) => ({
      personId: id,
      phone,
      email,
      language,
      languageText,
    }))
  await insertMany(db, personContact, contacts, taking('person_id', CONTACT))
  const stays = all.flatMap(({ id, person: { entryDate } }) =>
    entryDate ? [{ personId: id, enteredOn: entryDate }] : [],
  )
  await insertMany(db, personStay, stays, taking('person_id', ['entered_on']))
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
  const known = await titlesOfMany(
    city.db,
    listed.map(({ personId }) => personId),
  )
  const news = listed.filter(({ personId, ...paper }) => isNews(paper, known.get(personId) ?? []))
  await insertMany(
    city.db,
    residenceTitle,
    news.map((title) => ({ ...title, ...recorded })),
  )
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
  const keyOf = (door: ReturnType<typeof doorOf>): string =>
    JSON.stringify([door.streetKey, door.houseNumber, door.postcode, door.town])
  const doors = new Map(movers.map(({ person: one }) => [keyOf(doorOf(one)), doorOf(one)]))
  await insertMany(
    db,
    dwelling,
    [...doors.values()],
    sql`on conflict (street_key, house_number, postcode, town) do nothing`,
  )
  const there = await db
    .select()
    .from(dwelling)
    .where(
      sql`(street_key, house_number, postcode, town) in (
        select "streetKey", "houseNumber", postcode, town from jsonb_to_recordset(${JSON.stringify([...doors.values()])}::jsonb)
          as door("streetKey" text, "houseNumber" text, postcode text, town text))`,
    )
  const ids = new Map(there.map((row) => [keyOf(row), row.id]))
  const day = today.toString()
  const known = movers.filter(({ changed }) => changed !== 'everything').map(({ id }) => id)
  if (known.length > 0) {
    await db.execute(sql`
      update tenancy set until_on = greatest(${day}::date, from_on)
      where until_on is null and person_id = any(array(select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)::uuid))`)
  }
  const homes = movers.flatMap(({ id, person: one }) => {
    const dwellingId = ids.get(keyOf(doorOf(one)))
    return dwellingId ? [{ personId: id, dwellingId, fromOn: day }] : []
  })
  await insertMany(db, tenancy, homes)
}
