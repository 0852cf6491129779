import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { household, householdMember, person } from '../../../db/city/schema/clients.ts'
import { holdFile, writeTimeline } from '../../clients/commands.server.ts'
import { clientHead } from '../../clients/queries.server.ts'
import { namesKey } from '../../clients/rules.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { LeaveInput, MemberInput } from '../input.ts'
import { familyOf, householdOf, knownPerson } from '../queries.server.ts'
import { decideJoin, decideLeave, type JoinError, type LeaveError } from '../rules.ts'

type Unknown = 'not-found'

/** Nobody else takes one of these people into a household until the act ends; in one order for everybody. */
const holdPeople = async ({ db }: CityWork, personIds: readonly string[]): Promise<void> => {
  await db
    .select({ id: person.id })
    .from(person)
    .where(inArray(person.id, [...personIds]))
    .orderBy(person.id)
    .for('no key update')
}

/** The client's household, held until the act ends; begun with the client as its head where there is none. */
export async function heldHousehold(city: CityWork, personId: string, fromOn: string): Promise<string> {
  await holdPeople(city, [personId])
  const known = await householdOf(city.db, personId)
  if (known) return known.householdId
  const [made] = await city.db
    .insert(household)
    .values({ createdAt: city.now })
    .returning({ id: household.id })
  if (!made) throw new Error('A household was inserted and is not there')
  await city.db.insert(householdMember).values({ householdId: made.id, personId, relation: 'head', fromOn })
  return made.id
}

type AddError = JoinError | Unknown | 'known-person' | 'other-household'

/**
 * Somebody lives in the client's household, with or without a file. `known-person`: somebody of that name and birth date is known,
 * and the form does not say whether it is the same. Whom whoever asks may not know of is not found.
 */
export async function addMember(
  city: CityWork,
  clientId: string,
  input: MemberInput,
): Promise<Result<null, AddError>> {
  const held = await holdFile(city, clientId)
  const file = held && (await clientHead(city.db, clientId))
  if (!file) return fail('not-found')
  const { formKey, birthDate, relation, fromOn } = input
  const decided = decideJoin({ birthDate, fromOn }, city.today.toString())
  if (!decided.ok) return decided
  const sent = await householdOf(city.db, formKey)
  if (sent && sent.householdId === (await householdOf(city.db, file.personId))?.householdId) return ok(null)
  const whom = await whomToAdd(city, input)
  if (!whom.ok) return whom
  const personId = whom.value
  await holdPeople(city, [file.personId, personId])
  if (personId === file.personId || (await householdOf(city.db, personId))) return fail('other-household')
  const householdId = await heldHousehold(city, file.personId, fromOn)
  await city.db
    .insert(householdMember)
    .values({ householdId, personId, relation, fromOn })
    // Left and came back on one day.
    .onConflictDoUpdate({
      target: [householdMember.householdId, householdMember.personId, householdMember.fromOn],
      set: { untilOn: null, relation },
    })
  await tellBoth(city, { clientId, personId, occurredOn: fromOn, kind: 'household-joined' })
  return ok(null)
}

/** The person known already, or a new one whose id is the key of the form. */
async function whomToAdd(
  city: CityWork,
  { formKey, same, familyName, givenName, birthDate, gender }: MemberInput,
): Promise<Result<string, 'known-person' | Unknown>> {
  const key = namesKey(familyName, givenName)
  const known = await knownPerson(city.db, { namesKey: key, birthDate })
  if (known && same === null) return fail('known-person')
  if (known && same === 'yes') return ok(known)
  const [made] = await city.db
    .insert(person)
    .values({ id: formKey, familyName, givenName, birthDate, gender, namesKey: key, createdAt: city.now })
    .onConflictDoNothing({ target: person.id })
    .returning({ id: person.id })
  // The key belongs to somebody else.
  return made ? ok(made.id) : fail('not-found')
}

/** Somebody lives in the household no longer; that they did stays. */
export async function leaveHousehold(
  city: CityWork,
  clientId: string,
  { member, untilOn }: LeaveInput,
): Promise<Result<null, LeaveError | Unknown | 'not-family'>> {
  const held = await holdFile(city, clientId)
  const file = held && (await clientHead(city.db, clientId))
  if (!file) return fail('not-found')
  const family = await familyOf(city.db, file.personId)
  const own = await householdOf(city.db, file.personId)
  if (!own || !family.some(({ personId }) => personId === member)) return fail('not-family')
  const here = and(
    eq(householdMember.householdId, own.householdId),
    eq(householdMember.personId, member),
    isNull(householdMember.untilOn),
  )
  const [living] = await city.db
    .select({ fromOn: householdMember.fromOn })
    .from(householdMember)
    .where(here)
    .for('update')
  if (!living) return fail('not-family')
  const decided = decideLeave(living.fromOn, untilOn, city.today.toString())
  if (!decided.ok) return decided
  await city.db.update(householdMember).set({ untilOn }).where(here)
  await tellBoth(city, { clientId, personId: member, occurredOn: untilOn, kind: 'household-left' })
  return ok(null)
}

/** A line in the client's stream and in that of whom it is about, without a name: a file may be restricted later. */
async function tellBoth(
  city: CityWork,
  {
    clientId,
    personId,
    ...entry
  }: { clientId: string; personId: string; occurredOn: string; kind: 'household-joined' | 'household-left' },
): Promise<void> {
  const [other] = await familyOf(city.db, personId)
  const files = new Set([clientId, ...(other?.clientId ? [other.clientId] : [])])
  for (const id of files) await writeTimeline(city, { ...entry, clientId: id })
}
