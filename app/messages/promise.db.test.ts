/** What must not break the promise: 24 hours before a talk somebody was reached, or a person has the task. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personContact } from '../../db/city/schema/clients.ts'
import { interpreter } from '../../db/city/schema/diary.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { mailUnderWay, sendMails } from '../../tests/factories/mails.ts'
import { CHECK, DAY_BEFORE, makeTalk, TALK_ON, type Talk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { liftAbsence, noteAbsence, recordOutcome } from '../follow-ups/commands.server.ts'
import { agreeInterpreter, askInterpreter } from '../follow-ups/interpreters/asking.server.ts'
import { addInterpreter } from '../follow-ups/interpreters/commands.server.ts'
import { askedFor } from '../follow-ups/interpreters/queries.server.ts'
import { absencesFrom } from '../follow-ups/queries.server.ts'
import { changeSettings } from '../settings/commands.server.ts'
import { DEFAULTS } from '../settings/rules.ts'
import { closeGaps, closeMessage, freezeMessage, recordDelivery } from './commands.server.ts'
import { dueMessages } from './queries.server.ts'
import type { Delivery } from './rules/delivery.ts'

const START = '2026-03-09T08:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
  // Whether anybody answered is another question than whether anything arrived.
  await city.work((at) => changeSettings(at, { ...DEFAULTS, reactionDays: 0 }))
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

let nth = 0
const booked = (): Promise<Talk> => {
  nth += 1
  return makeTalk(city, { email: `versprochen${nth}@example.net` })
}
/** What a worker does once, with a vendor that takes every mail and reports nothing. */
async function run(now: string): Promise<void> {
  city.clock.set(now)
  await city.work(closeGaps)
  await sendMails(city)
  const due = await city.work(({ db, now: at }) =>
    dueMessages(db, at, { most: 500, by: ['call', 'visit', 'letter'] }),
  )
  for (const id of due) await city.work((at) => freezeMessage(at, id))
}
const report = (messageId: string, happened: Delivery) =>
  city.work((at) => recordDelivery(at, { eventId: randomUUID(), messageId, happened, at: at.now.toString() }))
const openTasks = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const open = and(eq(task.clientId, clientId), isNull(task.doneAt))
    return (await db.select().from(task).where(open)).map(({ reason }) => reason).sort()
  })
const row = async (id: string) =>
  (await city.work(({ db }) => db.select().from(message).where(eq(message.id, id))))[0]
const workerOf = async ({ appointmentId }: Talk) => {
  const [found] = await city.work(({ db }) =>
    db.select().from(appointment).where(eq(appointment.id, appointmentId)),
  )
  return { id: found?.responsibleId ?? '', name: 'Kollegin' }
}

describe('the day before, nothing is delivered', () => {
  it('and somebody is missing to translate: that he is found reaches nobody, so a person calls too', async () => {
    const talk = await booked()
    const { clientId, appointmentId, personId } = talk
    await city.work(({ db }) =>
      db.update(personContact).set({ interpreter: true }).where(eq(personContact.personId, personId)),
    )
    await run(WEEK_BEFORE)
    await run(DAY_BEFORE)
    expect(await openTasks(talk)).toContain('interpreter-missing')
    await run(CHECK)
    const name = `Dolmetscherin ${nth}`
    await city.work((at) => addInterpreter(at, { name, languages: ['ti'], phone: null, service: false }))
    const [found] = await city.work(({ db }) =>
      db.select().from(interpreter).where(eq(interpreter.name, name)),
    )
    const asked = { clientId, appointmentId, interpreterId: found?.id ?? '', mode: undefined }
    expect(await city.work((at) => askInterpreter(at, asked))).toMatchObject({ ok: true })
    const stands = await city.work(({ db }) => askedFor(db, appointmentId))
    const agreed = { clientId, appointmentId, askedId: stands?.askedId ?? '' }
    expect(await city.work((at) => agreeInterpreter(at, agreed))).toMatchObject({ ok: true })
    expect(await openTasks(talk)).toContain('call')
    expect(await openTasks(talk)).not.toContain('interpreter-missing')
  })

  it('and the worker is away, and then she is not', async () => {
    const talk = await booked()
    const worker = await workerOf(talk)
    await run(WEEK_BEFORE)
    const order = { worker, from: TALK_ON, until: TALK_ON, reason: 'leave' } as const
    expect(await city.work((at) => noteAbsence(at, order))).toMatchObject({ ok: true })
    await run(DAY_BEFORE)
    await run(CHECK)
    const [line] = await city.work((at) => absencesFrom(at, worker.id))
    const absenceId = line?.absenceId ?? ''
    await city.work((at) => liftAbsence(at, { absenceId, whose: undefined }))
    expect(await openTasks(talk)).toContain('call')
    expect(await openTasks(talk)).not.toContain('worker-away')
  })

  it('after all: what had arrived comes back when nobody asks any more', async () => {
    const talk = await booked()
    await run(WEEK_BEFORE)
    await run(DAY_BEFORE)
    await report(talk.dayBefore, 'delivered')
    await run(CHECK)
    expect(await openTasks(talk)).not.toContain('call')
    expect(await report(talk.dayBefore, 'bounced')).not.toBeNull()
    await run('2026-04-15T07:00:00Z')
    expect(await openTasks(talk)).toContain('call')
    await run('2026-04-15T08:00:00Z')
    expect((await openTasks(talk)).filter((reason) => reason === 'call')).toHaveLength(1)
  })
})

