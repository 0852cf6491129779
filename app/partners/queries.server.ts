/** What the city's own staff see of consents, referrals and notes. What a partner sees: `queries/partner.server.ts`. */
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { consent, referral, referralAnswer } from '../../db/city/schema/partners.ts'
import type { StaffDb } from '../../db/handles.ts'
import { type ConsentFacts, isLive, type ReferralFacts, referralState } from './rules.ts'

export interface Organisation {
  id: string
  name: string
}

export interface ConsentRow extends ConsentFacts {
  id: string
  formId: string
  organisationName: string
  textVersion: string
  languageShown: string
  interpreter: boolean
  interpreterName: string
  signedHow: 'typed' | 'paper' | null
  signedName: string
  takenBy: string
  withdrawnHow: 'in-person' | 'phone' | 'in-writing' | null
  withdrawalReason: string
}

const instant = (column: SQL | typeof consent.withdrawnAt | typeof referral.endedAt) =>
  sql<string | null>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Every answer of a client, taken back or not, the newest first; what was voided is left out. */
export const consentsOf = (db: StaffDb, clientId: string): Promise<ConsentRow[]> =>
  db
    .select({
      id: consent.id,
      formId: consent.formId,
      clientId: consent.clientId,
      organisationId: consent.organisationId,
      organisationName: consent.organisationName,
      category: consent.category,
      purpose: consent.purpose,
      answer: consent.answer,
      textVersion: consent.textVersion,
      languageShown: consent.languageShown,
      interpreter: consent.interpreter,
      interpreterName: consent.interpreterName,
      signedHow: consent.signedHow,
      signedName: consent.signedName,
      occurredOn: consent.occurredOn,
      expiresOn: consent.expiresOn,
      withdrawnAt: instant(consent.withdrawnAt),
      withdrawnHow: consent.withdrawnHow,
      withdrawalReason: consent.withdrawalReason,
      voidedAt: sql<null>`null`,
      takenBy: actor.name,
    })
    .from(consent)
    .innerJoin(actor, eq(actor.id, consent.recordedBy))
    .where(and(eq(consent.clientId, clientId), isNull(consent.voidedAt)))
    .orderBy(desc(consent.recordedAt), consent.organisationName, consent.category)

export interface ReferralRow extends ReferralFacts {
  id: string
  organisationName: string
  note: string
  endReason: string | null
  answerReason: string | null
  sentBy: string
}

/** Every referral of a client, the newest first. */
export const referralsOf = (db: StaffDb, clientId: string): Promise<ReferralRow[]> =>
  db
    .select({
      id: referral.id,
      clientId: referral.clientId,
      organisationId: referral.organisationId,
      organisationName: referral.organisationName,
      purpose: referral.purpose,
      note: referral.note,
      occurredOn: referral.occurredOn,
      untilOn: referral.untilOn,
      endedAt: instant(referral.endedAt),
      endReason: referral.endReason,
      voidedAt: sql<null>`null`,
      answer: referralAnswer.answer,
      answerReason: referralAnswer.reason,
      sentBy: actor.name,
    })
    .from(referral)
    .innerJoin(actor, eq(actor.id, referral.recordedBy))
    .leftJoin(referralAnswer, eq(referralAnswer.referralId, referral.id))
    .where(and(eq(referral.clientId, clientId), isNull(referral.voidedAt)))
    .orderBy(desc(referral.recordedAt))

export interface NoteLine {
  id: string
  text: string
  internal: boolean
  by: string
  /** Null for the city's own staff. */
  organisation: string | null
  occurredOn: string
}

/** The organisations that work with a client today, by name. */
export async function liveReferralsOf(
  { db, today }: Pick<CityWork, 'db' | 'today'>,
  clientId: string,
): Promise<string[]> {
  const referrals = await referralsOf(db, clientId)
  const live = referrals.filter((one) => isLive(referralState(one, today.toString())))
  return [...new Set(live.map(({ organisationName }) => organisationName))].sort((a, b) =>
    a.localeCompare(b, 'de'),
  )
}

const NOTES_SHOWN = 20

/** A client's newest notes, for the one statement of the client page: a JSON list. */
export const notesValue = (clientId: string): SQL => sql`
  to_jsonb(array(
    select jsonb_build_object('id', note.id, 'text', note.text, 'internal', note.internal, 'by', actor.name,
      'organisation', actor.organisation, 'occurredOn', note.occurred_on)
    from note join actor on actor.id = note.recorded_by
    where note.client_id = ${clientId}::uuid and note.voided_at is null
    order by note.occurred_on desc, note.recorded_at desc limit ${NOTES_SHOWN}))`

export interface PartnerLine
  extends Pick<ReferralFacts, 'occurredOn' | 'untilOn' | 'endedAt' | 'voidedAt' | 'answer' | 'purpose'> {
  organisationName: string
}

/** Where a client is referred to, ended or not, for the one statement of the client page: a JSON list. */
export const partnersValue = (clientId: string): SQL => sql`
  to_jsonb(array(
    select jsonb_build_object('organisationName', organisation_name, 'purpose', purpose, 'occurredOn', occurred_on,
      'untilOn', until_on, 'endedAt', ended_at, 'voidedAt', null, 'answer', answer)
    from referral left join referral_answer on referral_answer.referral_id = referral.id
    where referral.client_id = ${clientId}::uuid and voided_at is null
    order by recorded_at desc))`
