import { type SQL, sql } from 'drizzle-orm'
import type { StaffReader } from '../../db/handles.ts'
import { type CounsellingSum, counsellingValue } from '../counselling/queries.server.ts'
import { type DocumentsSummary, documentsValue } from '../files/queries.server.ts'
import {
  interpreterValue,
  type OpenTask,
  openTasksValue,
  replyOf,
  talkHeld,
} from '../follow-ups/queries.server.ts'
import type { ReplyKind } from '../follow-ups/rules/replies.ts'
import { type HouseholdSummary, householdValue } from '../households/queries.server.ts'
import { type IntakeSummary, intakeValue } from '../intake/queries.server.ts'
import { type ReplyLine, repliesValue } from '../messages/queries.server.ts'
import { type NoteLine, notesValue, type PartnerLine, partnersValue } from '../partners/queries.server.ts'
import { type WorkGround, workGroundValue } from '../permits/queries.server.ts'
import { everyMonths } from '../settings/queries.server.ts'
import type { VersionState } from '../work-plans/rules/states.ts'
import type { StepState } from '../work-plans/rules/steps.ts'
import { type ClientHead, headStatement } from './queries.server.ts'
import { countGroups, NEWEST, type StreamGroup, type StreamQuery } from './rules/stream.ts'
import type { ReminderState } from './rules.ts'
import { STREAM_LENGTH, type StreamEntry, type StreamRows, streamValue } from './stream.server.ts'

export interface Overview {
  listed: boolean
  visited: boolean
  followUps: number
  extended: boolean
  /** The window of the next talk, and the rule that made it. */
  window: { from: string; to: string; rule: string } | null
  /** The hold nobody ended, ISO dates; it may have run out. */
  hold: { from: string; until: string } | null
  talk: {
    appointmentId: string
    startsAt: string
    place: string
    reply: ReplyKind | null
    /** Who translates. */
    interpreter: { name: string; agreed: boolean } | null
  } | null
  /** Groups she has a seat in and whose outcome is open, the next one first. */
  groups: { groupId: string; appointmentId: string; title: string; startsAt: string }[]
  /** Reminders of the booked talk: how each stands. */
  reminders: { kind: 'week-before' | 'day-before' | 'missed'; state: ReminderState; at: string | null }[]
  plan: {
    state: VersionState
    inForceOn: string | null
    version: number
    targetJob: string
    steps: { what: string; until: string | null; state: StepState }[]
  } | null
  /** What the last talk said, as far as it asked; `dueOn` is when the next is, by the city's interval. */
  assessment: {
    occurredOn: string
    dueOn: string
    germanOral: string | null
    germanWritten: string | null
    motivation: number | null
  } | null
  /** Topics done of a talk under way; null without one. */
  talkBegun: number | null
  extensionAppliedOn: string | null
  placements: {
    id: string
    jobTitle: string
    employer: string
    fullTime: boolean
    hours: number
    from: string
    until: string | null
  }[]
}

const utc = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

