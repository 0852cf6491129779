import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { alsoAbout, type CityWork } from '../../../db/act.ts'
import * as schema from '../../../db/city/schema/assessments.ts'
import { holdFile } from '../../clients/commands.server.ts'
import { filesOf } from '../../clients/stream.server.ts'
import { holdDiariesOf, moveWindow, reckonWindow } from '../../follow-ups/commands.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { type ActAddress, actOf, SHAPES } from '../acts.server.ts'
import { hindranceOf } from '../hindrances.server.ts'
import type { MoveInput } from '../input.ts'
import { isMovable, type MovableKind, type MoveError, movesWindow } from '../rules.ts'
import { comeAgain, markVoid, tellOf } from './mark.server.ts'
import { followUp } from './take-back.server.ts'
import { unlessTaken } from './unique.server.ts'

interface Target {
  clientId: string
  personId: string
  /** Null where the act hangs on none. */
  participationId: string | null
  /** Of the act there. */
  actId: string
}

/**
 * Moves an act to the person it belongs to: void here with the reason, written there as it was, what is due reckoned anew
 * for both. Both files are held in one order, whoever moves what. The form sent twice moves once. Answers when one of
 * both is first written to (ISO instant), for `hintDue` after the act.
 */
export async function moveAct(
  city: CityWork,
  at: ActAddress,
  { targetId, reason, formKey }: MoveInput,
): Promise<Result<string | null, MoveError | 'not-found'>> {
  if (!isMovable(at.kind)) return fail('not-movable')
  if (targetId === at.clientId) return fail('same-person')
  const held = new Map<string, boolean>()
  for (const id of [at.clientId, targetId].sort()) held.set(id, (await holdFile(city, id)) !== undefined)
  if (!held.get(at.clientId)) return fail('not-found')
  if (!held.get(targetId)) return fail('no-such-file')
  const act = await actOf(city.db, at)
  if (!act) return fail('not-found')
  const there = { kind: at.kind, clientId: targetId, actId: formKey }
  if (act.standing !== 'stands')
    return act.standing === 'moved' && (await actOf(city.db, there)) ? ok(null) : fail('not-standing')
  if (await hindranceOf(city.db, at)) return fail('hindered')
  const target = await targetOf(city, { ...at, kind: at.kind }, { day: act.day, targetId, actId: formKey })
  if (!target.ok) return target

  const written = await unlessTaken(city, (db) => copyAct(db, city, at, target.value))
  if (!written) return fail('has-same')
  const isTalk = at.kind === 'talk'
  const due = isTalk || movesWindow(at.kind)
  if (due) await holdDiariesOf(city, [at.clientId, targetId])
  await markVoid(city, at, reason)
  await tellOf(city, 'moved-away', { at, act, reason })
  await followUp(city, at, reason)
  await comeAgain(city, there)
  await alsoAbout(city, { action: 'change', subject: 'undo', subjectId: targetId })
  await copyLines(city, at, target.value)
  if (isTalk) return ok(await reckonWindow(city, targetId))
  return ok(due ? await moveWindow(city, targetId) : null)
}

/** Acts that hang on a person, not on her time in a programme. */
const OF_PERSON: readonly MovableKind[] = [
  'visit',
  'title',
  'note',
  'contact',
  'facts',
  'request',
  'document',
]

/** Whether the act makes sense over there, and what it hangs on. */
async function targetOf(
  { db }: CityWork,
  { kind, actId: movedId }: ActAddress & { kind: MovableKind },
  { day, targetId, actId }: { day: string; targetId: string; actId: string },
): Promise<Result<Target, 'not-taking-part' | 'has-own-talk' | 'has-same'>> {
  const [found] = await db.execute<{
    personId: string
    participationId: string | null
    ownTalk: boolean
    samePlacement: boolean
  }>(sql`
    select client.person_id as "personId",
      (select id from participation where client_id = client.id and voided_at is null and occurred_on <= ${day}::date
        and (exited_on is null or exited_on >= ${day}::date) order by occurred_on desc, id desc limit 1) as "participationId",
      exists (select from appointment where client_id = client.id and voided_at is null and state <> 'cancelled'
        and (starts_at at time zone 'Europe/Berlin')::date = ${day}::date) as "ownTalk",
      exists (select from placement act join placement own on own.employer_id = act.employer_id
        and own.occurred_on = act.occurred_on and own.client_id = client.id and own.voided_at is null
        where act.id = ${movedId}::uuid) as "samePlacement"
    from client where client.id = ${targetId}::uuid`)
  if (!found) throw new Error('A file just held is gone')
  const { personId, participationId, ownTalk, samePlacement } = found
  if (participationId === null && !OF_PERSON.includes(kind)) return fail('not-taking-part')
  if (kind === 'talk' && ownTalk) return fail('has-own-talk')
  if (kind === 'placement' && samePlacement) return fail('has-same')
  return ok({ clientId: targetId, personId, participationId, actId })
}

