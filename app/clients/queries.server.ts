import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { client, person, personContact } from '../../db/city/schema/clients.ts'
import { residenceTitle } from '../../db/city/schema/permits.ts'
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
  givenName: string
  /** Reduced-precision ISO date. */
  birthDate: string
  gender: 'female' | 'male' | 'diverse' | null
  language: string | null
  interpreter: boolean
  email: string | null
  phone: string | null
  leadId: string | null
  leadName: string | null
  /** The residence title seen last; null when none is known. */
  title: { status: string | null; wording: string; validUntil: string | null } | null
}

/** Of several papers the one seen last, and of one day's the one written down last. */
const lastTitle = (db: StaffDb) =>
  db
    .select({
      status: residenceTitle.status,
      wording: residenceTitle.wording,
      validUntil: residenceTitle.validUntil,
    })
    .from(residenceTitle)
    .where(and(eq(residenceTitle.personId, person.id), isNull(residenceTitle.voidedAt)))
    .orderBy(desc(residenceTitle.occurredOn), desc(residenceTitle.recordedAt))
    .limit(1)
    .as('title')

/** Undefined when there is no such file, or it was voided. */
export async function clientHead(db: StaffDb, clientId: string): Promise<ClientHead | undefined> {
  const title = lastTitle(db)
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
      title: { status: title.status, wording: title.wording, validUntil: title.validUntil },
    })
    .from(client)
    .innerJoin(person, eq(person.id, client.personId))
    .innerJoin(participation, and(eq(participation.clientId, client.id), isNull(participation.voidedAt)))
    .innerJoin(programme, eq(programme.id, participation.programmeId))
    .leftJoin(personContact, eq(personContact.personId, person.id))
    .leftJoin(actor, eq(actor.id, client.leadId))
    .leftJoinLateral(title, sql`true`)
    .where(and(eq(client.id, clientId), isNull(client.voidedAt)))
    .orderBy(desc(participation.occurredOn), desc(participation.id))
    .limit(1)
  return head && { ...head, interpreter: head.interpreter ?? false }
}
