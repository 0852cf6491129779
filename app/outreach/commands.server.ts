import { sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { visit } from '../../db/city/schema/outreach.ts'
import { openFile, writeTimeline } from '../clients/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { runningProgramme } from '../programmes/queries.server.ts'
import type { RecordVisit } from './input.ts'

type VisitError = 'no-programme' | 'unknown-person' | 'in-future'

/**
 * Writes down a knock at a door. Interest opens the case file; a refusal leaves this row and nothing else. The form's
 * key is the visit's id: the same form sent twice is one visit. Whoever goes with a list that is just being taken back is
 * unknown.
 */
export async function recordVisit(
  city: CityWork,
  input: RecordVisit,
): Promise<Result<{ clientId: string | null }, VisitError>> {
  const { db, today, now, actor } = city
  if (input.occurredOn > today.toString()) return fail('in-future')
  const programme = await runningProgramme(db, input.occurredOn)
  if (!programme) return fail('no-programme')
  const [door] = await db.execute<{ dwellingId: string | null }>(sql`
    select tenancy.dwelling_id as "dwellingId" from person
    left join tenancy on tenancy.person_id = person.id and tenancy.until_on is null
    where person.id = ${input.personId} and not exists (select from restricted_person hidden where hidden.person_id = person.id)
    for key share of person`)
  if (!door) return fail('unknown-person')

  const [made] = await db
    .insert(visit)
    .values({
      id: input.formKey,
      personId: input.personId,
      dwellingId: door.dwellingId,
      programmeId: programme.id,
      outcome: input.outcome,
      occurredOn: input.occurredOn,
      recordedAt: now,
      recordedBy: actor.id,
      conductedBy: actor.id,
    })
    .onConflictDoNothing()
    .returning({ id: visit.id })
  if (input.outcome !== 'interested') return ok({ clientId: null })
  const opened = await openFile(city, {
    personId: input.personId,
    origin: 'door',
    occurredOn: input.occurredOn,
  })
  if (!opened.ok) return opened
  const { clientId } = opened.value
  if (made)
    await writeTimeline(city, { clientId, occurredOn: input.occurredOn, kind: 'visited', refId: made.id })
  return ok({ clientId })
}

/** One tap for the whole house: nobody opened. Each person behind the door gets the visit, each once. */
export async function nobodyHome(
  city: CityWork,
  input: { formKey: string; dwellingId: string; occurredOn: string },
): Promise<Result<number, VisitError>> {
  const { db, today, now, actor } = city
  if (input.occurredOn > today.toString()) return fail('in-future')
  const programme = await runningProgramme(db, input.occurredOn)
  if (!programme) return fail('no-programme')
  // The ids follow from the form's key and the person: sent twice, they meet themselves.
  const made = await db.execute(sql`
    insert into visit (id, person_id, dwelling_id, programme_id, outcome, occurred_on, recorded_at, recorded_by, conducted_by)
    select md5(${input.formKey} || tenancy.person_id::text)::uuid, tenancy.person_id, tenancy.dwelling_id, ${programme.id}::uuid,
      'nobody-home', ${input.occurredOn}::date, ${now.toString()}::timestamptz, ${actor.id}::uuid, ${actor.id}::uuid
    from tenancy join person on person.id = tenancy.person_id
    where tenancy.dwelling_id = ${input.dwellingId}::uuid and tenancy.until_on is null
      and not exists (select 1 from client where client.person_id = tenancy.person_id and client.voided_at is null)
      and not exists (select from restricted_person hidden where hidden.person_id = tenancy.person_id)
      and not exists (select 1 from visit v where v.person_id = tenancy.person_id and v.voided_at is null and v.outcome in ('declined', 'moved'))
    order by person.id for key share of person
    on conflict do nothing returning id`)
  return ok(made.length)
}
