import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personContact, timeline } from '../../db/city/schema/clients.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { blockedAddress, deliveryEvent, message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import {
  answerMails,
  mailUnderWay,
  sendMails,
  takeUpMails,
  type UnderWay,
} from '../../tests/factories/mails.ts'
import { CHECK, DAY_BEFORE, makeTalk, type Talk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { skipReminders } from './commands/plan.server.ts'
import { changeAddress, closeGaps, freezeMessage, recordDelivery } from './commands.server.ts'
import { rungEffects } from './effect.server.ts'
import { blocksOf, dueMessages } from './queries.server.ts'
import type { Delivery } from './rules/delivery.ts'

/** A Monday; talks are on Thursday, 16 April. */
const START = '2026-03-09T08:00:00Z'
let city: TestCity
let nth = 0
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

const booked = (email?: string | null): Promise<Talk> => {
  nth += 1
  return makeTalk(city, { email: email === undefined ? `selam${nth}@example.net` : email })
}
/** What a worker does, with a vendor that takes everything; answers the ids that were sent. */
async function work(): Promise<string[]> {
  const sent: string[] = []
  for (;;) {
    sent.push(...(await sendMails(city)).map(({ tags }) => tags.message))
    const due = await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by: ['call', 'visit'] }))
    if (due.length === 0) return sent
    for (const id of due) await city.work((at) => freezeMessage(at, id))
  }
}
/** Taken up by a worker, which has not heard from the vendor yet. */
async function underWay(messageId: string): Promise<UnderWay> {
  const found = await mailUnderWay(city, messageId)
  if (!found) throw new Error('not given')
  return found.batch
}
const report = (messageId: string, happened: Delivery, eventId: string = randomUUID()) =>
  city.work((at) => recordDelivery(at, { eventId, messageId, happened, at: city.clock.now().toString() }))
const rowsOf = ({ appointmentId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(message)
      .where(eq(message.appointmentId, appointmentId))
      .orderBy(message.kind, message.channel, message.nth)
    return rows.map(({ kind, channel, state, nth: at }) => [kind, channel, at, state].join(' '))
  })
const openTasks = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(task).where(eq(task.clientId, clientId))
    return rows.filter(({ doneAt }) => doneAt === null).map(({ reason }) => reason)
  })
const stateOf = async (id: string) => {
  const [row] = await city.work(({ db }) => db.select().from(message).where(eq(message.id, id)))
  return row
}
const phoneOf = ({ personId }: Talk, phone: string) =>
  city.work(({ db }) => db.update(personContact).set({ phone }).where(eq(personContact.personId, personId)))

