import { type SQL, sql } from 'drizzle-orm'
import type { StaffReader } from '../../db/handles.ts'
import { soundsOfTyped } from '../clients/rules/sounds.ts'
import { foldName } from '../clients/rules.ts'
import type { Sought } from './rules.ts'

/** Somebody found: what tells people of one name apart. */
export interface FoundPerson {
  personId: string
  /** Null: only on a list so far. */
  clientId: string | null
  closed: boolean
  familyName: string
  givenName: string
  /** Reduced ISO date. */
  birthDate: string
  /** Street and number; null when unknown. */
  street: string | null
  leadName: string | null
}

export interface FoundPeople {
  people: FoundPerson[]
  /** There are more than a page shows. */
  more: boolean
}

export const MOST_FOUND = 50

/** Names are letters and figures by now: no sign of a pattern is left in them. */
const holds = (column: SQL, part: string): SQL => sql`${column} like ${`%${part}%`}`

/** A word of two letters has no trigram of its own: it is sought where a name begins. */
export function wordMatches(word: string): SQL {
  const folded = foldName(word)
  const sounds = soundsOfTyped(word)
  const sound = sql`person.sound_key`
  const ways =
    folded.length < 3
      ? sounds.map((part) => holds(sound, ` ${part}`))
      : [
          holds(sql`person.names_key`, folded),
          ...sounds.map((part) => holds(sound, part.length < 3 ? ` ${part}` : part)),
        ]
  return sql`(${sql.join(ways, sql` or `)})`
}

function matches(sought: Sought): SQL {
  if ('azr' in sought)
    return sql`person.id = (select person_id from person_registry where azr_number = ${sought.azr})`
  const parts = sought.words.map(wordMatches)
  if (sought.born) parts.push(sql`person.birth_date = ${sought.born}`)
  return sql.join(parts, sql` and `)
}

/** Whole names before parts of longer ones. */
function wholeFirst(sought: Sought): SQL {
  const words = 'words' in sought ? sought.words : []
  const whole = words.map(
    (word) =>
      sql`(${sql.join(
        soundsOfTyped(word).map((sound) => holds(sql`sound_key`, ` ${sound} `)),
        sql` or `,
      )})`,
  )
  return whole.length > 0 ? sql`(${sql.join(whole, sql` and `)}) desc,` : sql``
}

/**
 * Nobody who was merged into somebody else, and nobody whose file is for others: that there is such a file is not told
 * either. Asked once for the whole statement.
 */
export const visible = sql`person.merged_into is null and person.id <> all(array(
  select hidden.person_id from restricted_person hidden
  where not exists (select from client seen where seen.person_id = hidden.person_id and seen.voided_at is null)))`

/** One of them by his id, or who he turned out to be. */
export async function personFound(db: StaffReader, personId: string): Promise<FoundPerson | undefined> {
  const [found] = await db.execute<FoundPerson & Record<string, unknown>>(
    facts(sql`
      select 1 as nth, id, family_name, given_name, birth_date from person
      where id = (select coalesce(asked.merged_into, asked.id) from person asked where asked.id = ${personId}::uuid)
        and ${visible}`),
  )
  return found
}

/** Facts beside the persons of `found`: each one step into an index. */
const facts = (found: SQL): SQL => sql`
  with found as materialized (${found}),
  listed as materialized (
    select found.*, client.id as client_id, client.closed_on, client.lead_id,
      nullif(trim(dwelling.street || ' ' || dwelling.house_number), '') as street
    from found
    left join client on client.person_id = found.id and client.voided_at is null
    left join tenancy on tenancy.person_id = found.id and tenancy.until_on is null
    left join dwelling on dwelling.id = tenancy.dwelling_id),
  leads as materialized (select id, name from actor where id = any(array(select lead_id from listed)))
  select listed.id as "personId", client_id as "clientId", closed_on is not null as closed, family_name as "familyName",
    given_name as "givenName", birth_date as "birthDate", street, leads.name as "leadName"
  from listed left join leads on leads.id = listed.lead_id
  order by listed.nth`

/**
 * People whose names hold every part sought, in any order and however they are spelled, or who were born on that day, or
 * who bear that number: with a file or only on a list. Of restricted files only those that whoever asks may see.
 */
export async function findPeople(db: StaffReader, sought: Sought): Promise<FoundPeople> {
  const rows = await db.execute<FoundPerson & Record<string, unknown>>(
    facts(sql`
      select row_number() over () as nth, best.* from (
        select id, family_name, given_name, birth_date from person
        where ${matches(sought)} and ${visible}
        order by ${wholeFirst(sought)} family_name, given_name, id limit ${MOST_FOUND + 1}) best`),
  )
  return { people: rows.slice(0, MOST_FOUND), more: rows.length > MOST_FOUND }
}
