import { and, desc, eq, isNull } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { client, person, personContact } from '../../db/city/schema/clients.ts'
import { participation, programme } from '../../db/city/schema/programmes.ts'
import type { StaffDb } from '../../db/handles.ts'

/** Who a page is about: enough for the banner that stays in sight, and for a command to hang its act on. */
export interface ClientHead {
  clientId: string
  personId: string
  /** Of the programme entered last. */
  participationId: string
  programmeName: string
  familyName: string
  givenName: string | null
  /** Reduced-precision ISO date. */
  birthDate: string
  gender: 'female' | 'male' | 'diverse' | null
  language: string | null
  interpreter: boolean
  email: string | null
  phone: string | null
  leadId: string | null
  leadName: string | null
}

/** Undefined when there is no such file, or it was voided. */
export async function clientHead(db: StaffDb, clientId: string): Promise<ClientHead | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(clientId)) return undefined
  const [head] = await db
    .select({
      clientId: client.id,
      personId: person.id,
      participationId: participation.id,
      programmeName: programme.name,
      familyName: person.familyName,
      givenName: person.givenName,
      birthDate: person.birthDate,
      gender: person.gender,
      language: personContact.language,
      interpreter: personContact.interpreter,
      email: personContact.email,
      phone: personContact.phone,
      leadId: client.leadId,
      leadName: actor.name,
    })
    .from(client)
    .innerJoin(person, eq(person.id, client.personId))
    .innerJoin(participation, and(eq(participation.clientId, client.id), isNull(participation.voidedAt)))
    .innerJoin(programme, eq(programme.id, participation.programmeId))
    .leftJoin(personContact, eq(personContact.personId, person.id))
    .leftJoin(actor, eq(actor.id, client.leadId))
    .where(and(eq(client.id, clientId), isNull(client.voidedAt)))
    .orderBy(desc(participation.occurredOn), desc(participation.id))
    .limit(1)
  return head && { ...head, interpreter: head.interpreter ?? false }
}
