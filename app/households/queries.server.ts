import { type SQL, sql } from 'drizzle-orm'
import type { StaffDb } from '../../db/handles.ts'
import type { EarningKind, HousingKind, Relation } from './rules.ts'

/**
 * Whether whoever asks may know of a person of this household: nobody whose file is restricted, but for its named people. The
 * policy on `client` shows a restricted file to them alone.
 */
export const mayKnow = (personId: SQL): SQL => sql`(
  not exists (select from restricted_person hidden where hidden.person_id = ${personId})
  or exists (select from client seen where seen.person_id = ${personId} and seen.voided_at is null))`

const memberId = sql.raw('member.person_id')

/** Somebody a talk can serve as well: the client first, then the others of the household. */
export interface FamilyMember {
  personId: string
  /** Null: no file. */
  clientId: string | null
  familyName: string
  givenName: string
  birthDate: string
}

/** The client and everybody of the household whom whoever asks may know of. */
export async function familyOf(db: StaffDb, personId: string): Promise<FamilyMember[]> {
  const rows = await db.execute<FamilyMember & Record<string, unknown>>(sql`
    with family as (
      select ${personId}::uuid as person_id
      union
      select member.person_id from household_member own
      join household_member member on member.household_id = own.household_id and member.until_on is null
      where own.person_id = ${personId}::uuid and own.until_on is null)
    select person.id as "personId", client.id as "clientId", person.family_name as "familyName",
      person.given_name as "givenName", person.birth_date as "birthDate"
    from family member join person on person.id = member.person_id
    left join client on client.person_id = person.id and client.voided_at is null
    where ${mayKnow(memberId)}
    order by person.id = ${personId}::uuid desc, person.birth_date, person.id`)
  return [...rows]
}

export interface Member extends FamilyMember {
  relation: Relation
  /** ISO dates. */
  fromOn: string
  untilOn: string | null
  earning: { earningId: string; earns: 'yes' | 'no'; kind: EarningKind | null; on: string; by: string } | null
  /** The first is where the person lives now; the others are over. */
  homes: Dwelling[]
}

export interface Dwelling {
  kind: HousingKind | null
  homeName: string
  street: string
  houseNumber: string
  postcode: string
  town: string
  fromOn: string
  untilOn: string | null
}

export interface SharedContact {
  contactId: string
  phone: string | null
  email: string | null
  note: string
  /** ISO date. */
  on: string
  by: string
}

const homesValue = (personId: SQL): SQL => sql`array(
  select jsonb_build_object('kind', tenancy.kind, 'homeName', tenancy.home_name, 'street', coalesce(dwelling.street, ''),
    'houseNumber', coalesce(dwelling.house_number, ''), 'postcode', coalesce(dwelling.postcode, ''),
    'town', coalesce(dwelling.town, ''), 'fromOn', tenancy.from_on, 'untilOn', tenancy.until_on)
  from tenancy left join dwelling on dwelling.id = tenancy.dwelling_id
  where tenancy.person_id = ${personId}
  order by tenancy.until_on is not null, tenancy.until_on desc, tenancy.from_on desc)`

const earningValue = (personId: SQL): SQL => sql`(
  select jsonb_build_object('earningId', earning.id, 'earns', earns, 'kind', kind, 'on', occurred_on, 'by', actor.name)
  from earning join actor on actor.id = recorded_by
  where earning.person_id = ${personId} and voided_at is null order by recorded_at desc, earning.id desc limit 1)`

/** Everybody who belongs or belonged to the household, whoever lives there now first. */
async function membersOf(db: StaffDb, householdId: string): Promise<Member[]> {
  const rows = await db.execute<Member & Record<string, unknown>>(sql`
    select person.id as "personId", client.id as "clientId", person.family_name as "familyName",
      person.given_name as "givenName", person.birth_date as "birthDate", member.relation,
      member.from_on as "fromOn", member.until_on as "untilOn",
      ${earningValue(memberId)} as earning, to_jsonb(${homesValue(memberId)}) as homes
    from household_member member join person on person.id = member.person_id
    left join client on client.person_id = person.id and client.voided_at is null
    where member.household_id = ${householdId}::uuid and ${mayKnow(memberId)}
    order by member.until_on is not null, member.relation <> 'head', person.birth_date, person.id, member.from_on desc`)
  return [...rows]
}

