import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { callRequest, outreachLetter, outreachRound } from '../../../db/city/schema/outreach.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { codeDigest, isCode } from './codes.ts'

export interface FoundLetter {
  letterId: string
  /** BCP 47. */
  language: string
  /** Of the office that wrote. */
  phone: string
  /** A request to be called was left before. */
  asked: boolean
}

/** The letter behind a code, and nothing about whom it went to. Undefined: wrong, too old or taken back. */
export async function findLetter({ db, today }: CityWork, code: string): Promise<FoundLetter | undefined> {
  if (!isCode(code)) return undefined
  const [found] = await db
    .select({
      letterId: outreachLetter.id,
      language: outreachLetter.language,
      phone: outreachRound.phone,
      requestId: callRequest.id,
    })
    .from(outreachLetter)
    .innerJoin(outreachRound, eq(outreachRound.id, outreachLetter.roundId))
    .leftJoin(callRequest, eq(callRequest.letterId, outreachLetter.id))
    .where(
      and(
        eq(outreachLetter.codeDigest, codeDigest(code)),
        isNull(outreachLetter.voidedAt),
        gte(outreachLetter.expiresOn, today.toString()),
      ),
    )
  if (!found) return undefined
  const { requestId, ...letter } = found
  return { ...letter, asked: requestId !== null }
}

/** Name and door of everybody of a round, as lines of an address; people of restricted files get no post from here. */
export async function addressesOf(db: StaffDb, roundId: string): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ personId: string; lines: string[] }>(sql`
    select person.id as "personId", jsonb_build_array(trim(person.given_name || ' ' || person.family_name),
      trim(dwelling.street || ' ' || dwelling.house_number), trim(dwelling.postcode || ' ' || dwelling.town)) as lines
    from round_person walked
    join person on person.id = walked.person_id
    join dwelling on dwelling.id = walked.dwelling_id
    where walked.round_id = ${roundId}::uuid
      and not exists (select from restricted_person hidden where hidden.person_id = person.id)`)
  return new Map(rows.map(({ personId, lines }) => [personId, lines.filter(Boolean)]))
}
