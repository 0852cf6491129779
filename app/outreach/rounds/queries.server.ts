import { type SQL, sql } from 'drizzle-orm'
import type { StaffDb } from '../../../db/handles.ts'
import { listedName } from '../../clients/queries.server.ts'
import type { VisitOutcome } from '../input.ts'
import { hasFile, isGone, isLeftAlone } from '../standing.server.ts'
import { isUnder27 } from './plan.server.ts'
import { isMeeting, isOpen, type RoundState, stateOf } from './rules.ts'

export interface RoundHead {
  id: string
  name: string
  /** ISO dates. */
  fromOn: string
  untilOn: string
  instructions: string
  phone: string
  targetWomen: number
  targetUnder27: number
  status: 'open' | 'closed'
  /** ISO instant. */
  closedAt: string | null
  /** Names of who goes. */
  walkers: string[]
}

const headColumns = sql`
  round.id, round.name, round.from_on as "fromOn", round.until_on as "untilOn", round.instructions, round.phone,
  round.target_women as "targetWomen", round.target_under_27 as "targetUnder27", round.status,
  to_char(round.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "closedAt",
  to_jsonb(array(select actor.name from round_walker walker join actor on actor.id = walker.actor_id
    where walker.round_id = round.id order by actor.name)) as walkers`

export async function roundHead(db: StaffDb, roundId: string): Promise<RoundHead | undefined> {
  const [found] = await db.execute<RoundHead & Record<string, unknown>>(
    sql`select ${headColumns} from outreach_round round where round.id = ${roundId}::uuid and round.voided_at is null`,
  )
  return found
}

export interface RoundPerson {
  personId: string
  /** Empty for somebody whose file is for named people only. */
  name: string
  /** `Gathe 12`. */
  address: string
  state: RoundState
  /** Met on this round. */
  met: boolean
  woman: boolean
  young: boolean
  language: string | null
  /** Everything at the door, on this round or before; in no order. */
  visits: { on: string; outcome: VisitOutcome }[]
  letter: { sentOn: string | null } | null
}

interface PersonRow extends Record<string, unknown> {
  personId: string
  name: string
  address: string
  file: boolean
  alone: boolean
  gone: boolean
  woman: boolean
  young: boolean
  language: string | null
  outcomes: VisitOutcome[]
  visits: { on: string; outcome: VisitOutcome }[]
  letter: { sentOn: string | null } | null
}

/** Everybody of a round and where they stand, restricted files without a name: the states add up to the round. */
export async function roundPeople(db: StaffDb, roundId: string): Promise<RoundPerson[]> {
  const round = await roundHead(db, roundId)
  if (!round) return []
  const rows = await db.execute<PersonRow>(sql`
    select person.id as "personId", case when hidden.person_id is null then ${listedName} else '' end as name,
      trim(dwelling.street || ' ' || dwelling.house_number) as address, contact.language,
      ${hasFile('walked')} as file, ${isLeftAlone('walked')} as alone, ${isGone('walked')} as gone,
      coalesce(person.gender = 'female', false) as woman, ${isUnder27(sql`${round.fromOn}::date`)} as young,
      to_jsonb(array(select outcome from visit where visit.person_id = person.id and visit.round_id = walked.round_id and voided_at is null)) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object('on', occurred_on, 'outcome', outcome)), '[]') from visit
        where visit.person_id = person.id and voided_at is null) as visits,
      (select jsonb_build_object('sentOn', sent_on) from outreach_letter
        where outreach_letter.person_id = person.id and outreach_letter.round_id = walked.round_id and voided_at is null) as letter
    from round_person walked
    join person on person.id = walked.person_id
    join dwelling on dwelling.id = walked.dwelling_id
    left join person_contact contact on contact.person_id = person.id
    left join restricted_person hidden on hidden.person_id = person.id
    where walked.round_id = ${roundId}::uuid
    order by dwelling.street_key, person.family_name, person.given_name, person.id`)
  return rows.map(({ outcomes, file, alone, gone, ...one }) => ({
    ...one,
    met: outcomes.some(isMeeting),
    state: stateOf([...standingOf(outcomes, alone), ...endedElsewhere(one.visits, { alone, gone })], file),
  }))
}

/** A refusal counts until it is lifted. */
const standingOf = (outcomes: readonly VisitOutcome[], alone: boolean): VisitOutcome[] =>
  outcomes.filter((outcome) => outcome !== 'declined' || alone)

/** A last word of another round, or without one, counts here too: nobody goes there twice. */
function endedElsewhere(
  visits: RoundPerson['visits'],
  { alone, gone }: { alone: boolean; gone: boolean },
): VisitOutcome[] {
  const dead = visits.some(({ outcome }) => outcome === 'deceased')
  return [
    ...(dead ? (['deceased'] as const) : alone ? (['declined'] as const) : []),
    ...(gone ? (['moved'] as const) : []),
  ]
}

export interface RoundFigures {
  people: number
  open: number
  met: number
  women: number
  under27: number
  /** Of the people met on this round. */
  womenMet: number
  under27Met: number
}

export function figuresOf(people: readonly RoundPerson[]): RoundFigures {
  const met = people.filter((one) => one.met)
  return {
    people: people.length,
    open: people.filter(({ state }) => isOpen(state)).length,
    met: met.length,
    women: people.filter(({ woman }) => woman).length,
    under27: people.filter(({ young }) => young).length,
    womenMet: met.filter(({ woman }) => woman).length,
    under27Met: met.filter(({ young }) => young).length,
  }
}

