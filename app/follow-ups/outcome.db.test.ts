import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule, task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { sendMails } from '../../tests/factories/mails.ts'
import { makeTalk, type Talk } from '../../tests/factories/talks.ts'
import { takeBack } from '../undo/commands/take-back.server.ts'
import type { RecordOutcome } from './commands/outcome.server.ts'
import { noteAbsence, recordOutcome } from './commands.server.ts'
import { appointmentPage } from './queries.server.ts'

const START = '2026-03-09T08:00:00Z'
/** After the talk of 16 April, in the window of 6 to 20 April. */
const AFTER = '2026-04-16T09:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

const record = (
  { appointmentId }: Pick<Talk, 'appointmentId'>,
  told: Partial<RecordOutcome> & Pick<RecordOutcome, 'outcome'>,
) => city.work((work) => recordOutcome(work, { appointmentId, note: '', on: work.today.toString(), ...told }))
const recorded = async (...said: Parameters<typeof record>) => {
  const done = await record(...said)
  if (!done.ok) throw new Error(done.error)
  return done.value
}
const rowsOf = ({ clientId }: Talk) =>
  city.work(({ db }) =>
    db
      .select({
        id: appointment.id,
        state: appointment.state,
        result: appointment.talkResult,
        cause: appointment.absenceCause,
        by: appointment.cancelledBy,
        voided: sql<boolean>`voided_at is not null`,
      })
      .from(appointment)
      .where(eq(appointment.clientId, clientId))
      .orderBy(asc(appointment.recordedAt), asc(appointment.startsAt)),
  )
const schedulesOf = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(followUpSchedule)
      .where(eq(followUpSchedule.clientId, clientId))
      .orderBy(asc(followUpSchedule.version))
    return rows.map(({ state, rule }) => `${rule} ${state}`)
  })
const lastLine = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind }) => kind).slice(-2)
  })

