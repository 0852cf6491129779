import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CityWork } from '../../db/act.ts'
import { act } from '../../db/act.ts'
import { client, timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule, task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { todayOf } from '../clients/today.server.ts'
import {
  bookAppointment,
  finishTask,
  moveAppointment,
  planNextFollowUp,
  recordOutcome,
} from './commands.server.ts'
import { appointmentPage, bookingPage } from './queries.server.ts'

const START = '2026-03-09T08:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

let nth = 0
/** A colleague with an empty diary and a client of hers. */
async function fresh(email?: null) {
  nth += 1
  const me = { id: `0b000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Person ${nth}` }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const opened = await work((at) => makeClient(at, email === null ? { email } : {}))
  const plan = (after: 'plan-signed' | 'attended' | 'no-show' = 'plan-signed', on = '2026-03-09') =>
    work((at) => planNextFollowUp(at, { ...opened, after, on }))
  return { ...opened, me, work, plan }
}
const value = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const appointmentsOf = (clientId: string) =>
  city.work(({ db }) =>
    db
      .select()
      .from(appointment)
      .where(eq(appointment.clientId, clientId))
      .orderBy(asc(appointment.recordedAt), asc(appointment.startsAt)),
  )
const messagesOf = (appointmentId: string) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(message)
      .where(and(eq(message.appointmentId, appointmentId), eq(message.channel, 'email')))
      .orderBy(asc(message.kind))
    return rows.map(({ kind, state, reason, nextAt }) => [kind, state, nextAt?.toString() ?? reason])
  })
const schedulesOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(followUpSchedule)
      .where(eq(followUpSchedule.clientId, clientId))
      .orderBy(asc(followUpSchedule.version))
    return rows.map(({ version, state, rule, windowFrom, windowTo }) => [
      version,
      state,
      rule,
      windowFrom,
      windowTo,
    ])
  })
const storyOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(timeline)
      .where(eq(timeline.clientId, clientId))
      .orderBy(asc(timeline.id))
    return rows.map(({ kind }) => kind)
  })

