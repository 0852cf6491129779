import { and, eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personContact } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { DAY_BEFORE, makeTalk, type Talk, WEEK_BEFORE } from '../factories/talks.ts'
import { type ResendStandIn, startResend } from '../mocks/resend-server.ts'
import { type SevenStandIn, startSeven } from '../mocks/seven-server.ts'
import { BACKENDS, type Bench, eventually, makeBench } from './workers.ts'

const START = '2026-03-09T08:00:00Z'
const AFTER_THE_TALK = '2026-04-16T12:00:00Z'

let city: TestCity
let bench: Bench
let resend: ResendStandIn | undefined
let seven: SevenStandIn | undefined
beforeEach(async () => {
  city = await makeCity()
  city.clock.set(START)
})
afterEach(async () => {
  await bench.close()
  await resend?.close()
  resend = undefined
  await seven?.close()
  seven = undefined
  await city.remove()
})

const talks = (count: number): Promise<Talk[]> =>
  Promise.all(Array.from({ length: count }, () => makeTalk(city)))
const states = async (ids: string[]): Promise<string[]> => {
  const rows = await city.work(({ db }) => db.select().from(message).where(inArray(message.id, ids)))
  return rows.map(({ state, reason }) => (state === 'skipped' ? `skipped: ${reason}` : state)).sort()
}
const allAre = (ids: string[], state: string): Promise<void> =>
  eventually(async () => expect(await states(ids)).toEqual(ids.map(() => state)))
const keys = (ids: string[]): string[] => [...ids].sort()
const outboxKeys = (): string[] =>
  bench
    .outbox()
    .map(({ key }) => key)
    .sort()
const week = (made: Talk[]): string[] => made.map(({ weekBefore }) => weekBefore)
const day = (made: Talk[]): string[] => made.map(({ dayBefore }) => dayBefore)