/** The household a person belongs to now. */
export async function householdOf(
  db: StaffDb,
  personId: string,
): Promise<{ householdId: string; relation: Relation } | undefined> {
  const [row] = await db.execute<{ householdId: string; relation: Relation }>(sql`
    select household_id as "householdId", relation from household_member
    where person_id = ${personId}::uuid and until_on is null`)
  return row
}

/** Who lives with a client, and what they share. Who belongs to no household yet is its only member, since today. */
export async function livingOf(
  db: StaffDb,
  { personId, clientId, familyName, givenName, birthDate }: FamilyMember,
  today: string,
): Promise<{ members: Member[]; contacts: SharedContact[] }> {
  const household = await householdOf(db, personId)
  if (household) {
    const { householdId } = household
    return { members: await membersOf(db, householdId), contacts: await sharedContactsOf(db, householdId) }
  }
  const id = sql`${personId}::uuid`
  const [row] = await db.execute<Pick<Member, 'homes' | 'earning'> & Record<string, unknown>>(
    sql`select to_jsonb(${homesValue(id)}) as homes, ${earningValue(id)} as earning`,
  )
  if (!row) throw new Error('A select without from has one row')
  const own = { personId, clientId, familyName, givenName, birthDate }
  return { members: [{ ...own, relation: 'head', fromOn: today, untilOn: null, ...row }], contacts: [] }
}

/** What all of a household answer to, the newest first: that counts, the others are its history. */
async function sharedContactsOf(db: StaffDb, householdId: string): Promise<SharedContact[]> {
  const rows = await db.execute<SharedContact & Record<string, unknown>>(sql`
    select household_contact.id as "contactId", phone, email, note, occurred_on as "on", actor.name as by
    from household_contact join actor on actor.id = recorded_by
    where household_id = ${householdId}::uuid and voided_at is null
    order by recorded_at desc, household_contact.id desc`)
  return [...rows]
}

/** For the client page: with whom and where somebody lives. */
export interface HouseholdSummary {
  members: {
    familyName: string
    givenName: string
    birthDate: string
    clientId: string | null
    relation: Relation
  }[]
  home: Dwelling | null
}

/** `HouseholdSummary` as one JSON value, each part a step into an index. */
export const householdValue = (clientId: string): SQL => {
  const personId = sql`(select person_id from client where id = ${clientId}::uuid)`
  return sql`jsonb_build_object(
    'members', coalesce((select jsonb_agg(jsonb_build_object('familyName', person.family_name, 'givenName', person.given_name,
        'birthDate', person.birth_date, 'clientId', file.id, 'relation', member.relation)
        order by member.relation <> 'head', person.birth_date, person.id)
      from household_member own
      join household_member member on member.household_id = own.household_id and member.until_on is null
        and member.person_id <> own.person_id
      join person on person.id = member.person_id
      left join client file on file.person_id = person.id and file.voided_at is null
      where own.person_id = ${personId} and own.until_on is null and ${mayKnow(memberId)}), '[]'),
    'home', (${homesValue(personId)})[1])`
}

/** A person of that name and birth date of whom whoever asks may know; the longest known first. */
export async function knownPerson(
  db: StaffDb,
  { namesKey, birthDate }: { namesKey: string; birthDate: string },
): Promise<string | undefined> {
  const [row] = await db.execute<{ id: string }>(sql`
    select person.id from person where names_key = ${namesKey} and birth_date = ${birthDate}
      and ${mayKnow(sql.raw('person.id'))} order by created_at, id limit 1`)
  return row?.id
}