describe('signing the plan', () => {
  it('books a talk inside the window, with reminders and a line in the stream', async () => {
    const { clientId, plan } = await fresh()
    const { appointmentId, startsAt, nextMessageAt } = value(await plan())
    expect(startsAt).toBe('2026-04-13T07:00:00Z')
    expect(await schedulesOf(clientId)).toEqual([[1, 'live', 'after-signing', '2026-04-07', '2026-04-20']])
    expect(await messagesOf(appointmentId)).toEqual([
      // On the last working day before, with an afternoon to call on.
      ['day-before', 'due', '2026-04-10T07:00:00Z'],
      ['week-before', 'due', '2026-04-04T07:00:00Z'],
    ])
    expect(nextMessageAt).toBe('2026-04-04T07:00:00Z')
    expect(await storyOf(clientId)).toEqual(['file-opened', 'appointment-booked'])
  })
  it('at once by four people makes one appointment, and all hear of it', async () => {
    const { clientId, plan } = await fresh()
    const answers = (await Promise.all([plan(), plan(), plan(), plan()])).map(value)
    expect(new Set(answers.map(({ appointmentId }) => appointmentId)).size).toBe(1)
    expect(await appointmentsOf(clientId)).toHaveLength(1)
    expect(await schedulesOf(clientId)).toHaveLength(1)
  })
  it('again later closes the old window and lets its appointment fall away', async () => {
    const { clientId, plan } = await fresh()
    const first = value(await plan())
    city.clock.set('2026-03-20T08:00:00Z')
    const second = value(await plan('plan-signed', '2026-03-20'))
    expect((await schedulesOf(clientId)).map(([, state]) => state)).toEqual(['met', 'live'])
    expect((await appointmentsOf(clientId)).map(({ id, state }) => [id, state])).toEqual([
      [first.appointmentId, 'cancelled'],
      [second.appointmentId, 'booked'],
    ])
    expect((await messagesOf(first.appointmentId)).map(([, state, reason]) => [state, reason])).toEqual([
      ['skipped', 'cancelled'],
      ['skipped', 'cancelled'],
    ])
  })
  it('gives clients of one worker who sign at once different times', async () => {
    const { me, work, plan, clientId } = await fresh()
    const others = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => work((at) => makeClient(at))))
    const booked = await Promise.all([
      plan(),
      ...others.map((other) =>
        work((at) => planNextFollowUp(at, { ...other, after: 'plan-signed', on: '2026-03-09' })),
      ),
    ])
    expect(new Set(booked.map((result) => value(result).startsAt)).size).toBe(8)
    city.clock.set('2026-04-13T05:00:00Z')
    expect((await work(todayOf)).week.map(({ count }) => count)).toEqual([6, 2, 0, 0, 0])
    expect((await appointmentsOf(clientId)).map(({ responsibleId }) => responsibleId)).toEqual([me.id])
  })
  it('with a full diary opens the window, and a person books by hand', async () => {
    const { clientId, work, plan } = await fresh()
    await work(async ({ db, now, actor }) => {
      const other = await makeClient({
        db,
        now,
        actor,
        today: now.toZonedDateTimeISO('Europe/Berlin').toPlainDate(),
        city: city.access().city,
      })
      for (let day = 0; day < 15; day += 1) {
        const startsAt = now.add({ hours: 24 * (28 + day) }).subtract({ hours: 2 })
        await db.insert(appointment).values({
          ...{ clientId: other.clientId, participationId: other.participationId, startsAt, minutes: 600 },
          ...{
            place: 'x',
            responsibleId: actor.id,
            state: 'booked',
            occurredOn: '2026-03-09',
            recordedAt: now,
            recordedBy: actor.id,
          },
        })
      }
    })
    expect(await plan()).toEqual({ ok: false, error: 'no-free-slot' })
    expect(await schedulesOf(clientId)).toHaveLength(1)
    expect(await appointmentsOf(clientId)).toEqual([])
    const { tasks } = await work(todayOf)
    expect(tasks.lines.map(({ reason, clientId: whose }) => [reason, whose])).toEqual([
      ['no-free-slot', clientId],
    ])

    const lists = async (day: string) => {
      city.clock.set(`${day}T08:00:00Z`)
      const { overdue, closing } = await work(todayOf)
      return {
        overdue: overdue.lines.map(({ clientId: id }) => id),
        closing: closing.lines.map(({ clientId: id }) => id),
      }
    }
    expect(await lists('2026-04-12')).toEqual({ overdue: [], closing: [] })
    expect(await lists('2026-04-13')).toEqual({ overdue: [], closing: [clientId] })
    expect(await lists('2026-04-20')).toEqual({ overdue: [], closing: [clientId] })
    expect(await lists('2026-04-21')).toEqual({ overdue: [clientId], closing: [] })

    city.clock.set('2026-04-21T08:00:00Z')
    expect((await work((at) => bookingPage(at, { clientId })))?.strip).toMatchObject({
      from: '2026-04-21',
      to: '2026-05-05',
    })
    const book = () => work((at) => bookAppointment(at, { clientId, day: '2026-04-23', time: '10:30' }))
    const both = (await Promise.all([book(), book()])).map(value)
    expect(new Set(both.map(({ appointmentId }) => appointmentId)).size).toBe(1)
    expect(both.map(({ startsAt }) => startsAt)).toEqual(Array(2).fill('2026-04-23T08:30:00Z'))
    // Whoever comes second, whichever that is, has planned no message.
    expect(both.map(({ nextMessageAt }) => nextMessageAt).filter(Boolean)).toEqual(['2026-04-21T14:00:00Z'])
    expect((await appointmentsOf(clientId)).map(({ state }) => state)).toEqual(['booked'])
    expect(await work((at) => bookingPage(at, { clientId }))).toBeUndefined()
    expect((await work(todayOf)).tasks.count).toBe(0)
    expect(await lists('2026-04-21')).toEqual({ overdue: [], closing: [] })
  })
  it('books nothing for a closed file', async () => {
    const { clientId, plan } = await fresh()
    await city.work(({ db }) =>
      db.update(client).set({ closedOn: '2026-03-09' }).where(eq(client.id, clientId)),
    )
    expect(await plan()).toEqual({ ok: false, error: 'client-closed' })
  })
})