describe.each(BACKENDS)('on %s', (backend) => {
  it('sends each reminder once on its day, and none for a talk that is over', async () => {
    bench = makeBench(city, backend)
    const made = await talks(2)
    await bench.work()
    city.clock.set('2026-04-09T06:59:00Z')
    const before = await states([...week(made), ...day(made)])
    expect(before).toEqual(['due', 'due', 'due', 'due'])

    city.clock.set(WEEK_BEFORE)
    await allAre(week(made), 'sent')
    expect(outboxKeys()).toEqual(keys(week(made)))

    // Nobody worked until the talks were over.
    city.clock.set(AFTER_THE_TALK)
    await allAre(day(made), 'skipped: past')
    expect(outboxKeys()).toEqual(keys(week(made)))
  })

  it('sends both when the clock is moved seven days ahead in between', async () => {
    bench = makeBench(city, backend)
    const made = await talks(2)
    await bench.work()
    city.clock.set('2026-04-08T07:00:00Z')
    await eventually(async () => expect(await states(week(made))).toEqual(['due', 'due']))
    city.clock.set(DAY_BEFORE)
    await allAre(day(made), 'sent')
    await allAre(week(made), 'skipped: too-late')
    expect(outboxKeys()).toEqual(keys(day(made)))
  })

  it('goes on when the queue is emptied under a running worker', async () => {
    bench = makeBench(city, backend)
    const made = await talks(3)
    await bench.work()
    await bench.emptyQueues()
    city.clock.set(WEEK_BEFORE)
    await allAre(week(made), 'sent')
    await bench.emptyQueues()
    city.clock.set(DAY_BEFORE)
    await allAre(day(made), 'sent')
    expect(outboxKeys()).toEqual(keys([...week(made), ...day(made)]))
  })

  it('sends once when two workers and a hand-made sweep want to', async () => {
    resend = await startResend()
    bench = makeBench(city, backend, { resendUrl: resend.url })
    const made = await talks(8)
    const [one] = await Promise.all([bench.work(), bench.work()])
    city.clock.set(WEEK_BEFORE)
    for (let nth = 0; nth < 5; nth += 1) {
      // Many writers at once may deadlock in the queue's tables; who asks then asks again.
      await eventually(() => one?.queues.add('messages', 'send-messages', { city: city.slug }))
    }
    await allAre(week(made), 'sent')
    expect([...resend.posted].sort()).toEqual(keys(week(made)))
    expect(resend.calls).toHaveLength(resend.delivered.size)
    expect(await bench.remembered()).not.toMatch(/Haile|Selam|selam@example|Erinnerung/)
  })

  it('sends once when the worker is killed in the middle of sending', async () => {
    resend = await startResend('deaf')
    bench = makeBench(city, backend, { resendUrl: resend.url })
    const made = await talks(3)
    const first = await bench.spawn(WEEK_BEFORE)
    await eventually(() => expect(resend?.calls.length).toBe(1))
    first.kill('SIGKILL')
    resend.manner = 'accept'
    // Later than the claim of the dead worker lasts.
    await bench.spawn('2026-04-09T07:05:00Z')
    await allAre(week(made), 'sent')
    expect([...resend.posted].sort()).toEqual(keys(week(made)))
    const [broken, ...others] = resend.calls
    expect(others).toEqual([broken])
  })

  it('ends by itself when it is asked to, and the next one goes on', async () => {
    bench = makeBench(city, backend)
    const made = await talks(1)
    const first = await bench.spawn(WEEK_BEFORE)
    await allAre(week(made), 'sent')
    first.kill('SIGTERM')
    await eventually(() => expect(first.exitCode).toBe(0))
    await bench.spawn(DAY_BEFORE)
    await allAre(day(made), 'sent')
    expect(outboxKeys()).toEqual(keys([...week(made), ...day(made)]))
  })

  it('never sends again what nobody answered for 23 hours: a person decides', async () => {
    resend = await startResend('drop')
    bench = makeBench(city, backend, { resendUrl: resend.url })
    const [made] = await talks(1)
    if (!made) throw new Error('no talk')
    await bench.work()
    city.clock.set(WEEK_BEFORE)
    await eventually(async () => {
      const [row] = await city.work(({ db }) =>
        db.select().from(message).where(eq(message.id, made.weekBefore)),
      )
      expect(row).toMatchObject({ state: 'frozen', reason: 'no-answer' })
    })
    city.clock.set('2026-04-09T08:00:00Z')
    await eventually(() => expect(resend?.calls.length).toBe(2))
    city.clock.set('2026-04-10T06:00:00Z')
    await allAre([made.weekBefore], 'unknown')
    expect(resend.calls).toHaveLength(2)
    expect(resend.calls[1]).toEqual(resend.calls[0])
    const tasks = await city.work(({ db }) => db.select().from(task).where(eq(task.refId, made.weekBefore)))
    expect(tasks.map(({ reason }) => reason)).toEqual(['message-unknown'])
    // Once more, long after: nothing changes.
    resend.manner = 'accept'
    city.clock.set(DAY_BEFORE)
    await allAre([made.dayBefore], 'sent')
    expect(resend.calls.filter(({ body }) => body.includes(made.weekBefore))).toHaveLength(2)
  })

  it('tries again when the vendor is busy, and gives up what he refuses', async () => {
    resend = await startResend('busy')
    bench = makeBench(city, backend, { resendUrl: resend.url })
    const made = await talks(2)
    await bench.work()
    city.clock.set(WEEK_BEFORE)
    // Only when both refusals are written down: the next try is reckoned from the clock of that moment.
    await eventually(async () => {
      const rows = await city.work(({ db }) =>
        db
          .select()
          .from(message)
          .where(inArray(message.id, week(made))),
      )
      expect(rows.map(({ reason }) => reason)).toEqual(['busy', 'busy'])
    })
    resend.manner = 'accept'
    city.clock.set('2026-04-09T07:10:00Z')
    await allAre(week(made), 'sent')
    expect([...resend.posted].sort()).toEqual(keys(week(made)))
    resend.manner = 'refuse'
    city.clock.set(DAY_BEFORE)
    await allAre(day(made), 'failed')
    // No other way leads to them. Nobody had answered the first reminder either, which asks for the same call: one task a talk.
    await eventually(async () => {
      const talkIds = made.map(({ appointmentId }) => appointmentId)
      const tasks = await city.work(({ db }) => db.select().from(task).where(inArray(task.refId, talkIds)))
      expect(tasks.map(({ reason }) => reason)).toEqual(['no-reaction', 'no-reaction'])
    })
  })

  it('never sends a short message again that a killed worker may have sent: a person decides', async () => {
    seven = await startSeven('deaf')
    bench = makeBench(city, backend, { sevenUrl: seven.url })
    const talk = await makeTalk(city, { email: null })
    await city.work(({ db }) =>
      db
        .update(personContact)
        .set({ phone: '+4915112345678' })
        .where(eq(personContact.personId, talk.personId)),
    )
    const first = await bench.spawn(WEEK_BEFORE)
    await eventually(() => expect(seven?.bodies).toHaveLength(1))
    first.kill('SIGKILL')
    seven.manner = 'accept'
    await bench.spawn('2026-04-09T07:05:00Z')
    const bySms = and(eq(message.appointmentId, talk.appointmentId), eq(message.channel, 'sms'))
    await eventually(async () => {
      const [row] = await city.work(({ db }) => db.select().from(message).where(bySms))
      expect(row?.state).toBe('unknown')
      const tasks = await city.work(({ db }) =>
        db
          .select()
          .from(task)
          .where(eq(task.refId, row?.id ?? '')),
      )
      expect(tasks.map(({ reason }) => reason)).toEqual(['message-unknown'])
    })
    expect(seven.bodies).toHaveLength(1)
  })
})
