/** Everything that says who somebody is, and a search for it in any text. */
import type { Sql } from '../../db/fleet/server.ts'

/** Folded words of names; the others as they are written in `findPersons`. */
export interface Persons {
  names: Set<string>
  emails: Set<string>
  /** Phones and registry numbers, digits only. */
  numbers: Set<string>
  /** ISO; only dates known to the day. */
  birthDates: Set<string>
}

export interface PersonRow {
  family?: string | null
  given?: string | null
  /** The names folded as the product folds them. */
  key?: string | null
  email?: string | null
  phone?: string | null
  azr?: string | null
  born?: string | null
}

/** Shorter names are too often part of something else. */
const SHORTEST = 4

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const digits = (text: string): string => text.replaceAll(/\D/g, '')

/** The words of a text that may be a name. */
export const wordsOf = (text: string): Set<string> =>
  new Set((fold(text).match(/\p{L}+/gu) ?? []).filter((word) => word.length >= SHORTEST))

/** ISO from what stands in a list or in the database; undefined when the day is not known. */
function isoOf(date: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return date
  const [, day, month, year] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(date) ?? []
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

/** `known`: text whose words are no secret, such as the names of staff. */
export function personsOf(rows: Iterable<PersonRow>, known = ''): Persons {
  const persons: Persons = { names: new Set(), emails: new Set(), numbers: new Set(), birthDates: new Set() }
  for (const { family, given, key, email, phone, azr, born } of rows) {
    for (const word of wordsOf([family, given, key].join(' '))) persons.names.add(word)
    if (email?.includes('@')) persons.emails.add(email.toLowerCase())
    for (const number of [phone, azr]) {
      const bare = digits(number ?? '')
      if (bare.length >= 6) persons.numbers.add(bare)
    }
    const date = isoOf(born ?? '')
    if (date) persons.birthDates.add(date)
  }
  for (const word of wordsOf(known)) persons.names.delete(word)
  return persons
}

/** Everybody in a city's database, and every number and address they were ever reached under. */
export const personsIn = (sql: Sql): Promise<PersonRow[]> =>
  sql<PersonRow[]>`
    select family_name as family, given_name as given, names_key as key, birth_date as born,
      email, phone, azr_number as azr
    from person left join person_contact c on c.person_id = person.id
    left join person_registry r on r.person_id = person.id
    union all
    select null, null, null, null, email, reached, null
    from contact_record, unnest(array[mobile, phone, other_phone]) as reached
    union all
    select null, null, null, null, email, phone, null from household_contact`

/** Letters as they stand in an address, in the output of a monitor and in JSON. */
function plain(text: string): string {
  const bytes = /(?:(?:%|\\x)[0-9a-f]{2})+/gi
  return text
    .replaceAll(bytes, (run) => Buffer.from(run.replaceAll(/%|\\x/gi, ''), 'hex').toString('utf8'))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Ids, digests and hashes are made of letters too. */
const withoutIds = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, ' ')
    .replaceAll(/(\\x)?\b[0-9a-f]{16,}\b/gi, (found) => (/^\d+$/.test(found) ? found : ' '))
    .replaceAll(/\$argon2id\$[^\s"]+/g, ' ')

/** Which of these persons' facts stand in the text, each once. */
export function findPersons(text: string, persons: Persons): string[] {
  const bare = withoutIds(plain(text))
  const all = (pattern: RegExp): string[] => bare.match(pattern) ?? []
  const numbers = [...all(/\d+/g), ...all(/\+?\d[\d /().-]{4,}\d/g).map(digits)]
  const dates = [...all(/\d{4}-\d\d-\d\d/g), ...all(/\d\d?\.\d\d?\.\d{4}/g)].map((date) => isoOf(date) ?? '')
  const found = [
    ...[...wordsOf(bare)].filter((word) => persons.names.has(word)),
    ...all(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g).filter((email) => persons.emails.has(email.toLowerCase())),
    ...numbers.filter((number) => persons.numbers.has(number)),
    ...dates.filter((date) => persons.birthDates.has(date)),
  ]
  return [...new Set(found)].sort()
}
