import { and, eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { message } from '../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { CHECK, DAY_BEFORE, makeTalk, type Talk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { closeDays } from '../follow-ups/commands.server.ts'
import { closeGaps } from './commands.server.ts'

/** The office of the talks of tests/factories/talks.ts is closed on the Wednesday before, on which they would be checked. */
const WEDNESDAY = '2026-04-15'
const TUESDAY_AFTERNOON = '2026-04-14T11:30:00Z'
const TUESDAY_MORNING = '2026-04-14T07:00:00Z'

let city: TestCity
beforeEach(async () => {
  await city?.remove()
  city = await makeCity()
  city.clock.set('2026-03-09T08:00:00Z')
})
afterAll(() => city.remove())

const close = () =>
  city.work((at) => closeDays(at, { from: WEDNESDAY, until: WEDNESDAY, name: 'Betriebsausflug' }))
const timesOf = ({ appointmentId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(message).where(eq(message.appointmentId, appointmentId))
    return rows.map(({ kind, channel, nextAt }) => `${kind} ${channel} ${nextAt}`).sort()
  })
const MOVED = [
  `day-before call ${TUESDAY_AFTERNOON}`,
  `day-before email ${TUESDAY_MORNING}`,
  `week-before email ${WEEK_BEFORE}`,
]

it('a talk is checked while somebody is in, whether the day was closed before it was booked or after', async () => {
  const early = await makeTalk(city)
  expect(await timesOf(early)).toEqual([
    `day-before call ${CHECK}`,
    `day-before email ${DAY_BEFORE}`,
    `week-before email ${WEEK_BEFORE}`,
  ])
  expect(await close()).toMatchObject({ ok: true })
  expect(await timesOf(early)).toEqual(MOVED)
  expect(await timesOf(await makeTalk(city))).toEqual(MOVED)
})

it('what was sent or handed over already is left, and a day opened again moves nothing back', async () => {
  const talk = await makeTalk(city)
  const check = and(eq(message.appointmentId, talk.appointmentId), eq(message.channel, 'call'))
  await city.work(({ db, now }) =>
    db.update(message).set({ state: 'handed', nextAt: null, closedAt: now }).where(check),
  )
  await close()
  expect(await timesOf(talk)).toEqual([
    'day-before call null',
    `day-before email ${DAY_BEFORE}`,
    `week-before email ${WEEK_BEFORE}`,
  ])
})

it('a talk without a check gets one for a day on which the office is open', async () => {
  await close()
  const talk = await makeTalk(city)
  // As if it had been made by a hand that knows of no checks.
  const check = and(eq(message.appointmentId, talk.appointmentId), eq(message.channel, 'call'))
  await city.work(({ db }) => db.update(message).set({ kind: 'missed', nth: 9 }).where(check))
  city.clock.set('2026-04-13T08:00:00Z')
  await city.work(closeGaps)
  expect(await timesOf(talk)).toEqual([...MOVED, `missed call ${TUESDAY_AFTERNOON}`].sort())
})