/** What was said in a talk lies in tables of its own. */
const PARTS_OF_A_TALK = [
  schema.assessmentAbility,
  schema.assessmentJob,
  schema.assessmentPaper,
  schema.assessmentGerman,
  schema.assessmentLanguage,
  schema.assessmentObstacles,
  schema.assessmentReadiness,
]

/** Rows of a table once more, as they are but for `changed`; columns that the table does not have are none of it. */
async function copyRows(
  db: Pick<CityWork['db'], 'execute'>,
  table: PgTable,
  changed: Readonly<Record<string, SQL | undefined>>,
  which: SQL,
): Promise<void> {
  const names = Object.values(getTableColumns(table))
    .filter((column) => column.generated === undefined)
    .map(({ name }) => name)
  const list = (parts: SQL[]): SQL => sql.join(parts, sql`, `)
  await db.execute(sql`
    insert into ${table} (${list(names.map((name) => sql`${sql.identifier(name)}`))})
    select ${list(names.map((name) => changed[name] ?? sql`${sql.identifier(name)}`))} from ${table} where ${which}`)
}

/** The row as it was, in the other file. */
async function copyAct(
  db: Pick<CityWork['db'], 'execute'>,
  { now, actor }: CityWork,
  at: ActAddress,
  target: Target,
): Promise<void> {
  const { table } = SHAPES[at.kind]
  const nothing = sql`null`
  const there = {
    id: sql`${target.actId}::uuid`,
    client_id: sql`${target.clientId}::uuid`,
    person_id: sql`${target.personId}::uuid`,
    participation_id: sql`${target.participationId}::uuid`,
    schedule_id: nothing,
    // Of a round only when the other stands in it too.
    round_id: sql`(select walked.round_id from round_person walked
      where walked.round_id = visit.round_id and walked.person_id = ${target.personId}::uuid)`,
    recorded_at: sql`${now.toString()}::timestamptz`,
    recorded_by: sql`${actor.id}::uuid`,
    voided_at: nothing,
    voided_by: nothing,
    void_reason: nothing,
  }
  await copyRows(db, table, there, sql`id = ${at.actId}::uuid`)
  if (at.kind === 'assessment')
    for (const part of PARTS_OF_A_TALK)
      await copyRows(
        db,
        part,
        { assessment_id: there.id, client_id: there.client_id },
        sql`assessment_id = ${at.actId}::uuid`,
      )
}

/** What the stream here said of the act, the stream there says now; not of how it was agreed, taken back or moved. */
async function copyLines({ db, now, actor }: CityWork, at: ActAddress, target: Target): Promise<void> {
  await db.execute(sql`
    insert into timeline (client_id, occurred_on, recorded_at, recorded_by, kind, ref_id, words)
    select ${target.clientId}::uuid, occurred_on, ${now.toString()}::timestamptz, ${actor.id}::uuid, kind,
      ${target.actId}::uuid, words
    from timeline where client_id = any(${filesOf(at.clientId)}) and ref_id = ${at.actId}::uuid
      and kind not in ('appointment-booked', 'appointment-moved', 'appointment-cancelled', 'client-confirmed',
        'client-cannot-come', 'client-proposes', 'outcome-open-again', 'interpreter-agreed', 'interpreter-lifted', 'taken-back', 'moved-away', 'stands-again')
    order by id`)
}
