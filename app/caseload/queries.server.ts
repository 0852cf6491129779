import { and, asc, eq, exists, gte, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { deputy, fileAccess, handOver } from '../../db/city/schema/caseload.ts'
import { client, person } from '../../db/city/schema/clients.ts'
import { listedName } from '../clients/queries.server.ts'

export interface Absence {
  deputyId: string
  absentId: string
  absent: string
  deputy: string
  /** ISO dates, both included. */
  from: string
  until: string
}

const absent = alias(actor, 'absent')
const stands = alias(actor, 'stands')

/** Absences that last or are ahead, the next first. */
export const absencesAhead = ({ db, today }: CityWork): Promise<Absence[]> =>
  db
    .select({
      deputyId: deputy.id,
      absentId: deputy.absentId,
      absent: absent.name,
      deputy: stands.name,
      from: deputy.fromOn,
      until: deputy.untilOn,
    })
    .from(deputy)
    .innerJoin(absent, eq(absent.id, deputy.absentId))
    .innerJoin(stands, eq(stands.id, deputy.deputyId))
    .where(and(isNull(deputy.voidedAt), gte(deputy.untilOn, today.toString())))
    .orderBy(asc(deputy.fromOn), asc(absent.name))
    .limit(100)

export interface Loan {
  loanId: string
  clientId: string
  name: string
  from: string
  to: string
  toId: string
  fromId: string
  until: string
}

/** Files that are with somebody for a time and that whoever asks may see; `of`: only those that touch that person. */
export const loansOut = ({ db }: CityWork, of: string | undefined): Promise<Loan[]> =>
  db
    .select({
      loanId: handOver.id,
      clientId: handOver.clientId,
      name: listedName,
      from: absent.name,
      to: stands.name,
      fromId: absent.id,
      toId: stands.id,
      until: sql<string>`${handOver.untilOn}`,
    })
    .from(handOver)
    .innerJoin(client, eq(client.id, handOver.clientId))
    .innerJoin(person, eq(person.id, client.personId))
    .innerJoin(absent, eq(absent.id, handOver.fromId))
    .innerJoin(stands, eq(stands.id, handOver.toId))
    .where(
      and(
        isNotNull(handOver.untilOn),
        isNull(handOver.returnedAt),
        isNull(handOver.voidedAt),
        of ? sql`${of}::uuid in (${handOver.fromId}, ${handOver.toId})` : undefined,
      ),
    )
    .orderBy(asc(handOver.untilOn), asc(person.familyName), asc(person.givenName))
    .limit(200)

export interface CaseFile {
  clientId: string
  name: string
  restricted: boolean
  /** With its lead for a time only. */
  lent: boolean
}

const open = and(isNull(client.closedOn), isNull(client.voidedAt))

/** The open files somebody leads, by name, as far as whoever asks may see them. */
export const filesLedBy = ({ db }: CityWork, leadId: string): Promise<CaseFile[]> =>
  db
    .select({
      clientId: client.id,
      name: listedName,
      restricted: sql<boolean>`${client.restriction} is not null`,
      lent: sql<boolean>`exists (select from hand_over where hand_over.client_id = ${client.id}
        and until_on is not null and returned_at is null and voided_at is null)`,
    })
    .from(client)
    .innerJoin(person, eq(person.id, client.personId))
    .where(and(eq(client.leadId, leadId), open))
    .orderBy(asc(person.familyName), asc(person.givenName), asc(person.id))
    .limit(500)

/** Who leads open files and is not among the city's people any more, by name: their files wait to be handed over. */
export const goneLeads = (
  { db }: Pick<CityWork, 'db'>,
  staff: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: actor.id, name: actor.name })
    .from(actor)
    .where(
      and(
        isNull(actor.organisation),
        notInArray(actor.id, [...staff]),
        exists(
          db
            .select({ one: sql`1` })
            .from(client)
            .where(and(eq(client.leadId, actor.id), open)),
        ),
      ),
    )
    .orderBy(asc(actor.name), asc(actor.id))

export interface Restriction {
  restriction: 'relative-of-staff' | 'threatened' | 'other' | null
  leadId: string | null
  named: { id: string; name: string }[]
  /** Still read until that ISO date. */
  former: { name: string; until: string }[]
}

/** Who sees a file; undefined when whoever asks does not. */
export async function restrictionOf(
  { db, today }: CityWork,
  clientId: string,
): Promise<Restriction | undefined> {
  const [file] = await db
    .select({ restriction: client.restriction, leadId: client.leadId })
    .from(client)
    .where(and(eq(client.id, clientId), isNull(client.voidedAt)))
  if (!file) return undefined
  const rows = await db
    .select({ id: actor.id, name: actor.name, kind: fileAccess.kind, until: fileAccess.untilOn })
    .from(fileAccess)
    .innerJoin(actor, eq(actor.id, fileAccess.actorId))
    .where(and(eq(fileAccess.clientId, clientId), isNull(fileAccess.endedAt)))
    .orderBy(asc(actor.name))
  return {
    ...file,
    named: rows.filter(({ kind }) => kind === 'named').map(({ id, name }) => ({ id, name })),
    former: rows.flatMap(({ name, until }) => (until && until >= today.toString() ? [{ name, until }] : [])),
  }
}