describe('a report', () => {
  it('counts once, however often and by how many it is brought', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await work()
    const eventId = randomUUID()
    await Promise.all([1, 2, 3].map(() => report(talk.weekBefore, 'bounced', eventId)))
    const events = await city.work(({ db }) =>
      db.select().from(deliveryEvent).where(eq(deliveryEvent.messageId, talk.weekBefore)),
    )
    expect(events).toHaveLength(1)
    const lines = await city.work(({ db }) =>
      db
        .select()
        .from(timeline)
        .where(and(eq(timeline.clientId, talk.clientId), eq(timeline.kind, 'reminder-failed'))),
    )
    expect(lines).toHaveLength(1)
  })
  it('that comes late says no less: bounced stays bounced when the delivery is told afterwards', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await work()
    await report(talk.weekBefore, 'bounced')
    await report(talk.weekBefore, 'delivered')
    expect(await stateOf(talk.weekBefore)).toMatchObject({ delivery: 'bounced' })
  })
  it('about nothing of ours is kept and counted, and changes nothing', async () => {
    expect(await report(randomUUID(), 'bounced', 'event-of-nobody')).toBeNull()
    const [event] = await city.work(({ db }) =>
      db.select().from(deliveryEvent).where(eq(deliveryEvent.id, 'event-of-nobody')),
    )
    expect(event).toMatchObject({ messageId: null, delivery: 'bounced' })
  })
  it('tells that a message was sent of which nobody was sure, and its task is gone', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await answerMails(city, await underWay(talk.weekBefore), 'no-answer')
    city.clock.set('2026-04-10T06:30:00Z')
    await takeUpMails(city)
    expect(await openTasks(talk)).toEqual(['message-unknown'])
    // On its way still: nobody knows whether he has it.
    await report(talk.weekBefore, 'delayed')
    expect(await stateOf(talk.weekBefore)).toMatchObject({ state: 'sent', delivery: 'delayed' })
    expect(await openTasks(talk)).toEqual(['message-unknown'])
    await report(talk.weekBefore, 'delivered')
    expect(await stateOf(talk.weekBefore)).toMatchObject({ state: 'sent', delivery: 'delivered' })
    const lines = await city.work(({ db }) =>
      db.select().from(timeline).where(eq(timeline.refId, talk.weekBefore)).orderBy(timeline.id),
    )
    expect(lines.map(({ kind }) => kind)).toEqual(['reminder-failed', 'reminder-sent'])
    expect(await openTasks(talk)).toEqual([])
  })
  it('about a call that nobody answered has it made again at once: the vendor knows what became of each mail', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    const first = await underWay(talk.weekBefore)
    await answerMails(city, first, 'no-answer')
    expect(await mailUnderWay(city, talk.weekBefore)).toBeUndefined()
    await report(talk.weekBefore, 'delivered')
    const again = await underWay(talk.weekBefore)
    expect([again.key, again.mails]).toEqual([first.key, first.mails])
    await answerMails(city, again, 'sent')
    expect(await stateOf(talk.weekBefore)).toMatchObject({
      state: 'sent',
      nextAt: null,
      delivery: 'delivered',
    })
  })
  it('that comes before the answer of the call does not have it made twice', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    const batch = await underWay(talk.weekBefore)
    await report(talk.weekBefore, 'delivered')
    expect(await mailUnderWay(city, talk.weekBefore)).toBeUndefined()
    await answerMails(city, batch, 'sent')
    expect(await stateOf(talk.weekBefore)).toMatchObject({ state: 'sent', delivery: 'delivered' })
  })
})