describe('an outcome', () => {
  it('late is a follow-up like any other: the next is due in four to six weeks', async () => {
    const talk = await makeTalk(city)
    city.clock.set(AFTER)
    const { next } = await recorded(talk, { outcome: 'late', result: 'cut-short' })
    expect(next?.startsAt.slice(0, 10)).toBe('2026-05-21')
    expect(await schedulesOf(talk)).toEqual(['after-signing met', 'after-talk live'])
    expect((await rowsOf(talk)).map(({ state, result }) => [state, result])).toEqual([
      ['cancelled', null],
      ['late', 'cut-short'],
      ['booked', null],
    ])
    expect(await lastLine(talk)).toEqual(['late', 'appointment-booked'])
  })

  it.each([
    [{ outcome: 'excused', cause: 'childcare' }, 'excused', ['excused', null, 'childcare', null]],
    [{ outcome: 'attended', result: 'not-held' }, 'talk-not-held', ['attended', 'not-held', null, null]],
    [
      { outcome: 'cancelled', by: 'interpreter' },
      'appointment-cancelled',
      ['cancelled', null, null, 'interpreter'],
    ],
  ] as const)('%j leaves the window open and books anew in it, told at once', async (told, line, facts) => {
    const talk = await makeTalk(city)
    city.clock.set(AFTER)
    const answers = await Promise.all([record(talk, told), record(talk, told)])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(await schedulesOf(talk)).toEqual(['after-signing live'])
    const [, written, anew, ...more] = await rowsOf(talk)
    expect([written?.state, written?.result, written?.cause, written?.by]).toEqual(facts)
    expect([anew?.state, more]).toEqual(['booked', []])
    const page = await city.work((work) =>
      appointmentPage(work, { clientId: talk.clientId, appointmentId: anew?.id ?? '' }),
    )
    expect(page?.startsAt).toBe('2026-04-17T07:00:00Z')
    expect(await lastLine(talk)).toEqual([line, 'appointment-booked'])
    const said = await city.work(({ db }) =>
      db
        .select({ kind: message.kind })
        .from(message)
        .where(eq(message.appointmentId, anew?.id ?? '')),
    )
    expect(said.map(({ kind }) => kind)).toContain('missed')
  })

  it('called off ahead, another day of the window is booked and no reminder of the old one goes out', async () => {
    const talk = await makeTalk(city)
    city.clock.set('2026-04-08T08:00:00Z')
    expect(await record(talk, { outcome: 'excused' })).toEqual({ ok: false, error: 'not-yet' })
    const { next } = await recorded(talk, { outcome: 'cancelled', by: 'client' })
    expect(next?.startsAt).toBe('2026-04-17T07:00:00Z')
    const states = await city.work(({ db }) =>
      db.select({ state: message.state }).from(message).where(eq(message.appointmentId, talk.appointmentId)),
    )
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['skipped']))
  })

  it('books anew on no day on which the worker is away', async () => {
    const talk = await makeTalk(city)
    city.clock.set(AFTER)
    const worker = await city.work(async ({ db }) => {
      const [found] = await db.execute<{ id: string; name: string }>(sql`
        select actor.id, actor.name from client join actor on actor.id = client.lead_id where client.id = ${talk.clientId}`)
      if (!found) throw new Error('nobody leads the case')
      return { id: found.id, name: found.name }
    })
    const days = { from: '2026-04-17', until: '2026-04-17' }
    expect(await city.work((work) => noteAbsence(work, { ...days, worker, reason: 'leave' }))).toMatchObject({
      ok: true,
    })
    const { next } = await recorded(talk, { outcome: 'excused', cause: 'ill' })
    expect(next?.startsAt.slice(0, 10)).toBe('2026-04-20')
  })

  const fillWindow = (talk: Talk) =>
    city.work(async ({ db }) => {
      await db.execute(sql`insert into appointment (client_id, participation_id, starts_at, minutes, place, responsible_id, state,
          occurred_on, recorded_at, recorded_by)
        select client_id, participation_id, d + interval '1 hour', 720, 'x', responsible_id, 'booked', occurred_on, recorded_at, recorded_by
        from appointment, generate_series('2026-04-06'::timestamptz, '2026-05-04'::timestamptz, '1 day') d
        where id = ${talk.appointmentId}::uuid and d::date <> '2026-04-16'`)
    })
  const openTasksOf = ({ clientId }: Talk) =>
    city.work(async ({ db }) => {
      const open = and(eq(task.clientId, clientId), isNull(task.doneAt))
      const rows = await db.select({ reason: task.reason }).from(task).where(open).orderBy(task.reason)
      return rows.map(({ reason }) => reason)
    })

  it('in a full window asks a person to find a time', async () => {
    const talk = await makeTalk(city)
    city.clock.set(AFTER)
    await fillWindow(talk)
    expect((await recorded(talk, { outcome: 'excused' })).next).toBeNull()
    expect(await openTasksOf(talk)).toEqual(['no-free-slot'])
  })

  it.each<[string, { by: 'office' | 'interpreter' | 'client'; told: boolean }, string[]]>([
    [
      'by us: a person tells the client who was reminded',
      { by: 'office', told: true },
      ['no-free-slot', 'talk-off'],
    ],
    ['by the interpreter: the same', { by: 'interpreter', told: true }, ['no-free-slot', 'talk-off']],
    ['by us, and nobody was reminded', { by: 'office', told: false }, ['no-free-slot']],
    ['by the client, who knows', { by: 'client', told: true }, ['no-free-slot']],
  ])('called off ahead in a full window %s', async (_, { by, told }, tasks) => {
    const talk = await makeTalk(city)
    await fillWindow(talk)
    city.clock.set('2026-04-09T08:00:00Z')
    if (told) await sendMails(city)
    expect((await recorded(talk, { outcome: 'cancelled', by })).next).toBeNull()
    expect(await openTasksOf(talk)).toEqual(tasks)
  })

  it('excused and taken back: the talk waits again, and what was booked in its place falls away', async () => {
    const talk = await makeTalk(city)
    city.clock.set(AFTER)
    const { next } = await recorded(talk, { outcome: 'attended' })
    const second = { ...talk, appointmentId: next?.appointmentId ?? '' }
    city.clock.set('2026-05-21T09:00:00Z')
    await recorded(second, { outcome: 'excused' })
    const at = { kind: 'talk', clientId: talk.clientId, actId: second.appointmentId } as const
    const undone = await city.work((work) => takeBack(work, at, { reason: 'Falsche Person' }))
    expect(undone.ok).toBe(true)
    expect(await schedulesOf(talk)).toEqual(['after-signing met', 'after-talk live'])
    const standing = (await rowsOf(talk)).filter(({ voided }) => !voided)
    expect(standing.map(({ state, by }) => [state, by])).toEqual([
      ['cancelled', 'moved'],
      ['attended', null],
      ['booked', null],
      ['cancelled', 'replanned'],
    ])
    const again = { appointmentId: standing[2]?.id ?? '' }
    expect((await recorded(again, { outcome: 'attended' })).next?.startsAt.slice(0, 10)).toBe('2026-06-25')
    expect(await schedulesOf(talk)).toEqual(['after-signing met', 'after-talk met', 'after-talk live'])
  })

  it.each([
    ["state = 'no-show', outcome_at = now()", 'appointment_absence'],
    ["state = 'attended', outcome_at = now()", 'appointment_result'],
    ["state = 'cancelled', outcome_at = now()", 'appointment_cancelled'],
    ["state = 'late', talk_result = 'as-planned'", 'appointment_outcome'],
    ["absence_cause = 'ill'", 'appointment_absence'],
    ["state = 'gone', outcome_at = now()", 'appointment_state'],
  ])('the table refuses a row that says %s', async (half, constraint) => {
    const talk = await makeTalk(city)
    const broken = city.work(({ db }) =>
      db.execute(sql`update appointment set ${sql.raw(half)} where id = ${talk.appointmentId}::uuid`),
    )
    await expect(broken).rejects.toMatchObject({ cause: { constraint_name: constraint } })
  })
})
