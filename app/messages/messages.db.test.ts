import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { client, personContact, timeline } from '../../db/city/schema/clients.ts'
import { appointment, task } from '../../db/city/schema/follow-ups.ts'
import { message, messageBatch } from '../../db/city/schema/messages.ts'
import { city as cityTable } from '../../db/platform/schema/index.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { answerMails, mailUnderWay, sendMails, takeUpMails } from '../../tests/factories/mails.ts'
import type { PersonFacts } from '../../tests/factories/people.ts'
import { DAY_BEFORE, makeTalk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { closeBatch, freezeMessage, hintDue, settleHint } from './commands.server.ts'
import { dueMessages, messagesOf, nextDue } from './queries.server.ts'

const START = '2026-03-09T08:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

const booked = (facts?: PersonFacts) => makeTalk(city, facts)
const take = (id: string) => mailUnderWay(city, id)
/** Taken up by a worker, which has not heard from the vendor yet. */
const underWay = async (id: string) => {
  const found = await take(id)
  if (!found) throw new Error('not given')
  return found
}
const row = async (id: string) => {
  const [found] = await city.work(({ db }) => db.select().from(message).where(eq(message.id, id)))
  if (!found) throw new Error('no such message')
  return found
}
const tasksOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(task).where(eq(task.clientId, clientId))
    return rows.map(({ reason }) => reason)
  })
/** What the worker does with rows that are no mail: they become tasks, or nobody needs them any more. */
const handOut = async (): Promise<void> => {
  const due = await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by: ['call', 'visit'] }))
  for (const id of due) await city.work((work) => freezeMessage(work, id))
}
const lastLine = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.at(-1)?.kind
  })

describe('freezing', () => {
  it('claims a due message for one of many, with body and key', async () => {
    const { weekBefore } = await booked({ language: 'de' })
    expect(await take(weekBefore)).toBeUndefined()
    city.clock.set(WEEK_BEFORE)
    const tries = await Promise.all([1, 2, 3, 4].map(() => take(weekBefore)))
    const given = tries.filter((one) => one !== undefined)
    expect(given).toHaveLength(1)
    const { batch, mail } = given[0] ?? (await underWay(weekBefore))
    expect(batch).toMatchObject({ key: `partizipation-batch-${batch.batchId}`, neverSent: true })
    expect(mail).toMatchObject({ to: 'selam@example.net', subject: 'Erinnerung: Ihr Termin' })
    expect(mail.tags).toEqual({ city: city.slug, message: weekBefore })
    expect(mail.text).toMatchInlineSnapshot(`
      "Guten Tag Selam Haile,

      wir erinnern Sie an Ihren Termin:

      Donnerstag, 16. April, 09:00 Uhr
      Ort: Beratungsstelle
      Mit: Person 1

      Können Sie nicht kommen? Dann sagen Sie uns bitte vorher Bescheid. Wir finden einen anderen Tag.

      Freundliche Grüße
      Person 1
      "
    `)
  })
  it('writes both languages for everybody else, and a subject that tells a bystander nothing', async () => {
    const { weekBefore } = await booked()
    city.clock.set(WEEK_BEFORE)
    const frozen = await underWay(weekBefore)
    expect(frozen.mail.subject).toBe('መዘኻኸሪ፦ ቆጸራኹም / Erinnerung: Ihr Termin')
    expect(frozen.mail.text).toContain('Donnerstag, 16. April')
    expect(frozen.mail.text).toContain('ሓሙስ፣ 16 ሚያዝያ (16.04.2026)')
    expect(frozen.mail.text).not.toMatch(/Duldung|Aufenthalt|Partizipation|permit|status/i)
  })
  it('gives it away again when the claim has run out, with the same body though the address is another', async () => {
    const { weekBefore, personId } = await booked()
    city.clock.set(WEEK_BEFORE)
    const first = await underWay(weekBefore)
    await city.work(({ db }) =>
      db
        .update(personContact)
        .set({ email: 'other@example.net' })
        .where(eq(personContact.personId, personId)),
    )
    city.clock.set('2026-04-09T07:01:59Z')
    expect(await take(weekBefore)).toBeUndefined()
    city.clock.set('2026-04-09T07:02:00Z')
    const second = await underWay(weekBefore)
    expect([second.mail, second.batch.key]).toEqual([first.mail, first.batch.key])
    expect([first.batch.neverSent, second.batch.neverSent]).toEqual([true, false])
    expect(second.batch.mails).toEqual(first.batch.mails)
  })
  it('takes a hundred at a time, each mail into one call', async () => {
    const made = await Promise.all(Array.from({ length: 101 }, () => booked()))
    city.clock.set(WEEK_BEFORE)
    const calls = (await Promise.all([takeUpMails(city), takeUpMails(city)])).flat()
    const mails = calls.flatMap((call) => call.mails.map(({ tags }) => tags.message))
    expect(new Set(mails).size).toBe(mails.length)
    expect(mails).toEqual(expect.arrayContaining(made.map(({ weekBefore }) => weekBefore)))
    expect(Math.max(...calls.map((call) => call.mails.length))).toBeLessThanOrEqual(100)
  })
})

