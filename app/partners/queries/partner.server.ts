/**
 * What an organisation sees in a city. No statement here says who may be seen: row level security does, so a client who
 * is not open to the organisation is one who is not there.
 */
import { sql } from 'drizzle-orm'
import type { PartnerDb } from '../../../db/handles.ts'
import type { Category, Purpose } from '../rules.ts'

export interface ReferredLine {
  clientId: string
  familyName: string
  givenName: string
  referralId: string
  purpose: Purpose
  /** ISO dates. */
  since: string
  untilOn: string | null
  accepted: boolean
  leadName: string | null
  /** ISO date of the organisation's own newest note. */
  lastNoteOn: string | null
}

/** Every live referral to the organisation: what waits for an answer first, the oldest first. */
export async function referredLines(db: PartnerDb): Promise<ReferredLine[]> {
  return [
    ...(await db.execute<ReferredLine & Record<string, unknown>>(sql`
    select client.id as "clientId", person.family_name as "familyName", person.given_name as "givenName",
      referral.id as "referralId", referral.purpose, referral.occurred_on as since, referral.until_on as "untilOn",
      answer.referral_id is not null as accepted, lead.name as "leadName",
      (select max(note.occurred_on) from note where note.client_id = client.id and note.organisation_id is not null) as "lastNoteOn"
    from referral
    join client on client.id = referral.client_id
    join person on person.id = client.person_id
    left join referral_answer answer on answer.referral_id = referral.id
    left join actor lead on lead.id = client.lead_id
    order by answer.referral_id is not null, referral.occurred_on, person.family_name, person.given_name, referral.id`)),
  ]
}

export interface ReferredCounts {
  waiting: number
  running: number
}

/** How many referrals wait for the organisation's answer, and how many run. */
export async function referredCounts(db: PartnerDb): Promise<ReferredCounts> {
  const [counts] = await db.execute<ReferredCounts & Record<string, unknown>>(sql`
    select count(*) filter (where answer.referral_id is null)::int as waiting, count(answer.referral_id)::int as running
    from referral left join referral_answer answer on answer.referral_id = referral.id`)
  return counts ?? { waiting: 0, running: 0 }
}

export interface ReferredReferral {
  id: string
  purpose: Purpose
  note: string
  since: string
  untilOn: string | null
  accepted: boolean
}

export interface ReferredClient {
  clientId: string
  familyName: string
  givenName: string
  birthDate: string
  gender: 'female' | 'male' | 'diverse' | null
  leadName: string | null
  referrals: ReferredReferral[]
  /** What the client allows, and until when at the longest (ISO date; null = not limited). */
  open: { category: Category; until: string | null }[]
  contact: {
    email: string | null
    phone: string | null
    language: string | null
    interpreter: boolean
  } | null
  assessment: {
    occurredOn: string
    schooling: string | null
    qualification: string
    recognition: string | null
    germanOral: string | null
    germanWritten: string | null
    wish: string
  } | null
  health: {
    occurredOn: string
    ability: 'full' | 'limited' | 'not-now' | null
    childcare: 'not-needed' | 'solved' | 'open' | null
    note: string
  } | null
  plan: { inForceOn: string | null; targetJob: string; steps: PlanStepLine[] } | null
  notes: { id: string; text: string; occurredOn: string; by: string; ours: boolean }[]
}

export interface PlanStepLine {
  what: string
  who: 'client' | 'worker' | 'partner' | 'employer'
  until: string | null
}

/** Everything an organisation may see of a client, in one statement. Undefined when there is nothing to see. */
export async function referredClient(db: PartnerDb, clientId: string): Promise<ReferredClient | undefined> {
  const [page] = await db.execute<ReferredClient & Record<string, unknown>>(sql`
    select client.id as "clientId", person.family_name as "familyName", person.given_name as "givenName",
      person.birth_date as "birthDate", person.gender, lead.name as "leadName",
      to_jsonb(array(select jsonb_build_object('id', referral.id, 'purpose', referral.purpose, 'note', referral.note,
          'since', referral.occurred_on, 'untilOn', referral.until_on, 'accepted', answer.referral_id is not null)
        from referral left join referral_answer answer on answer.referral_id = referral.id
        where referral.client_id = client.id order by referral.occurred_on, referral.id)) as referrals,
      to_jsonb(array(select jsonb_build_object('category', category,
          'until', case when bool_or(expires_on is null) then null else max(expires_on) end)
        from consent where consent.client_id = client.id group by category)) as open,
      (select to_jsonb(c) from (select email, phone, language, interpreter from person_contact
        where person_contact.person_id = client.person_id) c) as contact,
      (select to_jsonb(a) from (select occurred_on as "occurredOn", schooling, qualification, recognition,
          german_oral as "germanOral", german_written as "germanWritten", wish
        from assessment where assessment.client_id = client.id order by occurred_on desc, id limit 1) a) as assessment,
      (select to_jsonb(h) from (select occurred_on as "occurredOn", ability, childcare, note
        from assessment_ability where assessment_ability.client_id = client.id
        order by occurred_on desc, assessment_id limit 1) h) as health,
      (select jsonb_build_object('inForceOn', work_plan.in_force_on, 'targetJob', content ->> 'targetJob',
          'steps', jsonb_path_query_array(content, '$.goals[*].steps[*]'))
        from work_plan join work_plan_version on plan_id = work_plan.id
        where work_plan.client_id = client.id and work_plan_version.state = 'in-force') as plan,
      to_jsonb(array(select jsonb_build_object('id', note.id, 'text', note.text, 'occurredOn', note.occurred_on,
          'by', author.name, 'ours', note.organisation_id is not null)
        from note join actor author on author.id = note.recorded_by
        where note.client_id = client.id order by note.occurred_on desc, note.recorded_at desc limit 50)) as notes
    from client
    join person on person.id = client.person_id
    left join actor lead on lead.id = client.lead_id
    where client.id = ${clientId}::uuid`)
  return page
}
