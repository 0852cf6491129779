import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { actor } from '../../db/city/schema/actor.ts'
import { permitExtension, residenceTitle, workFacts } from '../../db/city/schema/permits.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { Extension } from './rules/extensions.ts'
import { keptGoing, type Paper, type SeenTitle } from './rules/titles.ts'
import type { WorkFacts } from './rules/work-permission.ts'

const paper = {
  titleId: residenceTitle.id,
  status: residenceTitle.status,
  wording: residenceTitle.wording,
  validUntil: residenceTitle.validUntil,
  seenOn: residenceTitle.occurredOn,
}
/** The paper seen last is the current one, and of one day's the one written down last. */
const lastFirst = [desc(residenceTitle.occurredOn), desc(residenceTitle.recordedAt)]

/** Every paper of a person, the current one first. */
export const titlesOf = (db: StaffDb, personId: string): Promise<SeenTitle[]> =>
  db
    .select(paper)
    .from(residenceTitle)
    .where(and(eq(residenceTitle.personId, personId), isNull(residenceTitle.voidedAt)))
    .orderBy(...lastFirst)

/** The paper seen last; undefined when none is known. */
export async function currentTitleOf(db: StaffDb, personId: string): Promise<SeenTitle | undefined> {
  const [current] = await db
    .select(paper)
    .from(residenceTitle)
    .where(and(eq(residenceTitle.personId, personId), isNull(residenceTitle.voidedAt)))
    .orderBy(...lastFirst)
    .limit(1)
  return current
}

export interface ExtensionLine extends Extension {
  /** The paper to be extended. */
  title: Paper
}

/** Every extension a client asked for, the newest first. */
export function extensionsOf(db: StaffDb, clientId: string): Promise<ExtensionLine[]> {
  const newTitle = alias(residenceTitle, 'new_title')
  return db
    .select({
      extensionId: permitExtension.id,
      appliedOn: permitExtension.occurredOn,
      decidedOn: permitExtension.decidedOn,
      outcome: permitExtension.outcome,
      title: {
        status: residenceTitle.status,
        wording: residenceTitle.wording,
        validUntil: residenceTitle.validUntil,
      },
      newTitle: {
        status: newTitle.status,
        wording: newTitle.wording,
        validUntil: newTitle.validUntil,
      },
    })
    .from(permitExtension)
    .innerJoin(residenceTitle, eq(residenceTitle.id, permitExtension.titleId))
    .leftJoin(newTitle, eq(newTitle.id, permitExtension.newTitleId))
    .where(and(eq(permitExtension.clientId, clientId), isNull(permitExtension.voidedAt)))
    .orderBy(desc(permitExtension.occurredOn), desc(permitExtension.recordedAt))
}

/** The application still waiting for its answer; a client has one at most. */
export async function openExtensionOf(db: StaffDb, clientId: string): Promise<ExtensionLine | undefined> {
  return (await extensionsOf(db, clientId)).find(({ outcome }) => outcome === null)
}

export interface ExpiringTitle extends Paper {
  clientId: string
  familyName: string
  givenName: string
  /** ISO date; may have passed. */
  validUntil: string
  /** An extension is applied for, but does not keep this paper going. ISO date. */
  appliedOn: string | null
}

/**
 * The current papers of a worker's open cases that run out by `until` (ISO date) or have run out, the worst first. Each
 * `limit 1` keeps the planner from reading a whole table instead of stepping into its index for every case.
 */
export const expiringQuery = (workerId: string, until: string): SQL => sql`
  select client.id as "clientId", person.family_name as "familyName", person.given_name as "givenName",
    title.status, title.wording, title.valid_until as "validUntil", extension.occurred_on as "appliedOn",
    extended.valid_until as "extendedUntil"
  from client
  cross join lateral (
    select status, wording, valid_until from residence_title
    where residence_title.person_id = client.person_id and residence_title.voided_at is null
    order by occurred_on desc, recorded_at desc limit 1) title
  cross join lateral (
    select family_name, given_name from person where person.id = client.person_id limit 1) person
  left join lateral (
    select title_id, occurred_on from permit_extension
    where permit_extension.client_id = client.id and outcome is null and permit_extension.voided_at is null
    limit 1) extension on true
  left join lateral (
    select valid_until from residence_title where residence_title.id = extension.title_id limit 1) extended on true
  where client.lead_id = ${workerId} and client.closed_on is null and client.voided_at is null
    and title.valid_until <= ${until}
  order by title.valid_until, person.family_name, person.given_name, client.id`