describe('the outcome', () => {
  const record = (
    who: Awaited<ReturnType<typeof fresh>>,
    appointmentId: string,
    outcome: 'attended' | 'no-show',
    on = '2026-04-13',
  ) => who.work((at) => recordOutcome(at, { appointmentId, outcome, note: 'B1-Kurs begonnen', on }))

  it('attended books the next talk, once, however often and by how many it is written', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    expect(await record(who, appointmentId, 'attended')).toEqual({ ok: false, error: 'not-yet' })

    city.clock.set('2026-04-13T07:30:00Z')
    expect(await who.work(todayOf)).toMatchObject({
      talks: {
        lines: [{ appointmentId, name: 'Haile, Selam', language: 'ti', past: true, reminded: false }],
      },
      missing: { count: 0 },
    })
    // 45 minutes later the time is over: what is left to do is to say what came of it.
    city.clock.set('2026-04-13T08:00:00Z')
    expect(await who.work(todayOf)).toMatchObject({
      talks: { count: 0 },
      missing: { count: 1, lines: [{ appointmentId, name: 'Haile, Selam', on: '2026-04-13' }] },
    })
    const answers = await Promise.all([1, 2, 3].map(() => record(who, appointmentId, 'attended')))
    const next = answers.map((answer) => value(answer).next)
    expect(new Set(next.map((planned) => planned?.appointmentId)).size).toBe(1)
    expect(next[0]?.startsAt).toBe('2026-05-18T07:00:00Z')
    expect(await appointmentsOf(who.clientId)).toHaveLength(2)
    expect(await schedulesOf(who.clientId)).toEqual([
      [1, 'met', 'after-signing', '2026-04-07', '2026-04-20'],
      [2, 'live', 'after-talk', '2026-05-11', '2026-05-22'],
    ])
    expect(await record(who, appointmentId, 'no-show')).toEqual({ ok: false, error: 'recorded-otherwise' })
    expect(await storyOf(who.clientId)).toEqual([
      'file-opened',
      'appointment-booked',
      'attended',
      'appointment-booked',
    ])
    expect(await appointmentsOf(who.clientId)).toMatchObject([
      { state: 'attended', outcomeNote: 'B1-Kurs begonnen' },
      { state: 'booked' },
    ])
  })
  it('no-show invites again, sooner, and writes at once', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    city.clock.set('2026-04-14T08:00:00Z')
    expect((await who.work(todayOf)).missing.lines).toMatchObject([{ appointmentId }])
    const { next } = value(await record(who, appointmentId, 'no-show'))
    expect(next).toMatchObject({ startsAt: '2026-04-20T07:00:00Z', nextMessageAt: '2026-04-14T08:05:00Z' })
    expect(await schedulesOf(who.clientId)).toEqual([
      [1, 'missed', 'after-signing', '2026-04-07', '2026-04-20'],
      [2, 'live', 'after-no-show', '2026-04-20', '2026-04-27'],
    ])
    expect(await messagesOf(next?.appointmentId ?? '')).toEqual([
      ['day-before', 'due', '2026-04-17T07:00:00Z'],
      ['missed', 'due', '2026-04-14T08:05:00Z'],
    ])
    expect(await messagesOf(appointmentId)).toEqual([
      ['day-before', 'skipped', 'past'],
      ['week-before', 'skipped', 'past'],
    ])
    expect((await who.work(todayOf)).missing.count).toBe(0)
  })
  it('of an old talk does not push aside what was planned since', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    city.clock.set('2026-04-15T08:00:00Z')
    const signed = value(await who.plan('plan-signed', '2026-04-15'))
    const { next } = value(await record(who, appointmentId, 'attended'))
    expect(next?.appointmentId).toBe(signed.appointmentId)
    expect(await schedulesOf(who.clientId)).toHaveLength(2)
  })
  it('is known only for an appointment there is', async () => {
    const who = await fresh()
    expect(await record(who, '0a000000-0000-4000-8000-00000000dead', 'attended')).toEqual({
      ok: false,
      error: 'no-appointment',
    })
  })
})

