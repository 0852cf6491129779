import { and, eq, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { diaryTime, groupTalk, workerHours } from '../../db/city/schema/diary.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeTalk, TALK_ON } from '../../tests/factories/talks.ts'
import { dropHours, followCity, moveAppointment, setHours } from './commands.server.ts'
import { appointmentPage, weekLines } from './queries.server.ts'
import { WEEKDAYS } from './rules/hours.ts'
import { atOffice } from './rules/working-days.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const on = Temporal.PlainDate.from(TALK_ON)
const mornings = (from: string, until: string) =>
  WEEKDAYS.map((weekday) => ({ weekday, morning: { from, until }, afternoon: null }))

/** A talk and its worker, who acts. */
async function talkOfMine() {
  const talk = await makeTalk(city)
  const [row] = await city.work(({ db }) =>
    db.select().from(appointment).where(eq(appointment.id, talk.appointmentId)),
  )
  if (!row) throw new Error('No talk was made')
  const me = { id: row.responsibleId, name: 'Kollegin' }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const openTasks = () =>
    work(({ db }) =>
      db
        .select({ reason: task.reason })
        .from(task)
        .where(and(eq(task.clientId, talk.clientId), isNull(task.doneAt))),
    )
  return { ...talk, row, me, work, openTasks }
}

describe('working hours', () => {
  it('hold from their day on: a talk outside of them stays and is a task until they fit again', async () => {
    const { me, work, openTasks, clientId, appointmentId } = await talkOfMine()
    const late = { worker: me, validFrom: TALK_ON, days: mornings('10:00', '12:00') }
    expect(await work((at) => setHours(at, late))).toEqual({ ok: true, value: null })
    expect(await openTasks()).toEqual([{ reason: 'outside-hours' }])
    const page = await work((at) => appointmentPage(at, { clientId, appointmentId }))
    const times = (date: string) => page?.strip?.days.find((day) => day.date === date)?.times
    expect(times('2026-04-15')).toEqual(['09:00', '09:45', '10:30', '11:15', '13:30', '14:15'])
    expect(times(TALK_ON)).toEqual(['10:00', '10:45'])
    expect((await work((at) => weekLines(at, me.id))).map(({ state, source }) => [state, source])).toEqual([
      ['now', 'usual'],
      ['ahead', 'own'],
    ])
    const refused = await work((at) => moveAppointment(at, { appointmentId, day: TALK_ON, time: '13:30' }))
    expect(refused).toEqual({ ok: false, error: 'off-hours' })
    await work((at) => dropHours(at, { workerId: me.id, validFrom: TALK_ON }))
    expect(await openTasks()).toEqual([])
  })
  it('are the city’s again from a day on, as they change there; what was, was; once for two clicks', async () => {
    const { me, work, openTasks } = await talkOfMine()
    const on = '2026-03-12'
    await work((at) =>
      setHours(at, { worker: me, validFrom: '2026-03-09', days: mornings('10:00', '12:00') }),
    )
    expect(await openTasks()).toEqual([{ reason: 'outside-hours' }])
    const follow = () => work((at) => followCity(at, { worker: me, validFrom: on }))
    expect(await Promise.all([follow(), follow()])).toEqual(Array(2).fill({ ok: true, value: null }))
    expect(await openTasks()).toEqual([])
    const lines = async () =>
      (await work((at) => weekLines(at, me.id))).map(({ validFrom, state, asCity, days }) => [
        ...[validFrom, state, asCity, days[0]?.morning?.from],
      ])
    expect(await lines()).toEqual([
      ['2026-03-09', 'now', false, '10:00'],
      [on, 'ahead', true, '09:00'],
    ])
    // The city opens later from that week on: the talk at nine is outside of what she follows.
    const ofCity = { workerId: null, validFrom: '2026-04-13' }
    await work((at) =>
      setHours(at, { worker: null, validFrom: ofCity.validFrom, days: mornings('10:00', '12:00') }),
    )
    expect(await openTasks()).toEqual([{ reason: 'outside-hours' }])
    await work((at) => dropHours(at, ofCity))
    expect(await openTasks()).toEqual([])
    // Taken out before it begins, her own hold on.
    await work((at) => dropHours(at, { workerId: me.id, validFrom: on }))
    expect(await openTasks()).toEqual([{ reason: 'outside-hours' }])
    expect(await lines()).toEqual([['2026-03-09', 'now', false, '10:00']])
    // From today on, in the place of what was said of today.
    await work((at) => followCity(at, { worker: me, validFrom: '2026-03-09' }))
    expect(await lines()).toEqual([['2026-03-09', 'now', true, '09:00']])
    const past = { worker: me, validFrom: '2026-03-08' }
    expect(await work((at) => followCity(at, past))).toEqual({ ok: false, error: 'hours-past' })
    const stored = work(({ db, now, actor }) =>
      db.insert(workerHours).values({
        ...{ actorId: null, asCity: true, validFrom: '2027-01-01', weekday: 1 },
        ...{ madeAt: now, madeBy: actor.id },
      }),
    )
    await expect(stored).rejects.toMatchObject({ cause: { constraint_name: 'worker_hours_as_city' } })
  })
  it('are not set backwards, and what holds already is not taken out', async () => {
    const { me, work } = await talkOfMine()
    const order = { worker: me, validFrom: '2020-01-01', days: mornings('08:00', '12:00') }
    expect(await work((at) => setHours(at, order))).toEqual({ ok: false, error: 'hours-past' })
    const drop = { workerId: me.id, validFrom: '2020-01-01' }
    expect(await work((at) => dropHours(at, drop))).toEqual({ ok: false, error: 'hours-past' })
  })
})

describe('the way to a talk', () => {
  it('is the city’s figure unless the talk says otherwise, and is kept free', async () => {
    const { work, appointmentId, clientId, row } = await talkOfMine()
    const moved = await work((at) =>
      moveAppointment(at, { appointmentId, day: TALK_ON, time: '10:05', venue: 'home' }),
    )
    if (!moved.ok) throw new Error(moved.error)
    const id = moved.value.appointmentId
    const page = await work((at) => appointmentPage(at, { clientId, appointmentId: id }))
    expect(page).toMatchObject({ venue: 'home', travel: 20, place: 'Hausbesuch' })
    const [taken] = await work(({ db }) => db.select().from(diaryTime).where(eq(diaryTime.refId, id)))
    expect(taken).toMatchObject({ travelMinutes: 20, minutes: 45, responsibleId: row.responsibleId })
    const onTheWay = work(({ db }) =>
      db.insert(appointment).values({
        ...{ clientId: row.clientId, participationId: row.participationId, minutes: 45, place: 'Rathaus' },
        ...{ responsibleId: row.responsibleId, state: 'booked', startsAt: atOffice(on, '09:10') },
        ...{ occurredOn: row.occurredOn, recordedAt: row.recordedAt, recordedBy: row.recordedBy },
      }),
    )
    await expect(onTheWay).rejects.toMatchObject({ cause: { constraint_name: 'diary_time_worker_once' } })
  })
})

describe('a group', () => {
  it('is one entry in the diary, beside which nothing fits, and has no more people than seats', async () => {
    const [one, two, three] = [await talkOfMine(), await makeTalk(city), await makeTalk(city)]
    const startsAt = atOffice(on, '13:30')
    const [group] = await one.work(({ db, now, actor }) =>
      db
        .insert(groupTalk)
        .values({
          ...{ title: 'Informationsabend', startsAt, minutes: 90, place: 'Beratungsstelle', capacity: 2 },
          ...{ responsibleId: one.me.id, madeAt: now, madeBy: actor.id, changedAt: now },
        })
        .returning(),
    )
    if (!group) throw new Error('No group was made')
    const join = ({ clientId, participationId }: { clientId: string; participationId: string }) =>
      one.work(({ db, now, today, actor }) =>
        db.insert(appointment).values({
          ...{
            clientId,
            participationId,
            startsAt,
            minutes: 90,
            place: 'Beratungsstelle',
            groupId: group.id,
          },
          ...{ responsibleId: one.me.id, state: 'booked', occurredOn: today.toString() },
          ...{ recordedAt: now, recordedBy: actor.id },
        }),
      )
    await join(one)
    await expect(join(one)).rejects.toMatchObject({ cause: { constraint_name: 'group_member_once' } })
    const both = await Promise.allSettled([join(two), join(three)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const rows = await one.work(({ db }) =>
      db
        .select()
        .from(diaryTime)
        .where(sql`responsible_id = ${one.me.id}::uuid and starts_at = ${startsAt.toString()}`),
    )
    expect(rows.map(({ refId }) => refId)).toEqual([group.id])
    const meant = { appointmentId: one.appointmentId, day: TALK_ON, time: '14:15' }
    expect(await one.work((at) => moveAppointment(at, meant))).toEqual({ ok: false, error: 'taken' })
  })
})
