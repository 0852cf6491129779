/** Who is still visited: the one place where this is said, for streets, rounds and phones alike. */
import { type SQL, sql } from 'drizzle-orm'

/** `row` is the alias of rows with a person_id and a dwelling_id. */
const of = (row: string) => ({
  person: sql.raw(`${row}.person_id`),
  dwelling: sql.raw(`${row}.dwelling_id`),
})

/** A file, restricted ones too: staff does not see those, but nobody goes to their doors. */
export function hasFile(row: string): SQL {
  const { person } = of(row)
  return sql`(exists (select from client where client.person_id = ${person} and client.voided_at is null)
    or exists (select from restricted_person hidden where hidden.person_id = ${person}))`
}

/** Nobody goes there any more, and no list of doors shows the name: a refusal that stands, or a death. */
export function isLeftAlone(row: string): SQL {
  const { person } = of(row)
  return sql`(exists (select from do_not_visit mark where mark.person_id = ${person} and mark.lifted_at is null)
    or exists (select from visit last where last.person_id = ${person} and last.voided_at is null and last.outcome = 'deceased'))`
}

/** Does not live behind this door any more; a new address is a new door. */
export function isGone(row: string): SQL {
  const { person, dwelling } = of(row)
  return sql`exists (select from visit last where last.person_id = ${person} and last.voided_at is null
    and last.outcome in ('moved', 'wrong-address') and last.dwelling_id = ${dwelling})`
}

/**
 * Whether somebody is visited at the door at all: neither whose file is restricted, nor who turned out to be somebody else,
 * nor a child that no list names and that is known only because its family told of it.
 */
export const standsAtDoor = (person: SQL): SQL => sql`(
  not exists (select from restricted_person hidden where hidden.person_id = ${person})
  and not exists (select from person gone where gone.id = ${person} and gone.merged_into is not null)
  and not exists (select from household_member family
    where family.person_id = ${person} and family.until_on is null and family.relation = 'child'
      and not exists (select from list_row where list_row.person_id = ${person})))`

/** Somebody may still go to this person behind this door. */
export const isVisited = (row: string): SQL =>
  sql`${standsAtDoor(of(row).person)} and not ${hasFile(row)} and not ${isLeftAlone(row)} and not ${isGone(row)}`
