import { and, asc, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../../db/act.ts'
import { client } from '../../../db/city/schema/clients.ts'
import { diaryTime, groupTalk } from '../../../db/city/schema/diary.ts'
import { appointment, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { sendMails } from '../../../tests/factories/mails.ts'
import { makeClient } from '../../../tests/factories/people.ts'
import { makeTalk, TALK_ON } from '../../../tests/factories/talks.ts'
import { inCity } from '../../../tests/isolation/attacks/scene.ts'
import { todayOf } from '../../clients/today.server.ts'
import { hintDue } from '../../messages/commands.server.ts'
import { takeBack } from '../../undo/commands.server.ts'
import { moveAppointment } from '../commands.server.ts'
import { behindLink, freeTimesFor } from '../link/talk.server.ts'
import { appointmentPage, entriesOf } from '../queries.server.ts'
import {
  addMember,
  callOffGroup,
  editGroup,
  makeGroup,
  moveGroup,
  recordAttended,
  recordMember,
  takeOut,
} from './commands.server.ts'
import { groupPage, listGroups } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

let nth = 0
/** Somebody who works here, and a way for her to act. */
function colleague() {
  nth += 1
  const me = { id: `0e000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Kraft ${nth}` }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  return { me, work }
}
type Work = ReturnType<typeof colleague>['work']

const must = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const WISH = { day: TALK_ON, time: '13:30', minutes: 90, at: 'office', roomId: null } as const

/** A group of hers with these seats. */
async function makeOne({ me, work }: ReturnType<typeof colleague>, seats = 3, wish: object = {}) {
  const order = { formKey: crypto.randomUUID(), title: 'Training', seats, responsible: me, ...WISH, ...wish }
  return must(await work((at) => makeGroup(at, order)))
}
const rowsOf = (work: Work, groupId: string, state?: 'booked') =>
  work(({ db }) =>
    db
      .select()
      .from(appointment)
      .where(
        and(
          eq(appointment.groupId, groupId),
          isNull(appointment.voidedAt),
          state ? eq(appointment.state, state) : undefined,
        ),
      )
      .orderBy(asc(appointment.clientId)),
  )
const messagesOf = (work: Work, appointmentId: string) =>
  work(({ db }) =>
    db
      .select({ kind: message.kind, channel: message.channel, state: message.state })
      .from(message)
      .where(eq(message.appointmentId, appointmentId))
      .orderBy(asc(message.kind), asc(message.channel)),
  )
const openTasks = (work: Work, clientId: string) =>
  work(async ({ db }) =>
    (
      await db
        .select({ reason: task.reason })
        .from(task)
        .where(and(eq(task.clientId, clientId), isNull(task.doneAt)))
    ).map(({ reason }) => reason),
  )
const REMINDERS = [
  { kind: 'day-before', channel: 'call' },
  { kind: 'day-before', channel: 'email' },
  { kind: 'week-before', channel: 'email' },
]
const inState = (state: string) => REMINDERS.map((one) => ({ ...one, state }))

describe('a group that is made', () => {
  it('lies in working hours where diary and room are free, and once for a form', async () => {
    const who = colleague()
    const order = { formKey: crypto.randomUUID(), title: 'Info', seats: 8, responsible: who.me, ...WISH }
    const id = must(await who.work((at) => makeGroup(at, order)))
    expect(await who.work((at) => makeGroup(at, order))).toEqual({ ok: true, value: id })
    const other = (wish: object) =>
      who.work((at) => makeGroup(at, { ...order, formKey: crypto.randomUUID(), ...wish }))
    expect(await other({})).toEqual({ ok: false, error: 'taken' })
    expect(await other({ time: '14:15', minutes: 60 })).toEqual({ ok: false, error: 'taken' })
    expect(await other({ time: '17:00' })).toEqual({ ok: false, error: 'off-hours' })
    expect(await other({ day: '2026-04-18' })).toEqual({ ok: false, error: 'closed' })
    expect(await other({ day: '2026-03-01' })).toEqual({ ok: false, error: 'group-past' })
    expect(await other({ at: 'elsewhere' })).toEqual({ ok: false, error: 'no-place' })
    expect(await other({ roomId: 999_999 })).toEqual({ ok: false, error: 'no-room' })
    const { lines } = await who.work(({ db, now }) => listGroups(db, { now, shown: 'ahead', after: null }))
    expect(lines.filter((line) => line.id === id)).toMatchObject([
      { capacity: 8, taken: 0, calledOff: false },
    ])
  })

  it('is one for a form sent twice at once, and sent again with something else in it that is said', async () => {
    const who = colleague()
    const order = { formKey: crypto.randomUUID(), title: 'Info', seats: 8, responsible: who.me, ...WISH }
    // Whoever is new here would wait for herself.
    await makeOne(who, 3, { time: '09:00' })
    const make = (more: object = {}) => who.work((at) => makeGroup(at, { ...order, ...more }))
    const made = { ok: true, value: order.formKey }
    expect(await Promise.all([make(), make(), make()])).toEqual([made, made, made])
    for (const more of [{ title: 'Anders' }, { seats: 9 }, { time: '13:45' }, { day: '2026-04-17' }])
      expect(await make(more)).toEqual({ ok: false, error: 'group-saved' })
  })

  it.each([
    ['0000-01-01', 'group-past'],
    ['0001-01-01', 'group-past'],
    ['2027-03-10', 'group-far'],
    ['9999-12-31', 'group-far'],
  ])('on %s is refused before anybody looks into a diary', async (day, error) => {
    const who = colleague()
    const order = { formKey: crypto.randomUUID(), title: 'Info', seats: 8, responsible: who.me, ...WISH, day }
    expect(await who.work((at) => makeGroup(at, order))).toEqual({ ok: false, error })
    const groupId = await makeOne(who)
    expect(await who.work((at) => moveGroup(at, { groupId, ...WISH, day }))).toEqual({ ok: false, error })
  })
})

describe('a member', () => {
  it('has an appointment and reminders of her own, and her talk and window stay', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const talk = await makeTalk(city)
    const first = must(await who.work((at) => addMember(at, { groupId, clientId: talk.clientId })))
    await hintDue(city.databases.platform, city.slug, first)
    const [row] = await rowsOf(who.work, groupId)
    expect(row).toMatchObject({ scheduleId: null, minutes: 90, responsibleId: who.me.id, state: 'booked' })
    expect(await messagesOf(who.work, row?.id ?? '')).toEqual(inState('due'))
    expect(await who.work((at) => addMember(at, { groupId, clientId: talk.clientId }))).toEqual({
      ok: false,
      error: 'member-once',
    })
    const page = await who.work((at) =>
      appointmentPage(at, { clientId: talk.clientId, appointmentId: row?.id ?? '' }),
    )
    expect(page).toMatchObject({ group: { groupId, title: 'Training' }, strip: null })
    const move = { appointmentId: row?.id ?? '', day: TALK_ON, time: '10:30' }
    expect(await who.work((at) => moveAppointment(at, move))).toEqual({ ok: false, error: 'in-group' })
    const linked = await who.work((at) => behindLink(at, row?.id ?? ''))
    if (linked.is !== 'open') throw new Error('The link does not open')
    expect(await who.work((at) => freeTimesFor(at, linked.talk))).toEqual([])
  })

  it('is none of a closed file, nor where she has another talk, nor of a full group', async () => {
    const who = colleague()
    const groupId = await makeOne(who, 2)
    const [one, two, three] = [
      await who.work((at) => makeClient(at)),
      await makeTalk(city),
      await who.work((at) => makeClient(at)),
    ]
    await who.work(({ db }) =>
      db.update(client).set({ closedOn: '2026-03-09' }).where(eq(client.id, one.clientId)),
    )
    const add = (clientId: string, id = groupId) => who.work((at) => addMember(at, { groupId: id, clientId }))
    expect(await add(one.clientId)).toEqual({ ok: false, error: 'client-closed' })
    expect(await add(crypto.randomUUID())).toEqual({ ok: false, error: 'no-client' })
    const morning = await makeOne(who, 3, { time: '09:00' })
    expect(await add(two.clientId, morning)).toEqual({ ok: false, error: 'member-busy' })
    await add(two.clientId)
    await add(three.clientId)
    const late = await who.work((at) => makeClient(at))
    expect(await add(late.clientId)).toEqual({ ok: false, error: 'group-full' })
    const edit = (seats: number) => who.work((at) => editGroup(at, { groupId, title: 'Training', seats }))
    await edit(3)
    expect((await add(late.clientId)).ok).toBe(true)
    expect(await edit(2)).toEqual({ ok: false, error: 'seats-taken' })
  })

  it('gets the last seat alone when two are added at once', async () => {
    const who = colleague()
    const groupId = await makeOne(who, 2)
    const files = await Promise.all([0, 1, 2].map(() => who.work((at) => makeClient(at))))
    const [first, ...others] = files
    must(await who.work((at) => addMember(at, { groupId, clientId: first?.clientId ?? '' })))
    const both = await Promise.all(
      others.map(({ clientId }) => colleague().work((at) => addMember(at, { groupId, clientId }))),
    )
    expect(both.map((answer) => (answer.ok ? 'in' : answer.error)).sort()).toEqual(['group-full', 'in'])
  })

  it('who is taken out after she was reminded is told by a person, and nobody else is', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const files = [await who.work((at) => makeClient(at)), await who.work((at) => makeClient(at))]
    for (const { clientId } of files) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const members = await rowsOf(who.work, groupId)
    const [quiet, reminded] = members
    await who.work(({ db }) =>
      db
        .update(message)
        .set({ nextAt: null, state: 'skipped' })
        .where(eq(message.appointmentId, quiet?.id ?? '')),
    )
    const before = city.clock.now().toString()
    city.clock.set('2026-04-09T08:00:00Z')
    await sendMails(city)
    for (const { id } of members) must(await who.work((at) => takeOut(at, { groupId, appointmentId: id })))
    const told = await who.work(({ db }) =>
      db.select({ clientId: task.clientId }).from(task).where(eq(task.reason, 'talk-off')),
    )
    expect(told).toEqual([{ clientId: reminded?.clientId }])
    city.clock.set(before)
  })

  it('who is taken out frees her seat and hears no more, and taken back is out too', async () => {
    const who = colleague()
    const groupId = await makeOne(who, 2)
    const one = await who.work((at) => makeClient(at))
    const two = await who.work((at) => makeClient(at))
    for (const { clientId } of [one, two]) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const [row] = (await rowsOf(who.work, groupId)).filter(({ clientId }) => clientId === one.clientId)
    const out = { groupId, appointmentId: row?.id ?? '' }
    expect(await who.work((at) => takeOut(at, out))).toEqual({ ok: true, value: null })
    expect(await who.work((at) => takeOut(at, out))).toEqual({ ok: true, value: null })
    expect(await messagesOf(who.work, out.appointmentId)).toEqual(inState('skipped'))
    must(await who.work((at) => addMember(at, { groupId, clientId: one.clientId })))
    const [again] = (await rowsOf(who.work, groupId, 'booked')).filter(
      ({ clientId }) => clientId === one.clientId,
    )
    const act = { kind: 'appointment', clientId: one.clientId, actId: again?.id ?? '' } as const
    must(await who.work((at) => takeBack(at, act, { reason: 'vertippt' })))
    expect(await rowsOf(who.work, groupId, 'booked')).toHaveLength(1)
  })
})

