import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { client, personContact, timeline } from '../../db/city/schema/clients.ts'
import { diaryTime, interpreter } from '../../db/city/schema/diary.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { appointmentInterpreter } from '../../db/city/schema/interpreters.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeTalk, TALK_ON } from '../../tests/factories/talks.ts'
import { todayOf } from '../clients/today.server.ts'
import { dailyCounts } from '../digest/queries.server.ts'
import { closeGaps } from '../messages/commands/gaps.server.ts'
import { takeBack } from '../undo/commands.server.ts'
import {
  addInterpreter,
  agreeInterpreter,
  askInterpreter,
  liftInterpreter,
  moveAppointment,
  recordOutcome,
  retireInterpreter,
} from './commands.server.ts'
import { appointmentPage, bookingPage } from './queries/page.server.ts'
import { entryFor } from './queries.server.ts'

let city: TestCity
const start = '2026-04-01T08:00:00Z'
beforeAll(async () => {
  city = await makeCity()
  city.clock.set(start)
})
afterAll(() => city.remove())

let nth = 0
async function somebody(told: Partial<Parameters<typeof addInterpreter>[1]> = {}): Promise<string> {
  nth += 1
  const name = told.name ?? `Selam ${nth}`
  const added = await city.work((at) =>
    addInterpreter(at, { name, languages: ['ti', 'am'], phone: '+49202123456', service: false, ...told }),
  )
  if (!added.ok) throw new Error(added.error)
  const [row] = await city.work(({ db }) => db.select().from(interpreter).where(eq(interpreter.name, name)))
  return row?.id ?? ''
}

/** A talk on TALK_ON of a client who needs somebody for Tigrinya, and its worker, who acts. */
async function talkToInterpret() {
  city.clock.set(start)
  const talk = await makeTalk(city)
  const { clientId, personId, appointmentId } = talk
  await city.work(({ db }) =>
    db
      .insert(personContact)
      .values({ personId, language: 'ti', interpreter: true })
      .onConflictDoUpdate({ target: personContact.personId, set: { language: 'ti', interpreter: true } }),
  )
  const row = await city.work(({ db }) =>
    db.select().from(appointment).where(eq(appointment.id, appointmentId)),
  )
  const me = { id: row[0]?.responsibleId ?? '', name: 'Kollegin' }
  await city.work(({ db }) => db.update(client).set({ leadId: me.id }).where(eq(client.id, clientId)))
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const of = { clientId, appointmentId }
  return {
    ...talk,
    me,
    work,
    ask: (interpreterId: string) =>
      work((at) => askInterpreter(at, { ...of, interpreterId, mode: undefined })),
    standing: async (id = appointmentId) =>
      (await work((at) => appointmentPage(at, { clientId, appointmentId: id })))?.interpreting.asked ?? null,
    openTasks: async () => {
      const open = await work(({ db }) =>
        db
          .select({ reason: task.reason, refId: task.refId })
          .from(task)
          .where(and(eq(task.clientId, clientId), isNull(task.doneAt))),
      )
      return open.map(({ reason, refId }) => [reason, refId])
    },
    taken: async (id = appointmentId) =>
      (await work(({ db }) => db.select().from(diaryTime).where(eq(diaryTime.refId, id))))[0]?.interpreterId,
  }
}
type TalkToInterpret = Awaited<ReturnType<typeof talkToInterpret>>

async function agree({ work, clientId, appointmentId, standing }: TalkToInterpret) {
  const askedId = (await standing())?.askedId ?? ''
  return work((at) => agreeInterpreter(at, { clientId, appointmentId, askedId }))
}
const sweep = () => city.work(closeGaps)

describe('the list of who translates', () => {
  it('has a name once, in any case, and again when she is not asked any more', async () => {
    const id = await somebody({ name: 'Yusuf Omar' })
    const again = { name: 'yusuf omar', languages: ['so'], phone: null, service: false }
    expect(await city.work((at) => addInterpreter(at, again))).toEqual({ ok: false, error: 'name-taken' })
    for (const _ of [1, 2])
      expect(await city.work((at) => retireInterpreter(at, id))).toEqual({ ok: true, value: null })
    expect(await city.work((at) => addInterpreter(at, again))).toEqual({ ok: true, value: null })
  })
})