/** Where a client stands: one JSON value, each part a step into an index. */
const overviewValue = (clientId: string): SQL => {
  const ofPerson = sql`person_id = (select person_id from client where id = ${clientId}::uuid)`
  return sql`jsonb_build_object(
      'listed', exists (select 1 from list_row where ${ofPerson}),
      'visited', exists (select 1 from visit where ${ofPerson} and voided_at is null),
      'followUps', (select count(*) from appointment where client_id = ${clientId}::uuid and ${talkHeld} and voided_at is null),
      'extended', exists (select 1 from permit_extension where client_id = ${clientId}::uuid and outcome = 'granted' and voided_at is null),
      'window', (select jsonb_build_object('from', window_from, 'to', window_to, 'rule', rule)
        from follow_up_schedule where client_id = ${clientId}::uuid and state = 'live'),
      'hold', (select jsonb_build_object('from', from_on, 'until', until_on) from follow_up_hold
        where client_id = ${clientId}::uuid and ended_on is null and voided_at is null),
      'talk', (select jsonb_build_object('appointmentId', id, 'startsAt', ${utc('starts_at')}, 'place', place,
          'reply', ${replyOf('appointment.id')}, 'interpreter', ${interpreterValue('appointment.id')})
        from appointment where client_id = ${clientId}::uuid and state = 'booked' and voided_at is null and group_id is null
          order by starts_at desc limit 1),
'groups', to_jsonb(array(select jsonb_build_object('groupId', group_id, 'appointmentId', appointment.id, 'title', title,
          'startsAt', ${utc('appointment.starts_at')})
        from appointment join group_talk on group_talk.id = group_id
        where client_id = ${clientId}::uuid and state = 'booked' and voided_at is null order by appointment.starts_at)),
      'reminders', coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'state', state, 'at', ${utc('coalesce(closed_at, next_at)')}) order by coalesce(closed_at, next_at))
        from message where channel in ('email', 'sms', 'letter') and appointment_id = (select id from appointment
          where client_id = ${clientId}::uuid and state = 'booked' and voided_at is null and group_id is null
          order by starts_at desc limit 1)), '[]'),
      'plan', (select jsonb_build_object('state', work_plan_version.state, 'inForceOn', in_force_on, 'version', version,
          'targetJob', content ->> 'targetJob', 'steps', (
            select jsonb_agg(jsonb_build_object('what', step -> 'what', 'until', step -> 'until', 'state', coalesce((
              select mark.state from plan_step_mark mark where mark.plan_id = work_plan.id and step_key = step ->> 'key'
              order by nth desc limit 1), 'open')) order by place)
            from jsonb_path_query(content, '$.goals[*].steps[*]') with ordinality as written (step, place)))
        from work_plan join work_plan_version on plan_id = work_plan.id
        where client_id = ${clientId}::uuid and voided_at is null and work_plan_version.state <> 'void'
        -- The version that counts: the one in force, or the newest as long as none is.
        order by ended_on is not null, occurred_on desc, work_plan_version.state = 'in-force' desc, version desc limit 1),
      'assessment', (select jsonb_build_object('occurredOn', occurred_on, 'germanOral', german_oral,
          'germanWritten', german_written, 'motivation', motivation,
          'dueOn', (occurred_on + make_interval(months => ${everyMonths}))::date)
        from assessment where client_id = ${clientId}::uuid and voided_at is null order by occurred_on desc, recorded_at desc limit 1),
      'talkBegun', (select (select count(*) from assessment_draft_topic where draft_id = assessment_draft.id and state <> 'not-asked')
          + (select count(*) from assessment_draft_ability where draft_id = assessment_draft.id and state <> 'not-asked')
        from assessment_draft where client_id = ${clientId}::uuid and finished_at is null),
      'extensionAppliedOn', (select occurred_on from permit_extension
        where client_id = ${clientId}::uuid and outcome is null and voided_at is null order by occurred_on desc limit 1),
      'placements', coalesce((select jsonb_agg(jsonb_build_object('id', placement.id, 'jobTitle', job_title, 'employer', employer.name,
          'fullTime', full_time, 'hours', hours_per_week, 'from', occurred_on, 'until', ended_on) order by occurred_on desc)
        from placement join employer on employer.id = employer_id where client_id = ${clientId}::uuid and voided_at is null), '[]')
    )`
}

export interface ClientPage {
  head: ClientHead
  overview: Overview
  stream: {
    entries: StreamEntry[]
    counts: Record<StreamGroup, number>
    query: StreamQuery
    /** Number of the line after which the next page begins; null on the last. */
    next: string | null
  }
  counselling: CounsellingSum
  documents: DocumentsSummary
  notes: NoteLine[]
  partners: PartnerLine[]
  household: HouseholdSummary
  intake: IntakeSummary
  workGround: WorkGround
  tasks: OpenTask[]
  replies: ReplyLine[]
}

type PageRow = Omit<ClientPage, 'stream'> & { stream: StreamRows } & Record<string, unknown>

/** All of the client page in one statement. Undefined when there is no such file, or it was voided. */
export async function clientPage(
  db: StaffReader,
  clientId: string,
  query: StreamQuery = NEWEST,
): Promise<ClientPage | undefined> {
  const [page] = await db.execute<PageRow>(sql`
    select to_jsonb(head) as head, ${overviewValue(clientId)} as overview, ${streamValue(clientId, query)} as stream,
      ${counsellingValue(clientId)} as counselling, ${documentsValue(clientId)} as documents,
      ${notesValue(clientId)} as notes, ${partnersValue(clientId)} as partners,
      ${householdValue(clientId)} as household, ${intakeValue(clientId)} as intake, ${workGroundValue(clientId)} as "workGround",
      ${openTasksValue(clientId)} as tasks, ${repliesValue(clientId)} as replies
    from (${headStatement(clientId)}) head`)
  if (!page) return undefined
  const { stream, ...rest } = page
  const entries = stream.entries.slice(0, STREAM_LENGTH)
  const next = stream.entries.length > STREAM_LENGTH ? String(entries.at(-1)?.id) : null
  return { ...rest, stream: { entries, counts: countGroups(stream.counted), query, next } }
}