describe('what no longer makes sense', () => {
  const skipped = async (id: string) => {
    expect(await take(id)).toBeUndefined()
    const { state, reason, nextAt } = await row(id)
    return [state, reason, nextAt]
  }
  it('the week before when the day before has come', async () => {
    const { weekBefore, clientId } = await booked()
    city.clock.set(DAY_BEFORE)
    expect(await skipped(weekBefore)).toEqual(['skipped', 'too-late', null])
    expect(await tasksOf(clientId)).toEqual([])
  })
  it('a talk that is over', async () => {
    const { dayBefore } = await booked()
    city.clock.set('2026-04-20T07:00:00Z')
    expect(await skipped(dayBefore)).toEqual(['skipped', 'past', null])
  })
  it('a talk that was cancelled without its reminders', async () => {
    const { dayBefore, appointmentId } = await booked()
    city.clock.set(DAY_BEFORE)
    await city.work(({ db, now }) =>
      db
        .update(appointment)
        .set({ state: 'cancelled', cancelledBy: 'office', outcomeAt: now })
        .where(eq(appointment.id, appointmentId)),
    )
    expect(await skipped(dayBefore)).toEqual(['skipped', 'cancelled', null])
  })
  it('a closed file', async () => {
    const { dayBefore, clientId } = await booked()
    city.clock.set(DAY_BEFORE)
    await city.work(({ db }) =>
      db.update(client).set({ closedOn: '2026-04-01' }).where(eq(client.id, clientId)),
    )
    expect(await skipped(dayBefore)).toEqual(['skipped', 'client-closed', null])
  })
  it('nobody to write to: a person calls, and again the day before when the first call is done', async () => {
    const { dayBefore, weekBefore, clientId, appointmentId } = await booked({ email: null })
    city.clock.set(WEEK_BEFORE)
    expect(await skipped(weekBefore)).toEqual(['skipped', 'no-address', null])
    await handOut()
    expect(await tasksOf(clientId)).toEqual(['call'])
    await city.work(({ db, now, actor }) =>
      db.update(task).set({ doneAt: now, doneBy: actor.id }).where(eq(task.refId, appointmentId)),
    )
    city.clock.set(DAY_BEFORE)
    expect(await skipped(dayBefore)).toEqual(['skipped', 'no-address', null])
    await handOut()
    const open = await city.work(({ db }) => db.select().from(task).where(eq(task.refId, appointmentId)))
    expect(open).toMatchObject([{ reason: 'call', doneAt: null, dueOn: '2026-04-14' }])
    expect(await city.work(({ db }) => messagesOf(db, appointmentId))).toMatchObject([
      { kind: 'day-before', channel: 'call', state: 'handed' },
      { kind: 'day-before', channel: 'email', state: 'skipped', reason: 'no-address' },
      { kind: 'week-before', channel: 'email', state: 'skipped', reason: 'no-address' },
      { kind: 'week-before', channel: 'call', state: 'handed' },
    ])
  })
  it('a frozen one the vendor certainly never took is skipped, an uncertain one is for a person', async () => {
    for (const [kind, neverSent, state, tasks] of [
      ['busy', true, 'skipped', []],
      ['busy', false, 'unknown', ['message-unknown']],
      ['no-answer', true, 'unknown', ['message-unknown']],
    ] as const) {
      city.clock.set(START)
      const { weekBefore, appointmentId, clientId } = await booked()
      city.clock.set(WEEK_BEFORE)
      const { batch } = await underWay(weekBefore)
      await answerMails(city, { ...batch, neverSent }, kind)
      await city.work(({ db, now }) =>
        db
          .update(appointment)
          .set({ state: 'cancelled', cancelledBy: 'office', outcomeAt: now })
          .where(eq(appointment.id, appointmentId)),
      )
      city.clock.set('2026-04-09T07:10:00Z')
      expect(await take(weekBefore)).toBeUndefined()
      expect((await row(weekBefore)).state).toBe(state)
      expect(await tasksOf(clientId)).toEqual(tasks)
    }
  })
})

