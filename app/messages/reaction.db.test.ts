import { and, eq, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personContact } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { takeUpMails } from '../../tests/factories/mails.ts'
import { DAY_BEFORE, makeTalk, type Talk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { answerTalk, moveAppointment } from '../follow-ups/commands.server.ts'
import { changeSettings } from '../settings/commands.server.ts'
import { DEFAULTS } from '../settings/rules.ts'
import { closeBatch, closeGaps, closeMessage, freezeMessage } from './commands.server.ts'
import { dueMessages } from './queries.server.ts'

/** A Monday; talks are on Thursday, 16 April, and asked about on the Monday before. */
const START = '2026-03-09T08:00:00Z'
const ASKED = '2026-04-13T07:30:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(async () => {
  city.clock.set(START)
  await city.work((at) => changeSettings(at, DEFAULTS))
})
afterAll(() => city.remove())

/** What a worker does once, with vendors that take and deliver everything; it knows of what is missing first. */
async function run(now: string): Promise<void> {
  city.clock.set(now)
  await city.work(closeGaps)
  for (let turn = 0; turn < 4; turn += 1) {
    const calls = await takeUpMails(city)
    for (const { batchId, mails, neverSent } of calls) {
      const each = mails.map(({ tags }) => ({
        kind: 'sent' as const,
        vendorId: tags.message,
        delivered: true as const,
      }))
      await city.work((at) => closeBatch(at, batchId, { kind: 'taken', each }, { neverSent, random: 0.5 }))
    }
    const by = ['sms', 'letter', 'call', 'visit'] as const
    const due = await city.work(({ db }) => dueMessages(db, city.clock.now(), { most: 500, by }))
    for (const id of due) {
      const frozen = await city.work((at) => freezeMessage(at, id))
      if (frozen.next !== 'send') continue
      const sent = { kind: 'sent', vendorId: id, delivered: true } as const
      await city.work((at) => closeMessage(at, id, sent, 0.5))
    }
  }
}
const rows = ({ appointmentId }: Talk) =>
  city.work(async ({ db }) => {
    const found = await db.select().from(message).where(eq(message.appointmentId, appointmentId))
    return found
      .map(({ kind, channel, state, reason }) => [kind, channel, state, reason].filter(Boolean).join(' '))
      .sort()
  })
const openTasks = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const open = and(eq(task.clientId, clientId), isNull(task.doneAt))
    return (await db.select().from(task).where(open)).map(({ reason, dueOn }) => `${reason} ${dueOn}`)
  })
const phone = ({ personId }: Talk, to = '+4915112345678') =>
  city.work(({ db }) =>
    db.update(personContact).set({ phone: to }).where(eq(personContact.personId, personId)),
  )
const confirm = ({ appointmentId }: Talk) =>
  city.work((at) =>
    answerTalk(at, {
      appointmentId,
      seen: Temporal.Instant.from('2026-04-16T07:00:00Z'),
      told: { kind: 'confirmed', cause: null, proposed: [] },
    }),
  )

let nth = 0
const booked = (): Promise<Talk> => {
  nth += 1
  return makeTalk(city, { email: `niemand${nth}@example.net` })
}

