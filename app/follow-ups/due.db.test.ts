import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { appointment, followUpHold, followUpSchedule, task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { sendMails } from '../../tests/factories/mails.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { introduce } from '../caseload/commands/colleague.server.ts'
import { recorded } from '../clients/commands.server.ts'
import type { Result } from '../kit/result.ts'
import { recordTitle } from '../permits/commands.server.ts'
import { recordPlacement } from '../placements/commands.server.ts'
import { changeSettings } from '../settings/commands.server.ts'
import { DEFAULTS } from '../settings/rules.ts'
import { takeBack } from '../undo/commands/take-back.server.ts'
import { passTalksOn } from './commands/pass-on.server.ts'
import {
  bookAppointment,
  closeDays,
  endHold,
  liftAbsence,
  noteAbsence,
  openDay,
  planNextFollowUp,
  recordOutcome,
  setHold,
} from './commands.server.ts'
import { absencesFrom, closuresAhead, holdPage } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

function value<T, E extends string>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error}`)
  return result.value
}

const colleague = () => ({ id: randomUUID(), name: 'Kollegin' })

/** A client of a colleague with an empty diary, whose plan was signed on Monday, 9 March 2026, at nine o'clock. */
async function signed(me = colleague()) {
  city.clock.set('2026-03-09T08:00:00Z')
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const opened = await work((at) => makeClient(at))
  const on = '2026-03-09'
  const plan = { ...opened, inForceOn: on }
  await work((at) => at.db.insert(workPlan).values({ ...plan, ...recorded(at, on) }))
  const planned = value(await work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on })))
  return { ...opened, ...planned }
}

const windowOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(followUpSchedule)
      .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
    return rows.map(({ rule, windowFrom, windowTo }) => `${rule} ${windowFrom} ${windowTo}`)
  })

const bookedOf = (clientId: string) =>
  city.work(({ db }) =>
    db
      .select()
      .from(appointment)
      .where(and(eq(appointment.clientId, clientId), eq(appointment.state, 'booked'))),
  )

const tasksOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select({ reason: task.reason })
      .from(task)
      .where(and(eq(task.clientId, clientId), isNull(task.doneAt)))
    return rows.map(({ reason }) => reason)
  })

const rest = (clientId: string, from: string, until: string, formKey = randomUUID()) =>
  city.work((work) => setHold(work, clientId, { formKey, reason: 'illness', from, until }))

const PLAIN = 'after-signing 2026-04-07 2026-04-20'

describe('a hold', () => {
  it('moves what is due behind it, with the talk; the form sent twice is one', async () => {
    const { clientId } = await signed()
    const formKey = randomUUID()
    const sent = [
      rest(clientId, '2026-03-10', '2026-05-01', formKey),
      rest(clientId, '2026-03-10', '2026-05-01', formKey),
    ]
    expect((await Promise.all(sent)).map(({ ok }) => ok)).toEqual([true, true])
    expect(await windowOf(clientId)).toEqual(['after-hold 2026-05-04 2026-05-11'])
    const talks = await bookedOf(clientId)
    expect(talks.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-05-04T07:00:00Z'])
    expect(await rest(clientId, '2026-05-04', '2026-05-05')).toEqual({ ok: false, error: 'hold-open' })
    const page = await city.work((work) => holdPage(work, clientId))
    expect(page).toMatchObject({ open: { holdId: formKey, begun: false }, window: { rule: 'after-hold' } })
  })

  it('ended early gives back the old window, taken back as if it had never been', async () => {
    const { clientId } = await signed()
    const formKey = randomUUID()
    value(await rest(clientId, '2026-03-09', '2026-05-01', formKey))
    city.clock.set('2026-03-16T08:00:00Z')
    const end = () => city.work((work) => endHold(work, clientId, { holdId: formKey }))
    expect((await Promise.all([end(), end()])).map(({ ok }) => ok)).toEqual([true, true])
    expect(await windowOf(clientId)).toEqual([PLAIN])
    expect(await bookedOf(clientId)).toHaveLength(1)
    const other = randomUUID()
    value(await rest(clientId, '2026-04-01', '2026-05-01', other))
    expect(await windowOf(clientId)).toEqual(['after-hold 2026-05-04 2026-05-11'])
    const at = { kind: 'hold', clientId, actId: other } as const
    expect((await city.work((work) => takeBack(work, at, { reason: 'Falsche Akte gewählt.' }))).ok).toBe(true)
    expect(await windowOf(clientId)).toEqual([PLAIN])
  })

  it('does not help who was overdue', async () => {
    const { clientId, appointmentId } = await signed()
    await city.work(({ db, now }) =>
      db
        .update(appointment)
        .set({ state: 'cancelled', cancelledBy: 'office', outcomeAt: now })
        .where(eq(appointment.id, appointmentId)),
    )
    city.clock.set('2026-04-22T08:00:00Z')
    value(await rest(clientId, '2026-04-15', '2026-06-01'))
    expect(await windowOf(clientId)).toEqual([PLAIN])
    const page = await city.work((work) => holdPage(work, clientId))
    expect(page).toMatchObject({ open: { begun: true }, window: { to: '2026-04-20', overdue: true } })
  })

  it('in which a talk falls away that the client was reminded of: a person tells him', async () => {
    const { clientId } = await signed()
    const quiet = await signed()
    city.clock.set('2026-04-07T08:00:00Z')
    await city.work(({ db }) =>
      db.update(message).set({ nextAt: null, state: 'skipped' }).where(eq(message.clientId, quiet.clientId)),
    )
    await sendMails(city)
    for (const file of [clientId, quiet.clientId]) value(await rest(file, '2026-04-08', '2026-05-01'))
    expect([await tasksOf(clientId), await tasksOf(quiet.clientId)]).toEqual([['talk-off'], []])
  })

  it('is open once a client, whoever writes it', async () => {
    const { clientId, participationId } = await signed()
    const row = {
      clientId,
      participationId,
      reason: 'travel',
      fromOn: '2026-03-10',
      untilOn: '2026-03-12',
    } as const
    const insert = () =>
      city.work((work) => work.db.insert(followUpHold).values({ ...row, ...recorded(work) }))
    await insert()
    await expect(insert()).rejects.toThrow()
  })
})

describe('what else moves a window', () => {
  it('a paper that expires, and the job that begins; a talk that still fits stays', async () => {
    const { clientId } = await signed()
    const [before] = await bookedOf(clientId)
    const paper = { status: null, wording: 'Aufenthaltsgestattung', seenOn: '2026-03-09' }
    const saw = (validUntil: string) =>
      city.work((work) => recordTitle(work, clientId, { formKey: randomUUID(), ...paper, validUntil }))
    value(await saw('2026-06-08'))
    expect(await windowOf(clientId)).toEqual([PLAIN])
    value(await saw('2026-05-29'))
    expect(await windowOf(clientId)).toEqual(['permit-expires 2026-04-07 2026-04-17'])
    expect((await bookedOf(clientId)).map(({ id }) => id)).toEqual([before?.id])
    const job = {
      jobTitle: 'Lager',
      employer: `Betrieb ${clientId}`,
      town: 'W',
      hoursPerWeek: 20,
      sure: true,
    }
    value(
      await city.work((work) =>
        recordPlacement(work, clientId, {
          formKey: randomUUID(),
          ...job,
          workingTime: 'part-time',
          firstDay: '2026-03-09',
        }),
      ),
    )
    expect(await windowOf(clientId)).toEqual(['in-job 2026-03-16 2026-03-30'])
  })

  it('the figures of the city, from the next happening on', async () => {
    const { clientId, appointmentId } = await signed()
    const set = (figures: object) => city.work((work) => changeSettings(work, { ...DEFAULTS, ...figures }))
    await set({ noShowFromDays: 3, noShowToDays: 8 })
    city.clock.set('2026-04-13T10:00:00Z')
    const outcome = { appointmentId, outcome: 'no-show', note: '', on: '2026-04-13' } as const
    await city.work((work) => recordOutcome(work, outcome))
    await set({})
    expect(await windowOf(clientId)).toEqual(['after-no-show 2026-04-16 2026-04-21'])
  })
})

it('a talk booked by mistake that the client was reminded of is told him by a person, once it is taken back', async () => {
  const { clientId, appointmentId } = await signed()
  city.clock.set('2026-04-07T08:00:00Z')
  await sendMails(city)
  const at = { kind: 'appointment', clientId, actId: appointmentId } as const
  value(await city.work((work) => takeBack(work, at, { reason: 'Falsche Person' })))
  expect(await tasksOf(clientId)).toEqual(['talk-off'])
})

describe('days without talks', () => {
  it('closed by the city: no window ends there, no talk is booked, agreed ones are tasks until it opens again', async () => {
    const { clientId, startsAt } = await signed()
    expect(startsAt).toBe('2026-04-13T07:00:00Z')
    const close = (from: string, until: string) =>
      city.work((work) => closeDays(work, { from, until, name: 'Umzug' }))
    value(await close('2026-04-13', '2026-04-13'))
    value(await close('2026-04-18', '2026-04-20'))
    expect(await windowOf(clientId)).toEqual(['after-signing 2026-04-07 2026-04-17'])
    expect(await tasksOf(clientId)).toEqual(['office-closed'])
    expect(await close('2026-04-13', '2026-04-13')).toEqual({ ok: false, error: 'closure-none' })
    expect(await close('2026-03-30', '2026-04-10')).toEqual({ ok: false, error: 'closure-long' })
    const later = await signed()
    expect(later.startsAt.slice(0, 10)).not.toBe('2026-04-13')
    expect(await windowOf(later.clientId)).toEqual(['after-signing 2026-04-07 2026-04-17'])
    const lines = await city.work((work) => closuresAhead(work))
    expect(lines.map(({ day }) => day)).toEqual(['2026-04-13', '2026-04-20'])
    for (const { closureId } of lines) value(await city.work((work) => openDay(work, { closureId })))
    expect(await tasksOf(clientId)).toEqual([])
  })

  it('closed from end to end of a window: the talk falls away with it, and a person tells the client', async () => {
    const set = (figures: object) => city.work((work) => changeSettings(work, { ...DEFAULTS, ...figures }))
    await set({ noShowFromDays: 3, noShowToDays: 8 })
    const { clientId, appointmentId } = await signed()
    city.clock.set('2026-04-13T10:00:00Z')
    const outcome = { appointmentId, outcome: 'no-show', note: '', on: '2026-04-13' } as const
    await city.work((work) => recordOutcome(work, outcome))
    expect(await windowOf(clientId)).toEqual(['after-no-show 2026-04-16 2026-04-21'])
    value(
      await city.work((work) => closeDays(work, { from: '2026-04-16', until: '2026-04-21', name: 'Umzug' })),
    )
    expect(await windowOf(clientId)).toEqual(['after-no-show 2026-04-22 2026-04-22'])
    const talks = await bookedOf(clientId)
    expect(talks.map(({ startsAt }) => startsAt.toString().slice(0, 10))).toEqual(['2026-04-22'])
    expect(await tasksOf(clientId)).toEqual(['talk-off'])
    const lines = await city.work((work) => closuresAhead(work))
    for (const { closureId } of lines) value(await city.work((work) => openDay(work, { closureId })))
    await set({})
  })

  it('of a worker whose file goes to a colleague who is there are no task any more', async () => {
    const worker = colleague()
    const { clientId } = await signed(worker)
    const order = { worker, from: '2026-04-13', until: '2026-04-13', reason: 'leave' } as const
    value(await city.work((work) => noteAbsence(work, order)))
    expect(await tasksOf(clientId)).toEqual(['worker-away'])
    const to = colleague()
    await city.work(async (work) => {
      await introduce(work, [to])
      await passTalksOn(work, { clientId, fromId: worker.id, toId: to.id, untilOn: null })
    })
    expect(await tasksOf(clientId)).toEqual([])
  })

  it('of a worker: nothing is booked, by hand neither, and only she or the lead takes them out', async () => {
    const worker = colleague()
    const away = { worker, from: '2026-04-07', until: '2026-04-17', reason: 'leave' } as const
    const note = () => city.work((work) => noteAbsence(work, away))
    const talked = await signed(worker)
    expect((await Promise.all([note(), note()])).map(({ ok }) => ok)).toEqual([true, true])
    expect(await tasksOf(talked.clientId)).toEqual(['worker-away'])
    const { clientId, startsAt, appointmentId } = await signed(worker)
    expect(startsAt.slice(0, 10)).toBe('2026-04-20')
    await city.work(({ db, now }) =>
      db
        .update(appointment)
        .set({ state: 'cancelled', cancelledBy: 'office', outcomeAt: now })
        .where(eq(appointment.id, appointmentId)),
    )
    const wished = () => city.work((work) => bookAppointment(work, { clientId, day: '2026-04-14' }))
    expect(await wished()).toEqual({ ok: false, error: 'closed' })
    const lines = await city.work((work) => absencesFrom(work, worker.id))
    expect(lines).toHaveLength(1)
    const absenceId = lines[0]?.absenceId ?? ''
    const other = randomUUID()
    expect(await city.work((work) => liftAbsence(work, { absenceId, whose: other }))).toEqual({
      ok: false,
      error: 'not-found',
    })
    value(await city.work((work) => liftAbsence(work, { absenceId, whose: undefined })))
    expect(await tasksOf(talked.clientId)).toEqual([])
    expect((await wished()).ok).toBe(true)
  })

  it('of a worker who said so twice: as long as one of the two holds, the talk is a task', async () => {
    const worker = colleague()
    const { clientId, startsAt } = await signed(worker)
    expect(startsAt.slice(0, 10)).toBe('2026-04-13')
    const note = (from: string, until: string) =>
      city.work((work) => noteAbsence(work, { worker, from, until, reason: 'leave' }))
    value(await note('2026-04-07', '2026-04-13'))
    value(await note('2026-04-13', '2026-04-17'))
    const [first, second] = await city.work((work) => absencesFrom(work, worker.id))
    const lift = (absenceId = '') => city.work((work) => liftAbsence(work, { absenceId, whose: undefined }))
    value(await lift(second?.absenceId))
    expect(await tasksOf(clientId)).toEqual(['worker-away'])
    value(await lift(first?.absenceId))
    expect(await tasksOf(clientId)).toEqual([])
  })

  it.each([
    ['0000-01-01', '0000-01-02', 'closure-past'],
    ['0001-01-05', '9999-12-31', 'closure-long'],
    ['9999-12-31', '0001-01-01', 'dates-turned'],
  ])('from %s until %s are refused in words', async (from, until, error) => {
    const closed = await city.work((work) => closeDays(work, { from, until, name: 'Umzug' }))
    expect(closed).toEqual({ ok: false, error })
    const order = { worker: colleague(), from, until, reason: 'leave' } as const
    const away = await city.work((work) => noteAbsence(work, order))
    expect(away).toEqual({ ok: false, error: error.replace('closure', 'absence') })
    const { clientId } = await signed()
    expect((await rest(clientId, from, until)).ok).toBe(false)
  })

  it('a day is closed until the end of next year', async () => {
    const close = (day: string) =>
      city.work((work) => closeDays(work, { from: day, until: day, name: 'Umzug' }))
    expect(await close('2028-01-03')).toEqual({ ok: false, error: 'closure-far' })
    expect((await close('2027-12-30')).ok).toBe(true)
  })

  it('an absence begins within a year', async () => {
    const away = (day: string) =>
      city.work((work) => noteAbsence(work, { worker: colleague(), from: day, until: day, reason: 'leave' }))
    expect(await away('2027-03-10')).toEqual({ ok: false, error: 'absence-far' })
    expect((await away('2027-03-09')).ok).toBe(true)
  })
})
