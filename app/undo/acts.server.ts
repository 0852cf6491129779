/** One act of a file, whatever its kind: what it is, where it stands, and which rows it is. */
import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import * as schema from '../../db/city/schema/index.ts'
import type { StaffDb } from '../../db/handles.ts'
import { filesOf } from '../clients/stream.server.ts'
import { mayKnow } from '../households/queries.server.ts'
import type { ActKind, Standing } from './rules.ts'

/** Which act of which file. */
export interface ActAddress {
  kind: ActKind
  clientId: string
  /** Of a consent and of a notice the id of its form. */
  actId: string
}

interface Shape {
  table: PgTable
  /** The rows of the act are those with this key. */
  key: 'id' | 'form_id'
  /** Whose it is, by which column: the file's, its person's, somebody's of the family, or the household's. */
  owner: 'client_id' | 'person_id' | 'family' | 'household_id'
  /** Which rows of the table are of this kind; all unless said. */
  only?: SQL
  /** The day it is known by; `occurred_on` unless said. */
  day?: SQL
  /** What tells it from others of its kind, in the words it was written down with. */
  detail?: SQL
}

const startsOn = sql`(act.starts_at at time zone 'Europe/Berlin')::date`

export const SHAPES: Record<ActKind, Shape> = {
  visit: { table: schema.visit, key: 'id', owner: 'person_id' },
  counselling: { table: schema.counselling, key: 'id', owner: 'client_id', detail: sql`act.note` },
  assessment: { table: schema.assessment, key: 'id', owner: 'client_id' },
  plan: { table: schema.workPlan, key: 'id', owner: 'client_id' },
  appointment: {
    table: schema.appointment,
    key: 'id',
    owner: 'client_id',
    only: sql`(act.state in ('booked', 'cancelled') or act.voided_at is null)`,
    day: startsOn,
  },
  talk: {
    table: schema.appointment,
    key: 'id',
    owner: 'client_id',
    only: sql`act.state not in ('booked', 'cancelled')`,
    day: startsOn,
    detail: sql`act.outcome_note`,
  },
  placement: {
    table: schema.placement,
    key: 'id',
    owner: 'client_id',
    detail: sql`act.job_title || ', ' || (select name from employer where employer.id = act.employer_id)`,
  },
  title: { table: schema.residenceTitle, key: 'id', owner: 'person_id', detail: sql`act.wording` },
  extension: { table: schema.permitExtension, key: 'id', owner: 'client_id' },
  consent: {
    table: schema.consent,
    key: 'form_id',
    owner: 'client_id',
    detail: sql`act.organisation_name`,
  },
  referral: { table: schema.referral, key: 'id', owner: 'client_id', detail: sql`act.organisation_name` },
  // What an organisation wrote is the organisation's.
  note: {
    table: schema.note,
    key: 'id',
    owner: 'client_id',
    only: sql`act.organisation_id is null`,
    detail: sql`act.text`,
  },
  contact: {
    table: schema.contactRecord,
    key: 'id',
    owner: 'person_id',
    detail: sql`concat_ws(', ', act.mobile, act.phone, act.email)`,
  },
  facts: { table: schema.workFacts, key: 'id', owner: 'person_id' },
  notice: { table: schema.privacyNotice, key: 'form_id', owner: 'person_id' },
  request: { table: schema.helpRequest, key: 'id', owner: 'client_id', detail: sql`act.concern` },
  earning: { table: schema.earning, key: 'id', owner: 'family' },
  shared: {
    table: schema.householdContact,
    key: 'id',
    owner: 'household_id',
    detail: sql`concat_ws(', ', act.phone, act.email, nullif(act.note, ''))`,
  },
  document: { table: schema.document, key: 'id', owner: 'client_id', detail: sql`act.title` },
  hold: { table: schema.followUpHold, key: 'id', owner: 'client_id', day: sql`act.from_on` },
}

/** Households the person of a file belongs or belonged to. */
const householdsOf = (person: SQL): SQL =>
  sql`select household_id from household_member own where own.person_id = ${person}`

/** Whether a row of `act` is this file's. */
function isOwn(owner: Shape['owner'], clientId: string): SQL {
  const person = sql`(select person_id from client where client.id = ${clientId}::uuid)`
  switch (owner) {
    case 'client_id':
      return sql`act.client_id = ${clientId}::uuid`
    case 'person_id':
      return sql`act.person_id = ${person}`
    case 'household_id':
      return sql`act.household_id in (${householdsOf(person)})`
    case 'family':
      return sql`(act.person_id = ${person} or act.person_id in (
          select person_id from household_member where household_id in (${householdsOf(person)}))
        and ${mayKnow(sql`act.person_id`)})`
  }
}

/** Rows of `act`, the table under that name, which are this act. */
export function rowsOf({ kind, clientId, actId }: ActAddress): SQL {
  const { key, owner, only = sql`true` } = SHAPES[kind]
  return sql`act.${sql.identifier(key)} = ${actId}::uuid and ${isOwn(owner, clientId)} and ${only}`
}

export interface Act {
  /** ISO date. */
  day: string
  detail: string
  recordedBy: string
  standing: Standing
  /** Who took it back, when (ISO instant) and why; null while it stands. */
  voided: { by: string | null; at: string; reason: string } | null
}

/** Undefined when the file has no such act. */
export async function actOf(db: StaffDb, address: ActAddress): Promise<Act | undefined> {
  const { table, day = sql`act.occurred_on`, detail = sql`''` } = SHAPES[address.kind]
  const [found] = await db.execute<
    Omit<Act, 'standing' | 'voided'> & {
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      told: string | null
    }
  >(sql`
    select ${day} as day, ${detail} as detail, recorder.name as "recordedBy", voider.name as "voidedBy",
      to_char(act.voided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "voidedAt", act.void_reason as "voidReason",
      (select kind from timeline where client_id = any(${filesOf(address.clientId)}) and ref_id = ${address.actId}::uuid
        and kind in ('taken-back', 'moved-away', 'stands-again') order by id desc limit 1) as told
    from ${table} act join actor recorder on recorder.id = act.recorded_by left join actor voider on voider.id = act.voided_by
    where ${rowsOf(address)} limit 1`)
  if (!found) return undefined
  const { voidedAt, voidedBy, voidReason, told, ...act } = found
  if (!voidedAt) return { ...act, standing: 'stands', voided: null }
  return {
    ...act,
    standing: told === 'moved-away' ? 'moved' : 'taken-back',
    voided: { by: voidedBy, at: voidedAt, reason: voidReason ?? '' },
  }
}