export interface RoundRow {
  id: string
  name: string
  fromOn: string
  untilOn: string
  status: 'open' | 'closed'
  people: number
  /** At whose door somebody has been on this round. */
  tried: number
}

/** Rounds that run, the one ending first; then the last closed ones. */
export async function lastRounds(db: StaffDb): Promise<RoundRow[]> {
  const rows = await db.execute<RoundRow & Record<string, unknown>>(sql`
    select round.id, round.name, round.from_on as "fromOn", round.until_on as "untilOn", round.status,
      (select count(*)::int from round_person where round_id = round.id) as people,
      (select count(distinct person_id)::int from visit where round_id = round.id and voided_at is null) as tried
    from outreach_round round where voided_at is null
    order by status desc, until_on, recorded_at limit 20`)
  return [...rows]
}

export interface RoundOfList {
  id: string
  name: string
  /** Of the list: in the round because of it. */
  people: number
}

/** Rounds that were planned with a list, or into which its people were sent. */
export async function roundsOfList(db: StaffDb, importId: string): Promise<RoundOfList[]> {
  const rows = await db.execute<RoundOfList & Record<string, unknown>>(sql`
    select round.id, round.name, (select count(*)::int from round_person sent
      where sent.round_id = round.id and (round.import_id = ${importId}::uuid or sent.import_id = ${importId}::uuid)) as people
    from outreach_round round
    where round.voided_at is null and (round.import_id = ${importId}::uuid
      or round.id in (select round_id from round_person where import_id = ${importId}::uuid))
    order by round.from_on, round.id`)
  return [...rows]
}

export interface CallBack {
  personId: string
  name: string
  address: string
  /** ISO instant: when to come again, or when the request came in. */
  at: string
  kind: 'door' | 'phone'
  /** Of a request by phone. */
  requestId: string | null
  phone: string | null
  bestTime: string | null
}

/** Rows of everybody who waits to be called on again: what was agreed at the door, and requests left behind a letter's code. */
export const waiting = (isAsked: (roundId: SQL) => SQL): SQL => sql`
  select visit.round_id, visit.person_id, visit.call_back_at as at, 'door' as kind, null::uuid as request_id,
    null::text as phone, null::text as best_time
  from visit
  where ${isAsked(sql`visit.round_id`)} and visit.outcome = 'call-back' and visit.voided_at is null
    and not exists (select from visit later where later.person_id = visit.person_id and later.voided_at is null
      and (later.occurred_on, later.recorded_at) > (visit.occurred_on, visit.recorded_at))
    and not exists (select from client where client.person_id = visit.person_id and client.voided_at is null)
    and not exists (select from restricted_person hidden where hidden.person_id = visit.person_id)
  union all
  select letter.round_id, letter.person_id, request.received_at, 'phone', request.id, request.phone, request.best_time
  from call_request request join outreach_letter letter on letter.id = request.letter_id
  where ${isAsked(sql`letter.round_id`)} and request.done_at is null
    and not exists (select from restricted_person hidden where hidden.person_id = letter.person_id)`

/** Who of a round waits to be called on again, the longest first. */
export async function callBacksOf(db: StaffDb, roundId: string): Promise<CallBack[]> {
  const rows = await db.execute<CallBack & Record<string, unknown>>(sql`
    select waiting.person_id as "personId",
      ${listedName} as name,
      trim(dwelling.street || ' ' || dwelling.house_number) as address,
      to_char(waiting.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, waiting.kind,
      waiting.request_id as "requestId", waiting.phone, waiting.best_time as "bestTime"
    from (${waiting((asked) => sql`${asked} = ${roundId}::uuid`)}) waiting
    join person on person.id = waiting.person_id
    join round_person walked on walked.round_id = waiting.round_id and walked.person_id = waiting.person_id
    join dwelling on dwelling.id = walked.dwelling_id
    order by waiting.at`)
  return [...rows]
}

export interface KeptAway {
  markId: string
  name: string
  sinceOn: string
  /** The refusal it comes from; null when that was taken back. */
  visitId: string | null
}

const KEPT_AWAY_PAGE = 50

/** Whom nobody visits, the newest first, page by page; `next`: the mark after which the next page begins. */
export async function keptAway(
  db: StaffDb,
  after: string | null,
): Promise<{ kept: KeptAway[]; next: string | undefined }> {
  const rows = await db.execute<KeptAway & Record<string, unknown>>(sql`
    select mark.id as "markId", mark.since_on as "sinceOn",
      ${listedName} as name,
      (select visit.id from visit where visit.person_id = mark.person_id and visit.outcome = 'declined' and visit.voided_at is null
        order by visit.occurred_on desc, visit.recorded_at desc limit 1) as "visitId"
    from do_not_visit mark join person on person.id = mark.person_id
    where mark.lifted_at is null
      ${after ? sql`and (mark.since_on, mark.id) < (select since_on, id from do_not_visit where id = ${after}::uuid)` : sql``}
      and not exists (select from restricted_person hidden where hidden.person_id = mark.person_id)
    order by mark.since_on desc, mark.id desc limit ${KEPT_AWAY_PAGE + 1}`)
  const kept = rows.slice(0, KEPT_AWAY_PAGE)
  return { kept, next: rows.length > kept.length ? kept.at(-1)?.markId : undefined }
}