describe('closing', () => {
  const frozen = async () => {
    const made = await booked()
    city.clock.set(WEEK_BEFORE)
    return { ...made, ...(await underWay(made.weekBefore)) }
  }
  it('sent: with a line in the stream, once', async () => {
    const { weekBefore, clientId, batch } = await frozen()
    await Promise.all([1, 2].map(() => answerMails(city, batch, 'sent')))
    expect(await row(weekBefore)).toMatchObject({
      state: 'sent',
      vendorId: `mail-${weekBefore}`,
      nextAt: null,
      attempts: 1,
    })
    const lines = await city.work(({ db }) =>
      db.select().from(timeline).where(eq(timeline.clientId, clientId)),
    )
    expect(lines.filter(({ kind }) => kind === 'reminder-sent')).toHaveLength(1)
    expect(await take(weekBefore)).toBeUndefined()
  })
  it('one of many refused: it alone failed, and without another way a person calls', async () => {
    city.clock.set(START)
    const [good, bad] = [await booked(), await booked()]
    city.clock.set(WEEK_BEFORE)
    const { batch } = await underWay(bad.weekBefore)
    const each = batch.mails.map(({ tags: { message: id } }) =>
      id === bad.weekBefore ? { kind: 'refused' as const } : { kind: 'sent' as const, vendorId: id },
    )
    const { batchId, neverSent } = batch
    await city.work((work) => closeBatch(work, batchId, { kind: 'taken', each }, { neverSent, random: 0.5 }))
    expect(await row(good.weekBefore)).toMatchObject({ state: 'sent' })
    expect(await row(bad.weekBefore)).toMatchObject({ state: 'failed', reason: 'refused', nextAt: null })
    await handOut()
    expect(await tasksOf(bad.clientId)).toEqual(['call'])
    expect(await lastLine(bad.clientId)).toBe('reminder-failed')
  })
  it('refused as a whole: each goes once more by itself, so that only the guilty one fails', async () => {
    city.clock.set(START)
    const both = [await booked(), await booked()]
    city.clock.set(WEEK_BEFORE)
    const { batch } = await underWay(both[0]?.weekBefore ?? '')
    expect(batch.mails.length).toBeGreaterThan(1)
    await answerMails(city, batch, 'refused')
    const calls = await takeUpMails(city)
    expect(calls.map(({ mails }) => mails.length)).toEqual(batch.mails.map(() => 1))
    for (const call of calls) {
      const guilty = call.mails.some(({ tags }) => tags.message === both[1]?.weekBefore)
      await answerMails(city, call, guilty ? 'refused' : 'sent')
    }
    expect(await row(both[0]?.weekBefore ?? '')).toMatchObject({ state: 'sent', attempts: 2 })
    expect(await row(both[1]?.weekBefore ?? '')).toMatchObject({ state: 'failed', reason: 'refused' })
  })
  it('no answer: waits longer each time, and after 23 hours it is a task and never sent again', async () => {
    const { weekBefore, clientId, batch } = await frozen()
    let tries = 1
    const began = Temporal.Instant.from(WEEK_BEFORE)
    for (;;) {
      await answerMails(city, { ...batch, neverSent: false }, 'no-answer')
      const [{ nextAt } = { nextAt: null }] = await city.work(({ db }) =>
        db.select().from(messageBatch).where(eq(messageBatch.id, batch.batchId)),
      )
      if (!nextAt) throw new Error('closed too soon')
      city.clock.set(nextAt.toString())
      if (!(await take(weekBefore))) break
      tries += 1
      expect(nextAt.since(began).total('hours')).toBeLessThan(23)
    }
    // Every hour, but not at night.
    expect(tries).toBeGreaterThan(10)
    expect(await row(weekBefore)).toMatchObject({ state: 'unknown', nextAt: null })
    expect(await tasksOf(clientId)).toEqual(['message-unknown'])
    city.clock.set('2026-04-11T07:00:00Z')
    expect(await take(weekBefore)).toBeUndefined()
  })
  it('no answer, and by the clock of Postgres the key is old: a clock that went back does not make it younger', async () => {
    const { weekBefore, clientId, batch } = await frozen()
    await city.work(({ db }) =>
      db
        .update(messageBatch)
        .set({ madeAt: sql`clock_timestamp() - interval '23 hours'` })
        .where(eq(messageBatch.id, batch.batchId)),
    )
    city.clock.set('2026-04-09T07:02:00Z')
    expect(await take(weekBefore)).toBeUndefined()
    expect(await row(weekBefore)).toMatchObject({ state: 'unknown' })
    expect(await tasksOf(clientId)).toEqual(['message-unknown'])
  })
  it('busy for 23 hours: never sent, so it failed', async () => {
    const { weekBefore, clientId, batch } = await frozen()
    await answerMails(city, batch, 'busy')
    expect(await row(weekBefore)).toMatchObject({ state: 'due', reason: 'busy', slot: null, frozen: null })
    city.clock.set('2026-04-10T06:00:00Z')
    expect(await take(weekBefore)).toBeUndefined()
    expect(await row(weekBefore)).toMatchObject({ state: 'failed', reason: 'busy' })
    await handOut()
    expect(await tasksOf(clientId)).toEqual(['call'])
  })
})