describe('an address', () => {
  it('that bounced for good gets nothing more, whoever has it; the person calls at once', async () => {
    const talk = await booked('Gone@example.net')
    const family = await booked('gone@example.net')
    city.clock.set(WEEK_BEFORE)
    // Of two with one address the second waits for its turn until the first has come back.
    await city.work(({ db }) =>
      db
        .update(message)
        .set({ nextAt: city.clock.now().add({ minutes: 1 }) })
        .where(eq(message.id, family.weekBefore)),
    )
    await work()
    await report(talk.weekBefore, 'bounced')
    city.clock.set('2026-04-09T07:01:00Z')
    await work()
    expect(await openTasks(talk)).toEqual(['call'])
    expect(await stateOf(family.weekBefore)).toMatchObject({ state: 'skipped', reason: 'address-blocked' })
    expect(await openTasks(family)).toEqual(['call'])
    const shown = await city.work(({ db }) => blocksOf(db, { email: 'GONE@example.net', phone: null }))
    expect(shown).toEqual([{ channel: 'email', reason: 'bounced', since: WEEK_BEFORE }])
    // Another address is good.
    await city.work(({ db }) =>
      db
        .update(personContact)
        .set({ email: 'new@example.net' })
        .where(eq(personContact.personId, talk.personId)),
    )
    city.clock.set(DAY_BEFORE)
    expect(await work()).toContain(talk.dayBefore)
  })
  it('is left when the person says so, shown with the day, and good again when she says that', async () => {
    const talk = await booked()
    const wish = (word: 'stop' | 'lift') =>
      city.work((at) => changeAddress(at, talk.clientId, { channel: 'email', wish: word }))
    expect(await wish('stop')).toMatchObject({ ok: true })
    expect(await wish('stop')).toMatchObject({ ok: true })
    city.clock.set(WEEK_BEFORE)
    expect(await work()).not.toContain(talk.weekBefore)
    expect(await stateOf(talk.weekBefore)).toMatchObject({ reason: 'address-blocked' })
    const of = { email: `selam${nth}@example.net`, phone: null }
    const shown = await city.work(({ db }) => blocksOf(db, of))
    expect(shown).toEqual([{ channel: 'email', reason: 'stopped', since: START }])
    await wish('lift')
    expect(await city.work(({ db }) => blocksOf(db, of))).toEqual([])
    city.clock.set(DAY_BEFORE)
    expect(await work()).toContain(talk.dayBefore)
    // No number is known that could be stopped.
    const sms = { channel: 'sms', wish: 'stop' } as const
    expect(await city.work((at) => changeAddress(at, talk.clientId, sms))).toMatchObject({ ok: false })
  })
  it('whose owner complained gets nothing more, and nobody calls for what he had in his hands', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await work()
    await report(talk.weekBefore, 'complained')
    expect(await openTasks(talk)).toEqual([])
    const blocks = await city.work(({ db }) => db.select().from(blockedAddress))
    expect(blocks.map(({ reason }) => reason)).toContain('complained')
    city.clock.set(DAY_BEFORE)
    expect(await work()).not.toContain(talk.dayBefore)
  })
  it('with a full mailbox is tried twice more, then the next way is taken', async () => {
    const talk = await booked()
    await phoneOf(talk, '+4915112345678')
    city.clock.set(WEEK_BEFORE)
    await work()
    await report(talk.weekBefore, 'soft-bounced')
    city.clock.set('2026-04-09T07:59:00Z')
    expect(await work()).toEqual([])
    for (const [now, again] of [
      ['2026-04-09T08:00:00Z', 2],
      ['2026-04-09T12:00:00Z', 3],
    ] as const) {
      city.clock.set(now)
      const [id] = await work()
      expect(await stateOf(id ?? '')).toMatchObject({ appointmentId: talk.appointmentId, nth: again })
      await report(id ?? '', 'soft-bounced')
    }
    expect(await rowsOf(talk)).toEqual([
      'day-before call 1 due',
      'day-before email 1 due',
      'week-before email 1 sent',
      'week-before email 2 sent',
      'week-before email 3 sent',
      'week-before sms 1 due',
    ])
  })
})

describe('a day before the talk', () => {
  it('nobody need call who got a reminder', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await work()
    await report(talk.weekBefore, 'delivered')
    city.clock.set(CHECK)
    await work()
    expect(await openTasks(talk)).toEqual([])
  })
  it('a person has the task when nothing was delivered, and not any more when it is after all', async () => {
    const talk = await booked()
    city.clock.set(WEEK_BEFORE)
    await work()
    city.clock.set(CHECK)
    await work()
    expect(await openTasks(talk)).toEqual(['call'])
    await report(talk.dayBefore, 'delivered')
    expect(await openTasks(talk)).toEqual([])
  })
  it('a talk that was booked by whatever way has its check, once', async () => {
    const talk = await booked()
    const check = and(eq(message.appointmentId, talk.appointmentId), eq(message.channel, 'call'))
    const checks = () => city.work(({ db }) => db.select().from(message).where(check))
    const [planned] = await checks()
    await city.work(async ({ db }) => {
      await db
        .update(message)
        .set({ nth: 9, kind: 'missed' })
        .where(eq(message.id, planned?.id ?? ''))
    })
    city.clock.set('2026-04-14T07:00:00Z')
    await Promise.all([1, 2].map(() => city.work(closeGaps)))
    const made = (await checks()).filter(({ kind }) => kind === 'day-before')
    expect(made.map(({ nextAt, state }) => [nextAt?.toString(), state])).toEqual([[CHECK, 'due']])
  })
  it('a talk that is called off needs no call any more', async () => {
    const talk = await booked(null)
    city.clock.set(CHECK)
    await work()
    expect(await openTasks(talk)).toEqual(['call'])
    await city.work(async (at) => {
      await at.db
        .update(appointment)
        .set({ state: 'cancelled', cancelledBy: 'client', outcomeAt: at.now })
        .where(eq(appointment.id, talk.appointmentId))
      await skipReminders(at, talk.appointmentId, 'cancelled')
    })
    expect(await openTasks(talk)).toEqual([])
  })
})