describe('a talk that needs somebody', () => {
  it('offers who speaks the language, and takes nobody else', async () => {
    const talk = await talkToInterpret()
    const [tigrinya, dari] = [await somebody(), await somebody({ languages: ['prs'] })]
    const gone = await somebody()
    await city.work((at) => retireInterpreter(at, gone))
    const page = await talk.work((at) => appointmentPage(at, talk))
    const offered = page?.interpreting.speakers.map(({ id }) => id)
    expect([tigrinya, dari, gone].map((id) => offered?.includes(id))).toEqual([true, false, false])
    for (const id of [dari, gone]) expect(await talk.ask(id)).toEqual({ ok: false, error: 'no-interpreter' })
  })

  it('has her asked, then agreed with one act, told in the stream; what is agreed stays when she is retired', async () => {
    const talk = await talkToInterpret()
    const selam = await somebody()
    expect(await talk.ask(selam)).toEqual({ ok: true, value: null })
    expect(await talk.ask(selam)).toEqual({ ok: true, value: null })
    expect(await talk.standing()).toMatchObject({ id: selam, mode: 'in-person', agreed: false })
    for (const _ of [1, 2]) expect(await agree(talk)).toEqual({ ok: true, value: null })
    await city.work((at) => retireInterpreter(at, selam))
    expect(await talk.standing()).toMatchObject({ id: selam, agreed: true })
    const told = await talk.work(({ db }) =>
      db.select({ kind: timeline.kind }).from(timeline).where(eq(timeline.clientId, talk.clientId)),
    )
    expect(told.filter(({ kind }) => kind === 'interpreter-agreed')).toHaveLength(1)
    const rows = await talk.work(({ db }) =>
      db
        .select()
        .from(appointmentInterpreter)
        .where(eq(appointmentInterpreter.appointmentId, talk.appointmentId)),
    )
    expect(rows).toHaveLength(1)
    const entry = await talk.work(({ db }) => entryFor(db, talk, null))
    expect(entry?.interpreting).toBe('agreed')
  })

  it('is hers alone: of two who ask for one time the second reads one sentence, a service is in both', async () => {
    const [one, two] = [await talkToInterpret(), await talkToInterpret()]
    const selam = await somebody()
    const both = await Promise.all([one.ask(selam), two.ask(selam)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'interpreter-taken' })
    const service = await somebody({ service: true })
    expect(await Promise.all([one.ask(service), two.ask(service)])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await one.standing()).toMatchObject({ id: service, mode: 'phone' })
    expect([await one.taken(), await two.taken()]).toEqual([null, null])
  })

  it('is lifted or given to another with one act; who was replaced meanwhile cannot agree', async () => {
    const talk = await talkToInterpret()
    const [selam, other] = [await somebody(), await somebody()]
    await talk.ask(selam)
    const askedId = (await talk.standing())?.askedId ?? ''
    await talk.ask(other)
    const answer = { clientId: talk.clientId, appointmentId: talk.appointmentId, askedId }
    const late = await talk.work((at) => agreeInterpreter(at, answer))
    expect(late).toEqual({ ok: false, error: 'interpreter-changed' })
    const now = { ...answer, askedId: (await talk.standing())?.askedId ?? '' }
    for (const _ of [1, 2])
      expect(await talk.work((at) => liftInterpreter(at, now))).toEqual({ ok: true, value: null })
    expect([await talk.standing(), await talk.taken()]).toEqual([null, null])
  })
})

describe('a talk that is moved', () => {
  const to = '2026-04-15'
  it('takes her along when she is free, asked anew for the new time, and lets her go where she is not', async () => {
    const [talk, other] = [await talkToInterpret(), await talkToInterpret()]
    const selam = await somebody()
    await talk.ask(selam)
    await agree(talk)
    const moved = await talk.work((at) =>
      moveAppointment(at, { appointmentId: talk.appointmentId, day: to, time: '10:30' }),
    )
    if (!moved.ok) throw new Error(moved.error)
    expect(moved.value.interpreterLeft).toBe(false)
    const there = moved.value.appointmentId
    expect(await talk.standing(there)).toMatchObject({ id: selam, agreed: false })
    expect([await talk.standing(), await talk.taken(there)]).toEqual([null, selam])

    await other.ask(selam)
    const clash = { appointmentId: other.appointmentId, day: to, time: '10:30' }
    const bound = { ...clash, interpreter: { is: 'named', interpreterId: selam, mode: undefined } } as const
    expect(await other.work((at) => moveAppointment(at, bound))).toEqual({ ok: false, error: 'taken' })
    const page = await other.work((at) => appointmentPage(at, { ...other, asked: { interpreter: selam } }))
    expect(page?.strip?.days.find(({ date }) => date === to)?.times).not.toContain('10:30')
    city.clock.set('2026-04-14T06:00:00Z')
    const left = await other.work((at) => moveAppointment(at, clash))
    expect(left).toMatchObject({ ok: true, value: { interpreterLeft: true } })
    const id = left.ok ? left.value.appointmentId : ''
    expect([await other.standing(id), await other.openTasks()]).toEqual([null, [['interpreter-missing', id]]])
  })

  it('keeps what was agreed when only the place is another', async () => {
    const talk = await talkToInterpret()
    const selam = await somebody()
    await talk.ask(selam)
    await agree(talk)
    const place = {
      appointmentId: talk.appointmentId,
      day: TALK_ON,
      time: '09:00',
      venue: 'home',
      travel: 0,
    } as const
    const moved = await talk.work((at) => moveAppointment(at, place))
    if (!moved.ok) throw new Error(moved.error)
    expect(await talk.standing(moved.value.appointmentId)).toMatchObject({ id: selam, agreed: true })
  })
})