describe('what is due', () => {
  const hint = async () => {
    const { platform } = city.databases
    const [found] = await platform
      .select({ at: cityTable.nextDueAt })
      .from(cityTable)
      .where(eq(cityTable.slug, city.slug))
    return found?.at ?? null
  }
  it('is told by the earliest of the rows and of the calls that wait for their answer', async () => {
    const next = async () => (await city.work(({ db }) => nextDue(db, ['email'])))?.toString()
    city.clock.set('2026-06-01T08:00:00Z')
    await sendMails(city)
    city.clock.set(START)
    const { weekBefore } = await booked()
    expect(await next()).toBe(WEEK_BEFORE)
    city.clock.set(WEEK_BEFORE)
    await underWay(weekBefore)
    expect(await next()).toBe('2026-04-09T07:02:00Z')
  })
  it('is hinted to the platform: only ever brought forward, and settled unless changed meanwhile', async () => {
    const { platform } = city.databases
    await hintDue(platform, city.slug, WEEK_BEFORE)
    await hintDue(platform, city.slug, DAY_BEFORE)
    await hintDue(platform, city.slug, null)
    const seen = await hint()
    expect(seen?.toString()).toBe(WEEK_BEFORE)
    const due = Temporal.Instant.from(DAY_BEFORE)
    await settleHint(platform, city.slug, { seen: null, due })
    expect((await hint())?.toString()).toBe(WEEK_BEFORE)
    await settleHint(platform, city.slug, { seen, due })
    expect((await hint())?.toString()).toBe(DAY_BEFORE)
    await settleHint(platform, city.slug, { seen: due, due: null })
    expect(await hint()).toBeNull()
  })
})