describe('quiet', () => {
  it.each([
    ['at night', '2026-04-15T19:00:00Z', '2026-04-16T06:00:00Z'],
    ['in the early morning', '2026-04-16T05:00:00Z', '2026-04-16T06:00:00Z'],
    ['on a Sunday', '2026-04-12T10:00:00Z', '2026-04-13T06:00:00Z'],
    ['on Good Friday', '2026-04-03T10:00:00Z', '2026-04-04T06:00:00Z'],
  ])('%s nothing goes out: it waits', async (_, now, until) => {
    const talk = await booked()
    city.clock.set(now)
    await city.work(({ db }) =>
      db.update(message).set({ nextAt: city.clock.now() }).where(eq(message.id, talk.dayBefore)),
    )
    expect(await mailUnderWay(city, talk.dayBefore)).toBeUndefined()
    const row = await stateOf(talk.dayBefore)
    expect([row?.state, row?.nextAt?.toString(), row?.attempts]).toEqual(['due', until, 0])
  })
  it('one a day: of two for a person at once one waits for tomorrow, and what bounced took nobody’s day', async () => {
    const talk = await booked()
    city.clock.set('2026-04-09T07:00:00Z')
    await city.work(({ db }) =>
      db.update(message).set({ nextAt: city.clock.now() }).where(eq(message.id, talk.dayBefore)),
    )
    const both = [talk.weekBefore, talk.dayBefore]
    const given = (await Promise.all([takeUpMails(city), takeUpMails(city)])).flat()
    const ids = given.flatMap(({ mails }) => mails.map(({ tags }) => tags.message))
    const sent = both.filter((id) => ids.includes(id))
    const waits = both.find((id) => !sent.includes(id)) ?? ''
    expect(sent).toHaveLength(1)
    expect((await stateOf(waits))?.nextAt?.toString()).toBe('2026-04-10T07:00:00Z')
    await report(sent[0] ?? '', 'soft-bounced')
    expect(await stateOf(sent[0] ?? '')).toMatchObject({ slot: null })
  })
})

it('counts what became of the talks by the ways their reminders took, each talk once a way', async () => {
  const counted = async () => {
    city.clock.set('2026-04-20T08:00:00Z')
    const effects = await city.work(rungEffects)
    return (rung: string) => {
      const found = effects.find((one) => one.rung === rung)
      return [found?.talks ?? 0, found?.delivered ?? 0, found?.attended ?? 0, found?.noShow ?? 0]
    }
  }
  const before = await counted()
  city.clock.set(START)
  const [came, late, stayed] = [await booked(), await booked(), await booked(null)]
  city.clock.set(WEEK_BEFORE)
  await work()
  for (const { weekBefore } of [came, late]) await report(weekBefore, 'delivered')
  city.clock.set(DAY_BEFORE)
  await work()
  await city.work(async ({ db, now }) => {
    for (const [talk, became] of [
      [came, { state: 'attended', talkResult: 'as-planned' }],
      [late, { state: 'late', talkResult: 'cut-short' }],
      [stayed, { state: 'no-show', absenceCause: 'unknown' }],
    ] as const)
      await db
        .update(appointment)
        .set({ ...became, outcomeAt: now })
        .where(eq(appointment.id, talk.appointmentId))
  })
  const after = await counted()
  const more = (rung: string) => after(rung).map((count, at) => count - (before(rung)[at] ?? 0))
  expect(more('email')).toEqual([2, 2, 2, 0])
  expect(more('call')).toEqual([1, 0, 0, 1])
})