describe('that nobody has agreed', () => {
  it('is a task from a week before on, once, on the home page and in the mail, until somebody agrees', async () => {
    const talk = await talkToInterpret()
    const missing = ['interpreter-missing', talk.appointmentId]
    city.clock.set('2026-04-08T21:00:00Z')
    await sweep()
    expect(await talk.openTasks()).toEqual([])
    city.clock.set('2026-04-09T06:00:00Z')
    await Promise.all([sweep(), sweep()])
    expect(await talk.openTasks()).toEqual([missing])
    city.clock.set('2026-04-15T06:00:00Z')
    const today = await talk.work((at) => todayOf(at))
    expect(today.tasks.lines).toMatchObject([
      { reason: 'interpreter-missing', appointmentId: talk.appointmentId, on: TALK_ON },
    ])
    expect(today.noReaction.lines).toEqual([])
    expect(await talk.work((at) => dailyCounts(at, talk.me.id))).toMatchObject({ tasks: 1 })
    await talk.ask(await somebody())
    expect(await talk.openTasks()).toEqual([missing])
    await agree(talk)
    expect(await talk.openTasks()).toEqual([])
    const askedId = (await talk.standing())?.askedId ?? ''
    await talk.work((at) => liftInterpreter(at, { ...talk, askedId }))
    expect(await talk.openTasks()).toEqual([missing])
  })

  it('ends with the need and comes back with it; what a person has done stays done', async () => {
    const talk = await talkToInterpret()
    const need = (interpreter: boolean) =>
      city.work(({ db }) =>
        db.update(personContact).set({ interpreter }).where(eq(personContact.personId, talk.personId)),
      )
    city.clock.set('2026-04-10T06:00:00Z')
    const seen = []
    for (const needed of [true, false, true]) {
      await need(needed)
      await sweep()
      seen.push((await talk.openTasks()).length)
    }
    expect(seen).toEqual([1, 0, 1])
    await talk.work(({ db, now, actor }) =>
      db.update(task).set({ doneAt: now, doneBy: actor.id }).where(eq(task.refId, talk.appointmentId)),
    )
    await sweep()
    expect(await talk.openTasks()).toEqual([])
  })

  it('ends with the talk, whose interpreter is free again; taken back, she stands for it once more', async () => {
    const talk = await talkToInterpret()
    const selam = await somebody()
    await talk.ask(selam)
    await agree(talk)
    city.clock.set('2026-04-16T09:00:00Z')
    const held = { appointmentId: talk.appointmentId, outcome: 'attended', result: 'as-planned' } as const
    const done = await talk.work((at) => recordOutcome(at, { ...held, on: TALK_ON, note: '' }))
    expect(done.ok).toBe(true)
    expect([await talk.taken(), (await talk.standing())?.agreed]).toEqual([undefined, true])
    const at = { kind: 'talk', clientId: talk.clientId, actId: talk.appointmentId } as const
    expect((await talk.work((work) => takeBack(work, at, { reason: 'Verwechslung' }))).ok).toBe(true)
    const [open] = await talk.work(({ db }) =>
      db
        .select()
        .from(appointment)
        .where(and(eq(appointment.clientId, talk.clientId), eq(appointment.state, 'booked'))),
    )
    expect(await talk.standing(open?.id)).toMatchObject({ id: selam, agreed: true })
  })

  it('ends with a talk that is called off', async () => {
    const talk = await talkToInterpret()
    city.clock.set('2026-04-15T06:00:00Z')
    await sweep()
    const off = { appointmentId: talk.appointmentId, outcome: 'cancelled', by: 'interpreter' } as const
    await talk.work((at) => recordOutcome(at, { ...off, on: '2026-04-15', note: '' }))
    const open = await talk.openTasks()
    expect(open.filter(([, id]) => id === talk.appointmentId)).toEqual([])
    expect(await talk.work((at) => bookingPage(at, talk))).toBeUndefined()
  })
})