it('who missed two talks is called beside the invitation, also when that arrives', async () => {
  const talk = await booked()
  let appointmentId = talk.appointmentId
  for (const now of [`${TALK_ON}T10:00:00Z`, '2026-05-29T15:00:00Z']) {
    city.clock.set(now)
    const on = now.slice(0, 10)
    const told = { appointmentId, outcome: 'no-show', note: '', on } as const
    const done = await city.work((at) => recordOutcome(at, told))
    if (!done.ok) throw new Error(done.error)
    appointmentId = done.value.next?.appointmentId ?? ''
  }
  await run('2026-05-30T07:00:00Z')
  const rows = await city.work(({ db }) =>
    db.select().from(message).where(eq(message.appointmentId, appointmentId)),
  )
  const invitation = rows.find(({ kind, channel }) => kind === 'missed' && channel === 'email')
  expect(invitation?.state).toBe('sent')
  expect(await openTasks(talk)).toContain('call')
  await report(invitation?.id ?? '', 'delivered')
  expect(await openTasks(talk)).toContain('call')
})

it('a short message the vendor was too busy for waits for the morning, and takes up that day', async () => {
  const talk = await booked()
  await city.work(({ db }) =>
    db
      .update(personContact)
      .set({ phone: '+4915112345678' })
      .where(eq(personContact.personId, talk.personId)),
  )
  city.clock.set('2026-04-09T17:59:40Z')
  await city.work(({ db, now }) =>
    db.update(message).set({ channel: 'sms', nextAt: now }).where(eq(message.id, talk.weekBefore)),
  )
  const freeze = async () => (await city.work((at) => freezeMessage(at, talk.weekBefore))).next
  expect(await freeze()).toBe('send')
  await city.work((at) => closeMessage(at, talk.weekBefore, { kind: 'busy' }, 0))
  // Nobody was there to try again before eight in the evening.
  await city.work(({ db, now }) =>
    db.update(message).set({ nextAt: now }).where(eq(message.id, talk.weekBefore)),
  )
  city.clock.set('2026-04-09T18:30:00Z')
  expect(await freeze()).toBe('nothing')
  const waits = await row(talk.weekBefore)
  expect([waits?.state, waits?.reason, waits?.nextAt?.toString()]).toEqual([
    'frozen',
    'busy',
    '2026-04-10T06:00:00Z',
  ])
  city.clock.set('2026-04-10T06:00:00Z')
  expect(await freeze()).toBe('send')
  expect((await row(talk.weekBefore))?.slot).toBe(`${talk.personId} 2026-04-10`)
})

it('a reminder is in the language that is known on the day it goes out', async () => {
  const talk = await booked()
  await city.work(({ db }) =>
    db.update(personContact).set({ language: 'de' }).where(eq(personContact.personId, talk.personId)),
  )
  city.clock.set(WEEK_BEFORE)
  const found = await mailUnderWay(city, talk.weekBefore)
  expect(found?.mail.subject).toBe('Erinnerung: Ihr Termin')
})
