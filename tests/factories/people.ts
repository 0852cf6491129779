import { type OpenedFile, openFile } from '../../app/clients/commands.server.ts'
import { soundKey } from '../../app/clients/rules/sounds.ts'
import { namesKey } from '../../app/clients/rules.ts'
import type { CityWork } from '../../db/act.ts'
import { person, personContact } from '../../db/city/schema/clients.ts'

export interface PersonFacts {
  familyName?: string
  givenName?: string
  birthDate?: string
  email?: string | null
  language?: string
}

/** A valid person with an e-mail address; every fact can be another. */
export async function makePerson(city: CityWork, facts: PersonFacts = {}): Promise<string> {
  const familyName = facts.familyName ?? 'Haile'
  const givenName = facts.givenName ?? 'Selam'
  const [made] = await city.db
    .insert(person)
    .values({
      familyName,
      givenName,
      birthDate: facts.birthDate ?? '1980-11-19',
      namesKey: namesKey(familyName, givenName),
      soundKey: soundKey(familyName, givenName),
      createdAt: city.now,
    })
    .returning({ id: person.id })
  if (!made) throw new Error('no person')
  const email = facts.email === undefined ? 'selam@example.net' : facts.email
  await city.db.insert(personContact).values({ personId: made.id, email, language: facts.language ?? 'ti' })
  return made.id
}

/** A person with a case file in the running programme. */
export async function makeClient(
  city: CityWork,
  facts: PersonFacts = {},
): Promise<OpenedFile & { personId: string }> {
  const personId = await makePerson(city, facts)
  const opened = await openFile(city, { personId, origin: 'door', occurredOn: city.today.toString() })
  if (!opened.ok) throw new Error(opened.error)
  return { ...opened.value, personId }
}
