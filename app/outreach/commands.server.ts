import { and, eq, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../db/act.ts'
import { client, personContact } from '../../db/city/schema/clients.ts'
import { doNotVisit, visit } from '../../db/city/schema/outreach.ts'
import { openFile, personNow, recorded, writeTimeline } from '../clients/commands.server.ts'
import { atOffice } from '../follow-ups/rules/working-days.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { runningProgramme } from '../programmes/queries.server.ts'
import type { NobodyHome, RecordVisit, VisitOutcome } from './input.ts'
import { endQuietly, liftMarkOf, markRefusal } from './knock-effects.server.ts'
import { isVisited, standsAtDoor } from './standing.server.ts'

export type VisitError = 'no-programme' | 'unknown-person' | 'in-future' | 'call-back-past' | 'other-visit'

/** One knock at a door, whoever brings it: a form or a phone that was without network. */
export interface Knock {
  /** Makes sure that it is taken once. */
  id: string
  personId: string
  /** Null outside of a round. */
  roundId: string | null
  outcome: VisitOutcome
  /** ISO date. */
  occurredOn: string
  callBackAt?: Temporal.Instant | undefined
  language?: string | undefined
  note?: string | undefined
}

interface Taken {
  /** Of the file that interest opened. */
  clientId: string | null
  known: boolean
}

/**
 * Writes down a knock at a door, once by its id. Interest opens the case file; a refusal leaves this row, a do-not-visit
 * mark and nothing else; a death ends quietly what is open. Whoever turned out to be somebody else since was visited as that
 * one; whoever goes with a list that is just being taken back is unknown. `other-visit`: the id is that of another person's
 * visit.
 */
export async function takeVisit(city: CityWork, told: Knock): Promise<Result<Taken, VisitError>> {
  const { db, today } = city
  const personId = await personNow(city, told.personId)
  if (!personId) return fail('unknown-person')
  const knock = { ...told, personId }
  const { outcome, occurredOn, callBackAt } = knock
  if (occurredOn > today.toString()) return fail('in-future')
  if (callBackAt && callBackAt.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString() < occurredOn)
    return fail('call-back-past')
  const programme = await runningProgramme(db, occurredOn)
  if (!programme) return fail('no-programme')
  const door = await doorOf(city, knock)
  if (!door) return fail('unknown-person')

  const [made] = await db
    .insert(visit)
    .values({
      id: knock.id,
      personId,
      roundId: knock.roundId,
      dwellingId: door.dwellingId,
      programmeId: programme.id,
      outcome,
      callBackAt: outcome === 'call-back' ? callBackAt : null,
      language: outcome === 'language-barrier' ? knock.language || null : null,
      // Of a refusal no word is kept.
      note: outcome === 'declined' ? null : knock.note || null,
      ...recorded(city, occurredOn),
    })
    .onConflictDoNothing({ target: visit.id })
    .returning({ id: visit.id })
  if (!made) {
    const [before] = await db.select({ personId: visit.personId }).from(visit).where(eq(visit.id, knock.id))
    if (before?.personId !== personId) return fail('other-visit')
    return ok({ clientId: outcome === 'interested' ? await fileOf(city, personId) : null, known: true })
  }
  return follow(city, knock, made.id)
}

/** What a knock brings with it. */
async function follow(
  city: CityWork,
  { personId, outcome, occurredOn, language }: Knock,
  visitId: string,
): Promise<Result<Taken, VisitError>> {
  switch (outcome) {
    case 'interested': {
      const opened = await openFile(city, { personId, origin: 'door', occurredOn })
      if (!opened.ok) return opened
      const { clientId } = opened.value
      await writeTimeline(city, { clientId, occurredOn, kind: 'visited', refId: visitId })
      await liftMarkOf(city, personId, 'interested')
      return ok({ clientId, known: false })
    }
    case 'declined':
      await markRefusal(city, personId, occurredOn)
      break
    case 'language-barrier':
      if (language) await rememberLanguage(city, personId, language)
      break
    case 'deceased':
      for (const clientId of await endQuietly(city, personId, occurredOn))
        await writeTimeline(city, { clientId, occurredOn, kind: 'deceased', refId: visitId })
      break
  }
  return ok({ clientId: null, known: false })
}

/** Where the knock was: the door of the round, else where the person lives. Undefined for nobody one may visit. */
async function doorOf(
  { db }: CityWork,
  { personId, roundId }: Knock,
): Promise<{ dwellingId: string | null } | undefined> {
  const [door] = await db.execute<{ dwellingId: string | null }>(sql`
    select coalesce(walked.dwelling_id, tenancy.dwelling_id) as "dwellingId" from person
    left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
    left join round_person walked on walked.person_id = person.id and walked.round_id = ${roundId}::uuid
    where person.id = ${personId} and (${roundId}::uuid is null or walked.round_id is not null)
      and ${standsAtDoor(sql.raw('person.id'))}
    for key share of person`)
  return door
}

async function fileOf({ db }: CityWork, personId: string): Promise<string | null> {
  const [found] = await db
    .select({ id: client.id })
    .from(client)
    .where(and(eq(client.personId, personId), isNull(client.voidedAt)))
  return found?.id ?? null
}

/** The next visit brings somebody who speaks it. A language the person named is not overwritten. */
async function rememberLanguage({ db }: CityWork, personId: string, language: string): Promise<void> {
  await db
    .insert(personContact)
    .values({ personId, language, interpreter: true })
    .onConflictDoUpdate({
      target: personContact.personId,
      set: { language: sql`coalesce(${personContact.language}, excluded.language)`, interpreter: true },
    })
}

/** Somebody who refused at the door has come by themselves. The first reason given stays. */
export async function liftDoNotVisit(
  { db, now, actor }: CityWork,
  { markId, reason }: { markId: string; reason: string },
): Promise<Result<null, 'not-found'>> {
  const [known] = await db
    .select({ liftedAt: doNotVisit.liftedAt })
    .from(doNotVisit)
    .where(eq(doNotVisit.id, markId))
    .for('update')
  if (!known) return fail('not-found')
  if (!known.liftedAt)
    await db
      .update(doNotVisit)
      .set({ liftedAt: now, liftedBy: actor.id, liftReason: reason })
      .where(eq(doNotVisit.id, markId))
  return ok(null)
}

/** A knock from a form: its id follows from key, answer and person, so that the form sent twice is one visit. */
export async function recordVisit(
  city: CityWork,
  { formKey, callBackOn, callBackTime, ...input }: RecordVisit,
  roundId: string | null = null,
): Promise<Result<Taken, VisitError>> {
  const [key] = await city.db.execute<{ id: string }>(
    sql`select md5(${formKey} || ${input.outcome} || ${input.personId}::text)::uuid::text as id`,
  )
  if (!key) throw new Error('A statement without rows answered none')
  const callBackAt =
    input.outcome === 'call-back' && callBackOn && callBackTime
      ? atOffice(Temporal.PlainDate.from(callBackOn), callBackTime)
      : undefined
  return takeVisit(city, { ...input, id: key.id, roundId, callBackAt })
}

/** One tap for whole houses: nobody opened. Each person still visited behind these doors gets the visit, each once. */
export async function nobodyHome(
  city: CityWork,
  { formKey, dwellingId, occurredOn }: NobodyHome,
  roundId: string | null = null,
): Promise<Result<number, VisitError>> {
  const { db, today, now, actor } = city
  if (occurredOn > today.toString()) return fail('in-future')
  const programme = await runningProgramme(db, occurredOn)
  if (!programme) return fail('no-programme')
  const behind = roundId
    ? sql`select person_id, dwelling_id from round_person where round_id = ${roundId}::uuid`
    : sql`select person_id, dwelling_id from tenancy where until_on is null`
  const doors = sql.join(
    dwellingId.map((door) => sql`${door}::uuid`),
    sql`, `,
  )
  // The ids follow from the form's key and the person: sent twice, they meet themselves.
  const made = await db.execute(sql`
    insert into visit (id, person_id, dwelling_id, programme_id, round_id, outcome, occurred_on, recorded_at, recorded_by, conducted_by)
    select md5(${formKey} || 'nobody-home' || door.person_id::text)::uuid, door.person_id, door.dwelling_id, ${programme.id}::uuid, ${roundId}::uuid,
      'nobody-home', ${occurredOn}::date, ${now.toString()}::timestamptz, ${actor.id}::uuid, ${actor.id}::uuid
    from (${behind}) door join person on person.id = door.person_id
    where door.dwelling_id in (${doors}) and ${isVisited('door')}
    order by door.person_id for key share of person
    on conflict do nothing returning id`)
  return ok(made.length)
}