describe('a group as a whole', () => {
  it('moves with everybody in it: reminders anew, a task for each, and the old link opens the new time', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const files = [await who.work((at) => makeClient(at)), await who.work((at) => makeClient(at))]
    for (const { clientId } of files) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const old = await rowsOf(who.work, groupId)
    const moved = await who.work((at) => moveGroup(at, { groupId, ...WISH, day: '2026-04-21' }))
    expect(moved.ok).toBe(true)
    expect(await who.work((at) => moveGroup(at, { groupId, ...WISH, day: '2026-04-21' }))).toEqual({
      ok: true,
      value: null,
    })
    const rows = await rowsOf(who.work, groupId, 'booked')
    expect(rows.map(({ startsAt }) => startsAt.toString())).toEqual(Array(2).fill('2026-04-21T11:30:00Z'))
    for (const { id } of old) expect(await messagesOf(who.work, id)).toEqual(inState('skipped'))
    for (const { id } of rows) expect(await messagesOf(who.work, id)).toEqual(inState('due'))
    for (const { clientId } of files) expect(await openTasks(who.work, clientId)).toEqual(['group-moved'])
    const linked = await who.work((at) => behindLink(at, old[0]?.id ?? ''))
    expect(linked).toMatchObject({ is: 'open', moved: true, talk: { groupId } })
    const [group] = await who.work(({ db }) => db.select().from(groupTalk).where(eq(groupTalk.id, groupId)))
    expect(group?.moves).toBe(1)
    const taken = await who.work(({ db }) => db.select().from(diaryTime).where(eq(diaryTime.refId, groupId)))
    expect(taken.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-04-21T11:30:00Z'])
  })

  it('is called off for everybody, and the time is free again', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const { clientId } = await who.work((at) => makeClient(at))
    must(await who.work((at) => addMember(at, { groupId, clientId })))
    const [row] = await rowsOf(who.work, groupId)
    const off = () => who.work((at) => callOffGroup(at, { groupId, note: 'Dozentin krank' }))
    expect(await off()).toEqual({ ok: true, value: null })
    expect(await off()).toEqual({ ok: true, value: null })
    expect(await messagesOf(who.work, row?.id ?? '')).toEqual(inState('skipped'))
    expect(await openTasks(who.work, clientId)).toEqual(['group-off'])
    expect(await who.work((at) => groupPage(at, groupId))).toMatchObject({
      phase: 'called-off',
      members: [{ state: 'cancelled', cancelledBy: 'office' }],
    })
    const late = await who.work((at) => makeClient(at))
    expect(await who.work((at) => addMember(at, { groupId, clientId: late.clientId }))).toEqual({
      ok: false,
      error: 'called-off',
    })
    await makeOne(who)
  })

  it('is moved and called off once by a click that is sent twice', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const files = [await who.work((at) => makeClient(at)), await who.work((at) => makeClient(at))]
    for (const { clientId } of files) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const move = () => who.work((at) => moveGroup(at, { groupId, ...WISH, day: '2026-04-21' }))
    expect((await Promise.all([move(), move(), move()])).map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await rowsOf(who.work, groupId, 'booked')).toHaveLength(2)
    const [group] = await who.work(({ db }) => db.select().from(groupTalk).where(eq(groupTalk.id, groupId)))
    expect(group?.moves).toBe(1)
    const off = () => who.work((at) => callOffGroup(at, { groupId, note: '' }))
    const answer = { ok: true, value: null }
    expect(await Promise.all([off(), off(), off()])).toEqual([answer, answer, answer])
    for (const { clientId } of files) expect(await openTasks(who.work, clientId)).toEqual(['group-off'])
  })

  it('of whom one was taken out since the page was read says so, and writes down nobody', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const files = [await who.work((at) => makeClient(at)), await who.work((at) => makeClient(at))]
    for (const { clientId } of files) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const ids = (await rowsOf(who.work, groupId)).map(({ id }) => id)
    const before = city.clock.now()
    try {
      city.clock.set(`${TALK_ON}T14:00:00Z`)
      must(await who.work((at) => takeOut(at, { groupId, appointmentId: ids[0] ?? '' })))
      expect(await who.work((at) => recordAttended(at, { groupId, who: ids }))).toEqual({
        ok: false,
        error: 'group-changed',
      })
      expect((await rowsOf(who.work, groupId, 'booked')).map(({ id }) => id)).toEqual(ids.slice(1))
    } finally {
      city.clock.set(before.toString())
    }
  })

  it('is one entry of the day and of the calendar; afterwards each outcome is one act', async () => {
    const who = colleague()
    const groupId = await makeOne(who, 5)
    const files = await Promise.all([0, 1, 2, 3].map(() => who.work((at) => makeClient(at))))
    for (const { clientId } of files) must(await who.work((at) => addMember(at, { groupId, clientId })))
    const before = city.clock.now()
    try {
      city.clock.set(`${TALK_ON}T06:00:00Z`)
      const { talks } = await who.work((at) => todayOf(at))
      expect(talks).toMatchObject({ count: 1, lines: [{ groupId, title: 'Training', people: 4 }] })
      const entries = await who.work(({ db, now }) =>
        entriesOf(
          db,
          { actorId: who.me.id, roomId: null },
          {
            ...{ now, base: 'https://x.example/c/x' },
            groupTitle: (title, people) => `${title} (${people})`,
          },
        ),
      )
      expect(entries).toMatchObject([
        { id: groupId, summary: 'Training (4)', url: `https://x.example/c/x/groups/${groupId}` },
      ])
      const rows = await rowsOf(who.work, groupId)
      const ids = rows.map(({ id }) => id)
      const early = await who.work((at) => recordAttended(at, { groupId, who: ids.slice(0, 2) }))
      expect(early).toEqual({ ok: false, error: 'not-yet' })
      city.clock.set(`${TALK_ON}T14:00:00Z`)
      expect((await who.work((at) => todayOf(at))).missing.count).toBe(4)
      expect(await who.work((at) => recordAttended(at, { groupId, who: ids.slice(0, 2) }))).toEqual({
        ok: true,
        value: 2,
      })
      const strange = await who.work((at) => recordAttended(at, { groupId, who: [crypto.randomUUID()] }))
      expect(strange).toEqual({ ok: false, error: 'no-member' })
      const told = { groupId, appointmentId: ids[2] ?? '', note: '', on: TALK_ON }
      must(await who.work((at) => recordMember(at, { ...told, outcome: 'no-show', cause: 'ill' })))
      expect((await who.work((at) => todayOf(at))).missing.count).toBe(1)
      const states = (await rowsOf(who.work, groupId)).map(({ state }) => state)
      expect(states).toEqual(['attended', 'attended', 'no-show', 'booked'])
      const clientId = rows[0]?.clientId ?? ''
      must(
        await who.work((at) =>
          takeBack(at, { kind: 'talk', clientId, actId: ids[0] ?? '' }, { reason: 'verwechselt' }),
        ),
      )
      const back = (await rowsOf(who.work, groupId)).filter((row) => row.clientId === clientId)
      expect(back.map(({ state }) => state)).toEqual(['booked'])
      expect(await who.work((at) => callOffGroup(at, { groupId, note: '' }))).toEqual({
        ok: false,
        error: 'has-outcomes',
      })
    } finally {
      city.clock.set(Temporal.Instant.from(before.toString()).toString())
    }
  })

  it('with somebody whose file is for others is not moved by whoever may not see it', async () => {
    const who = colleague()
    const groupId = await makeOne(who)
    const { clientId } = await who.work((at) => makeClient(at))
    must(await who.work((at) => addMember(at, { groupId, clientId })))
    await inCity(city, (sql) => sql`update client set restriction = 'other' where id = ${clientId}`)
    const page = await who.work((at) => groupPage(at, groupId))
    expect(page).toMatchObject({ members: [], hidden: 1 })
    const refused = { ok: false, error: 'hidden-member' }
    expect(await who.work((at) => moveGroup(at, { groupId, ...WISH, day: '2026-04-21' }))).toEqual(refused)
    expect(await who.work((at) => callOffGroup(at, { groupId, note: '' }))).toEqual(refused)
  })
})