describe('nobody reacts', () => {
  it('by mail: who has no number is called, once', async () => {
    const talk = await booked()
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    expect(await rows(talk)).toContain('reaction call due')
    await run('2026-04-13T07:29:00Z')
    expect(await openTasks(talk)).toEqual([])
    await run(ASKED)
    await run('2026-04-13T12:00:00Z')
    expect(await openTasks(talk)).toEqual(['no-reaction 2026-04-13'])
    expect(await rows(talk)).toContain('reaction call handed')
  })
  it('by mail: then a short message, then nothing more, for the talk is near', async () => {
    const talk = await booked()
    await phone(talk)
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    await run(ASKED)
    expect(await rows(talk)).toEqual([
      'day-before call due',
      'day-before email due',
      'reaction call due',
      'week-before email sent',
      'week-before sms sent',
    ])
    await run(DAY_BEFORE)
    await run('2026-04-15T12:00:00Z')
    expect(await rows(talk)).toContain('reaction call skipped too-late')
    expect(await openTasks(talk)).toEqual([])
  })
  it('is never said of who answered, before he is asked about or after', async () => {
    const [soon, late] = [await booked(), await booked()]
    await run(WEEK_BEFORE)
    await confirm(soon)
    await run('2026-04-09T09:00:00Z')
    await confirm(late)
    await run(ASKED)
    expect(await rows(soon)).not.toContain('reaction call due')
    expect(await rows(late)).toContain('reaction call skipped replied')
    expect([await openTasks(soon), await openTasks(late)]).toEqual([[], []])
  })
  it('is nobody’s task any more once he answers', async () => {
    const talk = await booked()
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    await run(ASKED)
    expect(await openTasks(talk)).toHaveLength(1)
    await confirm(talk)
    expect(await openTasks(talk)).toEqual([])
  })
  it('is not asked about in a city that switched it off, then or since', async () => {
    const [before, since] = [await booked(), await booked()]
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    await city.work((at) => changeSettings(at, { ...DEFAULTS, reactionDays: 0 }))
    await run(ASKED)
    expect(await rows(since)).toContain('reaction call skipped not-asked')
    expect([await openTasks(before), await openTasks(since)]).toEqual([[], []])
    city.clock.set(START)
    const off = await booked()
    await run(WEEK_BEFORE)
    await run(ASKED)
    expect((await rows(off)).filter((row) => row.startsWith('reaction'))).toEqual([])
  })
  it('of a talk that was moved is asked of the new one alone', async () => {
    const talk = await booked()
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    const moved = await city.work((at) =>
      moveAppointment(at, { appointmentId: talk.appointmentId, day: '2026-04-20' }),
    )
    expect(moved.ok).toBe(true)
    await run(ASKED)
    expect(await rows(talk)).toContain('reaction call skipped moved')
    expect(await openTasks(talk)).toEqual([])
  })
  it('is found by ten at once as by one', async () => {
    const talk = await booked()
    await run(WEEK_BEFORE)
    await run('2026-04-09T09:00:00Z')
    city.clock.set(ASKED)
    const due = await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by: ['call'] }))
    await Promise.all(
      Array.from({ length: 10 }, () =>
        Promise.all(due.map((id) => city.work((at) => freezeMessage(at, id)))),
      ),
    )
    expect(await openTasks(talk)).toEqual(['no-reaction 2026-04-13'])
  })
})

it('is asked of ten thousand reminders of one morning, each once, however often it is looked', async () => {
  const MANY = 10_000
  const { clientId, participationId } = await makeTalk(city)
  city.clock.set('2026-07-01T07:00:00Z')
  const asked = () =>
    city.work(async ({ db }) => {
      const [found] = await db.execute<{ asked: number }>(sql`
        select count(*)::int as asked from message where kind = 'reaction' and appointment_id in (select id from appointment where place = 'Viele')`)
      return found
    })
  await city.work(async ({ db, actor }) => {
    await db.execute(sql`
      insert into appointment (id, client_id, participation_id, starts_at, minutes, place, responsible_id, state, occurred_on,
        recorded_at, recorded_by)
      select gen_random_uuid(), ${clientId}::uuid, ${participationId}::uuid, timestamptz '2026-07-08T07:00:00Z' + nth * interval '1 second',
        0, 'Viele', ${actor.id}::uuid, 'booked', date '2026-06-01', timestamptz '2026-06-01T07:00:00Z', ${actor.id}::uuid
      from generate_series(1, ${MANY}::int) as nth`)
    await db.execute(sql`
      insert into message (id, client_id, appointment_id, kind, channel, language, state, created_at, closed_at, frozen)
      select gen_random_uuid(), client_id, id, 'week-before', 'email', 'de', 'sent', timestamptz '2026-07-01T07:00:00Z',
        timestamptz '2026-07-01T07:00:00Z', '{}' from appointment where place = 'Viele'`)
  })
  await city.work(closeGaps)
  await city.work(closeGaps)
  expect((await asked())?.asked).toBe(MANY)
})