type ExpiringRow = ExpiringTitle & { extendedUntil: string | null } & Record<string, unknown>

/**
 * For the page of the day: whose paper needs something done before it runs out. Left out is whom an application in time
 * keeps going: nothing to be done but wait. Costs a worker's caseload, never the city.
 */
export async function expiringTitles(db: StaffDb, workerId: string, until: string): Promise<ExpiringTitle[]> {
  const rows = await db.execute<ExpiringRow>(expiringQuery(workerId, until))
  return [...rows].flatMap(({ extendedUntil, ...title }) => {
    const { status, appliedOn } = title
    const open = appliedOn === null ? undefined : { appliedOn, validUntil: extendedUntil }
    return keptGoing(status, open) ? [] : [title]
  })
}

/** The papers of several people by person, the current one first. */
export async function titlesOfMany(db: StaffDb, personIds: readonly string[]): Promise<Map<string, Paper[]>> {
  const rows = await db
    .select({
      personId: residenceTitle.personId,
      status: residenceTitle.status,
      wording: residenceTitle.wording,
      validUntil: residenceTitle.validUntil,
    })
    .from(residenceTitle)
    .where(and(inArray(residenceTitle.personId, [...personIds]), isNull(residenceTitle.voidedAt)))
    .orderBy(...lastFirst)
  const papers = new Map<string, Paper[]>()
  for (const { personId, ...paper } of rows) papers.set(personId, [...(papers.get(personId) ?? []), paper])
  return papers
}

export interface WorkFactsLine extends WorkFacts {
  factsId: string
  /** ISO date. */
  recordedOn: string
  by: string
}

/** What was said for the work permission, the newest first: that counts, the others are its history. */
export const workFactsOf = (db: StaffDb, personId: string): Promise<WorkFactsLine[]> =>
  db
    .select({
      factsId: workFacts.id,
      recordedOn: workFacts.occurredOn,
      by: actor.name,
      receptionDuty: workFacts.receptionDuty,
      asylumAppliedOn: workFacts.asylumAppliedOn,
      stayingSince: workFacts.stayingSince,
      toleratedSince: workFacts.toleratedSince,
      safeCountry: workFacts.safeCountry,
      rejection: workFacts.rejection,
      removalImminent: workFacts.removalImminent,
      barred: workFacts.barred,
      fiction: workFacts.fiction,
      employment: workFacts.employment,
    })
    .from(workFacts)
    .innerJoin(actor, eq(actor.id, workFacts.recordedBy))
    .where(and(eq(workFacts.personId, personId), isNull(workFacts.voidedAt)))
    .orderBy(desc(workFacts.recordedAt), desc(workFacts.id))

/** What `workPermission` asks for: the two papers seen last, an open application, and the facts that count. */
export interface WorkGround {
  titles: Pick<Paper, 'status' | 'validUntil'>[]
  open: { appliedOn: string; validUntil: string | null } | null
  facts: WorkFacts | null
}

/** `WorkGround` of a client as one JSON value, each part a step into an index. */
export const workGroundValue = (clientId: string): SQL => {
  const personId = sql`(select person_id from client where id = ${clientId}::uuid)`
  return sql`jsonb_build_object(
    'titles', array(select jsonb_build_object('status', status, 'validUntil', valid_until)
      from residence_title where person_id = ${personId} and voided_at is null
      order by occurred_on desc, recorded_at desc limit 2),
    'open', (select jsonb_build_object('appliedOn', permit_extension.occurred_on, 'validUntil', residence_title.valid_until)
      from permit_extension join residence_title on residence_title.id = title_id
      where client_id = ${clientId}::uuid and outcome is null and permit_extension.voided_at is null limit 1),
    'facts', (select jsonb_build_object('receptionDuty', reception_duty, 'asylumAppliedOn', asylum_applied_on,
        'stayingSince', staying_since, 'toleratedSince', tolerated_since, 'safeCountry', safe_country, 'rejection', rejection,
        'removalImminent', removal_imminent, 'barred', barred, 'fiction', fiction, 'employment', employment)
      from work_facts where person_id = ${personId} and voided_at is null
      order by recorded_at desc, id desc limit 1))`
}

/** The same for a page of several statements. */
export async function workGroundOf(db: StaffDb, clientId: string): Promise<WorkGround> {
  const [row] = await db.execute<{ ground: WorkGround }>(sql`select ${workGroundValue(clientId)} as ground`)
  if (!row) throw new Error('A select without from has one row')
  return row.ground
}
