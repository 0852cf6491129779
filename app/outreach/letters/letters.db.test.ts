import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outreachLetter } from '../../../db/city/schema/outreach.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { type Rounds, roundsIn } from '../../../tests/factories/rounds.ts'
import { todayOf } from '../../clients/today.server.ts'
import { callBacksOf } from '../rounds/queries.server.ts'
import { askForCall, makeLetters, markCalled, markSent, remakeLetters } from './commands.server.ts'
import { findLetter } from './queries.server.ts'

let city: TestCity
let makeRound: Rounds['makeRound']
let knock: Rounds['knock']
let page: Rounds['page']
let threeTimesNobody: Rounds['threeTimesNobody']
beforeAll(async () => {
  city = await makeCity()
  ;({ makeRound, knock, page, threeTimesNobody } = roundsIn(city))
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

describe('letters', () => {
  it('are proposed at the third attempt, made once, in the language of the person, and counted when sent', async () => {
    const { roundId, ids } = await makeRound([{ language: 'ti' }, { language: 'rom' }])
    await knock(roundId, ids[1] ?? '', 'nobody-home')
    expect((await page(roundId)).letters.proposed).toEqual([])
    const letters = await threeTimesNobody(roundId, ids[0] ?? '')
    expect(letters).toMatchObject([{ personId: ids[0], language: 'ti' }])
    const stored = await city.work(({ db }) =>
      db.select().from(outreachLetter).where(eq(outreachLetter.roundId, roundId)),
    )
    expect(JSON.stringify(stored)).not.toContain(letters[0]?.code)
    const again = await Promise.all([1, 2].map(() => city.work((work) => makeLetters(work, roundId))))
    expect(again.map((one) => one.ok && one.value)).toEqual([[], []])
    expect((await page(roundId)).letters).toMatchObject({ proposed: [], unsent: 1, sent: 0 })
    const sent = await Promise.all([1, 2].map(() => city.work((work) => markSent(work, roundId))))
    expect(sent.map((one) => (one.ok ? one.value : -1)).sort()).toEqual([0, 1])
    expect((await page(roundId)).letters).toMatchObject({ unsent: 0, sent: 1 })
    expect(await city.work((work) => remakeLetters(work, roundId))).toEqual({ ok: true, value: [] })
  })

  it('open their page until they are 90 days old, made again or used; a request stands once', async () => {
    const { roundId, ids } = await makeRound([{ language: 'ar' }])
    const [first] = await threeTimesNobody(roundId, ids[0] ?? '')
    const find = (code = '') => city.work((work) => findLetter(work, code))
    expect(await find(first?.code)).toMatchObject({ language: 'ar', phone: '0202 563 1', asked: false })
    const remade = await city.work((work) => remakeLetters(work, roundId))
    const code = remade.ok ? (remade.value[0]?.code ?? '') : ''
    expect(await find(first?.code)).toBeUndefined()
    expect(await find('B7KQD-29XWM')).toBeUndefined()
    const asked = await Promise.all(
      ['0176 1', '0176 2'].map((phone) =>
        city.work((work) => askForCall(work, code, { phone, bestTime: 'abends' })),
      ),
    )
    expect(asked.every(({ ok }) => ok)).toBe(true)
    expect(await find(code)).toMatchObject({ asked: true })
    const [waits, ...more] = await city.work(({ db }) => callBacksOf(db, roundId))
    expect(more).toEqual([])
    expect(waits).toMatchObject({ kind: 'phone', bestTime: 'abends' })
    const home = await city.work((work) => todayOf(work))
    expect(home.outreach.calls).toContainEqual(expect.objectContaining({ personId: ids[0], kind: 'phone' }))
    const called = () => city.work((work) => markCalled(work, roundId, waits?.requestId ?? ''))
    expect([await called(), await called()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await city.work(({ db }) => callBacksOf(db, roundId))).toEqual([])
    expect(await city.work((work) => markCalled(work, randomUUID(), waits?.requestId ?? ''))).toMatchObject({
      error: 'not-found',
    })
    city.clock.set('2026-06-10T08:00:00Z')
    expect(await find(code)).toBeDefined()
    city.clock.set('2026-06-11T08:00:00Z')
    expect(await find(code)).toBeUndefined()
    expect(
      await city.work((work) => askForCall(work, code, { phone: '0176 3', bestTime: '' })),
    ).toMatchObject({
      error: 'ended',
    })
  })
})
