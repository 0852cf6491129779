import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { contactRecord, privacyNotice } from '../../db/city/schema/intake.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { ClientHead } from '../clients/queries.server.ts'
import { familyOf } from '../households/queries.server.ts'
import { blocksOf } from '../messages/queries.server.ts'
import { type Channel, type NoticeFacts, type NoticeWay, noticeState } from './rules.ts'

export interface ContactLine {
  recordId: string
  /** ISO date. */
  recordedOn: string
  by: string
  email: string | null
  mobile: string | null
  phone: string | null
  messenger: string
  preferred: Channel | null
  bestTime: string
  otherName: string
  otherPhone: string | null
  /** BCP 47. */
  language: string | null
  interpreter: boolean
  interpreterGender: 'female' | 'male' | null
  readsLanguage: string | null
  literacy: 'none' | 'little' | 'well' | null
}

/** What was said of how to reach and to speak with somebody, the newest first. */
export const contactsOf = (db: StaffDb, personId: string): Promise<ContactLine[]> =>
  db
    .select({
      recordId: contactRecord.id,
      recordedOn: contactRecord.occurredOn,
      by: actor.name,
      email: contactRecord.email,
      mobile: contactRecord.mobile,
      phone: contactRecord.phone,
      messenger: contactRecord.messenger,
      preferred: contactRecord.preferred,
      bestTime: contactRecord.bestTime,
      otherName: contactRecord.otherName,
      otherPhone: contactRecord.otherPhone,
      language: contactRecord.language,
      interpreter: contactRecord.interpreter,
      interpreterGender: contactRecord.interpreterGender,
      readsLanguage: contactRecord.readsLanguage,
      literacy: contactRecord.literacy,
    })
    .from(contactRecord)
    .innerJoin(actor, eq(actor.id, contactRecord.recordedBy))
    .where(and(eq(contactRecord.personId, personId), isNull(contactRecord.voidedAt)))
    .orderBy(desc(contactRecord.recordedAt), desc(contactRecord.id))

export interface NoticeLine {
  noticeId: string
  /** ISO date. */
  givenOn: string
  language: string
  way: NoticeWay
  interpreterName: string
  textVersion: string
  by: string
}

/** When a person was given the sheet, the newest first. */
const noticesOf = (db: StaffDb, personId: string): Promise<NoticeLine[]> =>
  db
    .select({
      noticeId: privacyNotice.id,
      givenOn: privacyNotice.occurredOn,
      language: privacyNotice.language,
      way: privacyNotice.way,
      interpreterName: privacyNotice.interpreterName,
      textVersion: privacyNotice.textVersion,
      by: actor.name,
    })
    .from(privacyNotice)
    .innerJoin(actor, eq(actor.id, privacyNotice.recordedBy))
    .where(and(eq(privacyNotice.personId, personId), isNull(privacyNotice.voidedAt)))
    .orderBy(desc(privacyNotice.occurredOn), desc(privacyNotice.recordedAt))

/** `NoticeFacts` of a person as one JSON value, each part a step into an index. */
const noticeFactsValue = (personId: SQL): SQL => sql`(
  select jsonb_build_object(
    'knownSince', (person.created_at at time zone (select time_zone from city_identity))::date,
    'listed', exists (select from list_row where list_row.person_id = person.id),
    'spokenOn', (select client.occurred_on from client where client.person_id = person.id and client.voided_at is null),
    'givenOn', (select max(privacy_notice.occurred_on) from privacy_notice
      where privacy_notice.person_id = person.id and privacy_notice.voided_at is null))
  from person where person.id = ${personId})`

/** What decides whether each of these people is owed the sheet, by person. */
export async function noticeFactsOf(
  db: StaffDb,
  personIds: readonly string[],
): Promise<Map<string, NoticeFacts>> {
  const rows = await db.execute<{ id: string; facts: NoticeFacts }>(sql`
    select id, ${noticeFactsValue(sql.raw('asked.id'))} as facts
    from (select jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb)::uuid as id) asked`)
  return new Map(rows.map(({ id, facts }) => [id, facts]))
}

/** For the client page: what was said last of how to speak with somebody, and what decides whether the sheet is owed. */
export interface IntakeSummary {
  contact: Pick<
    ContactLine,
    'preferred' | 'bestTime' | 'readsLanguage' | 'literacy' | 'otherName' | 'otherPhone'
  > | null
  notice: NoticeFacts
}

/** `IntakeSummary` as one JSON value, each part a step into an index. */
export const intakeValue = (clientId: string): SQL => {
  const personId = sql`(select person_id from client where id = ${clientId}::uuid)`
  return sql`jsonb_build_object(
    'contact', (select jsonb_build_object('preferred', preferred, 'bestTime', best_time, 'readsLanguage', reads_language,
        'literacy', literacy, 'otherName', other_name, 'otherPhone', other_phone)
      from contact_record where person_id = ${personId} and voided_at is null
      order by recorded_at desc, id desc limit 1),
    'notice', ${noticeFactsValue(personId)})`
}

/** Everything of a client's intake page but the work permission. */
export async function intakeOf(db: StaffDb, head: ClientHead, today: string) {
  const { personId } = head
  const contacts = await contactsOf(db, personId)
  const members = await familyOf(db, personId)
  const facts = await noticeFactsOf(
    db,
    members.map((member) => member.personId),
  )
  const informed = members.flatMap((member) => {
    const known = facts.get(member.personId)
    const name = [member.familyName, member.givenName].filter(Boolean).join(', ')
    return known ? [{ personId: member.personId, name, notice: noticeState(known, today) }] : []
  })
  const [own, ...others] = informed
  if (!own) throw new Error('A person of a file has no facts')
  return {
    contact: currentContact(head, contacts[0]),
    contacts,
    blocks: await blocksOf(db, head),
    family: [own, ...others] as const,
    notices: await noticesOf(db, personId),
  }
}

/** What was said last; e-mail, number, language and interpreter as they count now, for lists change them too. */
function currentContact(
  { email, phone, language, interpreter }: ClientHead,
  last: ContactLine | undefined,
): Omit<ContactLine, 'recordedOn' | 'by'> {
  const said = last ?? NOBODY_SAID
  const now = { ...said, email, language, interpreter }
  if (phone === (said.mobile ?? said.phone)) return now
  return phone && isMobile(phone) ? { ...now, mobile: phone } : { ...now, mobile: null, phone }
}

/** German mobile numbers begin with 15, 16 or 17. */
const isMobile = (number: string): boolean => /^\+491[5-7]/.test(number)

const NOBODY_SAID: Omit<ContactLine, 'recordedOn' | 'by'> = {
  recordId: '',
  email: null,
  mobile: null,
  phone: null,
  messenger: '',
  preferred: null,
  bestTime: '',
  otherName: '',
  otherPhone: null,
  language: null,
  interpreter: false,
  interpreterGender: null,
  readsLanguage: null,
  literacy: null,
}
