import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { counselling } from '../../db/city/schema/counselling.ts'
import type { StaffDb } from '../../db/handles.ts'
import { type CounsellingKind, KINDS, type KindCount } from './rules.ts'

export interface CounsellingLine {
  id: string
  kind: CounsellingKind
  minutes: number
  withWhom: string
  interpreter: boolean
  note: string
  /** ISO date. */
  occurredOn: string
  by: string
}

const SHOWN = 50

/** A client's newest counsellings; what was taken back is left out. */
export const counsellingsOf = (db: StaffDb, clientId: string): Promise<CounsellingLine[]> =>
  db
    .select({
      id: counselling.id,
      kind: counselling.kind,
      minutes: counselling.minutes,
      withWhom: counselling.withWhom,
      interpreter: counselling.interpreter,
      note: counselling.note,
      occurredOn: counselling.occurredOn,
      by: actor.name,
    })
    .from(counselling)
    .innerJoin(actor, eq(actor.id, counselling.recordedBy))
    .where(and(eq(counselling.clientId, clientId), isNull(counselling.voidedAt)))
    .orderBy(desc(counselling.occurredOn), desc(counselling.recordedAt))
    .limit(SHOWN)

export interface CounsellingSum {
  times: number
  minutes: number
  /** ISO date of the newest; null = none yet. */
  lastOn: string | null
}

/** How much a client was given so far, for the one statement of the client page: a JSON object. */
export const counsellingValue = (clientId: string): SQL => sql`
  (select jsonb_build_object('times', count(*), 'minutes', coalesce(sum(minutes), 0), 'lastOn', max(occurred_on))
    from counselling where client_id = ${clientId}::uuid and voided_at is null)`

/** By kind, in the order of the kinds, those without any left out. ISO dates, both included; null = open. */
export async function countCounselling(
  db: StaffDb,
  { programmeId, from, to }: { programmeId: string | null; from: string | null; to: string | null },
): Promise<KindCount[]> {
  const rows = await db.execute<KindCount & Record<string, unknown>>(sql`
    select kind, times, minutes, people from report.counselling(${programmeId}::uuid, ${from}::date, ${to}::date)`)
  return KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind))
}

/** What the files somebody leads were given since the first of the month, as far as whoever asks may see them. */
export async function counsellingOfCaseload(
  { db, today }: Pick<CityWork, 'db' | 'today'>,
  leadId: string,
): Promise<Pick<CounsellingSum, 'times' | 'minutes'>> {
  const since = today.with({ day: 1 }).toString()
  const [sum] = await db.execute<{ times: number; minutes: number }>(sql`
    select count(*)::int as times, coalesce(sum(minutes), 0)::int as minutes
    from client join counselling on counselling.client_id = client.id
    where client.lead_id = ${leadId}::uuid and client.closed_on is null and client.voided_at is null
      and counselling.occurred_on >= ${since}::date and counselling.voided_at is null`)
  return sum ?? { times: 0, minutes: 0 }
}