describe('moving', () => {
  const move = (who: Awaited<ReturnType<typeof fresh>>, appointmentId: string, day: string, time?: string) =>
    who.work((at) => moveAppointment(at, { appointmentId, day, time }))

  it('takes the reminders along and leaves one booked talk, asked twice too', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    const [one, two] = await Promise.all([1, 2].map(() => move(who, appointmentId, '2026-04-16', '14:15')))
    if (!one || !two) throw new Error('two were asked')
    expect(value(one).appointmentId).toBe(value(two).appointmentId)
    const moved = value(one)
    expect(moved.startsAt).toBe('2026-04-16T12:15:00Z')
    expect((await appointmentsOf(who.clientId)).map(({ state }) => state).sort()).toEqual([
      'booked',
      'cancelled',
    ])
    expect((await messagesOf(appointmentId)).map(([, state, reason]) => [state, reason])).toEqual([
      ['skipped', 'moved'],
      ['skipped', 'moved'],
    ])
    expect(await messagesOf(moved.appointmentId)).toEqual([
      ['day-before', 'due', '2026-04-15T07:00:00Z'],
      ['week-before', 'due', '2026-04-09T07:00:00Z'],
    ])
    const page = await who.work((at) => appointmentPage(at, { clientId: who.clientId, appointmentId }))
    expect(page).toMatchObject({
      state: 'cancelled',
      movedTo: { appointmentId: moved.appointmentId },
      strip: null,
    })
    expect(await storyOf(who.clientId)).toEqual(['file-opened', 'appointment-booked', 'appointment-moved'])
  })
  it('takes an invitation along that has not been sent yet', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan('no-show'))
    const moved = value(await move(who, appointmentId, '2026-03-19'))
    expect((await messagesOf(moved.appointmentId)).map(([kind]) => kind)).toEqual([
      'day-before',
      'missed',
      'week-before',
    ])
  })
  it.each([
    ['2026-04-06', undefined, 'closed'],
    ['2026-04-12', undefined, 'closed'],
    ['2026-04-21', undefined, 'outside'],
    ['2026-03-06', undefined, 'past'],
    ['2026-04-14', '09:00', 'taken'],
  ])('to %s %s is refused: %s', async (day, time, error) => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    const other = await who.work((at) => makeClient(at))
    const taken = value(
      await who.work((at) => planNextFollowUp(at, { ...other, after: 'plan-signed', on: '2026-03-09' })),
    )
    value(await move(who, taken.appointmentId, '2026-04-14', '09:00'))
    expect(await move(who, appointmentId, day, time)).toEqual({ ok: false, error })
    expect(await appointmentsOf(who.clientId)).toHaveLength(1)
  })
  it('shows the window with its holidays', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    const page = await who.work((at) => appointmentPage(at, { clientId: who.clientId, appointmentId }))
    expect(page?.strip?.days.slice(0, 2)).toMatchObject([
      { date: '2026-04-07', closed: null, free: 6 },
      { date: '2026-04-08', closed: null, free: 6 },
    ])
    // Its own time is free for it.
    expect(page?.strip?.days.find(({ date }) => date === '2026-04-13')?.free).toBe(6)
  })
  it('is refused once the talk has begun, and after an outcome', async () => {
    const who = await fresh()
    const { appointmentId } = value(await who.plan())
    city.clock.set('2026-04-13T07:00:00Z')
    expect(await move(who, appointmentId, '2026-04-16')).toEqual({ ok: false, error: 'past' })
    value(
      await who.work((at) =>
        recordOutcome(at, { appointmentId, outcome: 'no-show', note: '', on: '2026-04-13' }),
      ),
    )
    expect(await move(who, appointmentId, '2026-04-16')).toEqual({ ok: false, error: 'not-booked' })
  })
})

describe('tasks', () => {
  it('are finished once, by whoever is first, and only under their client', async () => {
    const who = await fresh()
    const taskId = await city.work(async ({ db, now }) => {
      const [made] = await db
        .insert(task)
        .values({
          clientId: who.clientId,
          reason: 'call',
          refId: who.personId,
          dueOn: '2026-03-09',
          createdAt: now,
        })
        .returning()
      return made?.id ?? ''
    })
    const other = await fresh()
    const finish = (clientId: string) => who.work((at) => finishTask(at, { clientId, taskId }))
    expect(await finish(other.clientId)).toEqual({ ok: false, error: 'no-task' })
    expect((await Promise.all([finish(who.clientId), finish(who.clientId)])).every(({ ok }) => ok)).toBe(true)
    expect((await who.work(todayOf)).tasks.count).toBe(0)
  })
})
