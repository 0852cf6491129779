import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../db/act.ts'
import { tenancy } from '../../../db/city/schema/clients.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { makePerson } from '../../../tests/factories/people.ts'
import { makeHouse, order, type Rounds, roundsIn } from '../../../tests/factories/rounds.ts'
import { restrictFile } from '../../caseload/commands/restriction.server.ts'
import { todayOf } from '../../clients/today.server.ts'
import { recordVisit } from '../commands.server.ts'
import { VISIT_OUTCOMES } from '../input.ts'
import { doorsOfRound } from '../queries.server.ts'
import { closeRound, planRound } from './commands.server.ts'
import { takeOffline } from './offline.server.ts'
import { countChosen } from './plan.server.ts'

const TODAY = '2026-03-09'
let city: TestCity
let makeRound: Rounds['makeRound']
let knock: Rounds['knock']
let page: Rounds['page']
beforeAll(async () => {
  city = await makeCity()
  ;({ makeRound, knock, page } = roundsIn(city))
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

const two = [{}, {}]

describe('planning', () => {
  it('counts whom a part holds, and freezes them: who comes later is not of the round', async () => {
    const born = { old: '1960-01-01', young: '2004-05-05' }
    const house = await city.work((work) =>
      makeHouse(work, [
        { gender: 'female', birthDate: born.young, language: 'ti' },
        { gender: 'female', birthDate: born.old, language: 'ar' },
        { birthDate: born.young, language: 'ar' },
      ]),
    )
    const part = { streetKeys: [house.streetKey] }
    const count = (more: object) => city.work(({ db }) => countChosen(db, { ...part, ...more }, TODAY))
    expect(await count({})).toEqual({ people: 3, houses: 1, women: 2, under27: 2 })
    expect(await count({ women: true })).toMatchObject({ people: 2, under27: 1 })
    expect(await count({ under27: true, languages: ['ar'] })).toMatchObject({ people: 1, women: 0 })
    expect(await count({ postcodes: ['00000'] })).toMatchObject({ people: 0 })
    expect(await count({ importId: randomUUID() })).toMatchObject({ people: 0 })

    const planned = await city.work((work) => planRound(work, order(house.streetKey), [caseworker]))
    await city.work(async (work) => {
      const personId = await makePerson(work)
      await work.db.insert(tenancy).values({ personId, dwellingId: house.dwellingId, fromOn: TODAY })
    })
    if (!planned.ok) throw new Error(planned.error)
    expect((await page(planned.value)).figures).toMatchObject({ people: 3, women: 2, under27: 2, open: 3 })
  })

  it.each([
    ['1999-03-10', 1],
    ['1999-03-09', 0],
    ['1999', 0],
    ['1999-03', 0],
    ['2000', 1],
    ['1999-04', 1],
  ])(
    'born %s: %i under 27 on 9 March 2026, of a year or a month alone by its first day',
    async (birthDate, under27) => {
      const { streetKey } = await city.work((work) => makeHouse(work, [{ birthDate }]))
      const counted = await city.work(({ db }) => countChosen(db, { streetKeys: [streetKey] }, TODAY))
      expect(counted).toMatchObject({ people: 1, under27 })
    },
  )

  it('leaves out who has a file, refused, died, moved or is restricted', async () => {
    const { roundId, ids, streetKey } = await makeRound([{}, {}, {}, {}, {}, {}])
    const [file = '', refused = '', dead = '', moved = '', hidden = '', left = ''] = ids
    await knock(roundId, file, 'interested')
    const opened = await knock(roundId, hidden, 'interested')
    const second = { id: randomUUID(), name: 'Nur sie' }
    const closed = await city.work((work) =>
      restrictFile(work, (opened.ok && opened.value.clientId) || '', {
        restriction: 'threatened',
        named: [work.actor, second],
        staff: [work.actor.id, second.id],
      }),
    )
    expect(closed.ok).toBe(true)
    await knock(roundId, refused, 'declined')
    await knock(roundId, dead, 'deceased')
    await knock(roundId, moved, 'moved')
    const again = await city.work((work) => planRound(work, order(streetKey), [caseworker]))
    if (!again.ok) throw new Error(again.error)
    const doors = await city.work(({ db }) => doorsOfRound(db, again.value))
    expect(doors.flatMap(({ people }) => people.map(({ personId }) => personId))).toEqual([left])
    await knock(again.value, left, 'wrong-address')
    expect(await city.work((work) => planRound(work, order(streetKey), [caseworker]))).toEqual({
      ok: false,
      error: 'nobody',
    })
  })

  it('sent twice, by two at once too, is one round; a stranger does not walk', async () => {
    const house = await city.work((work) => makeHouse(work, two))
    const input = order(house.streetKey)
    const sent = await Promise.all(
      [1, 2].map(() => city.work((work) => planRound(work, input, [caseworker]))),
    )
    expect(sent).toEqual([1, 2].map(() => ({ ok: true, value: input.formKey })))
    expect((await page(input.formKey)).figures.people).toBe(2)
    const strange = order(house.streetKey, { walkers: [randomUUID()] })
    expect(await city.work((work) => planRound(work, strange, [caseworker]))).toMatchObject({
      error: 'unknown-walker',
    })
    const early = order(house.streetKey, { fromOn: '2020-01-01' })
    expect(await city.work((work) => planRound(work, early, [caseworker]))).toMatchObject({
      error: 'no-programme',
    })
  })
})

describe('the gap to the targets', () => {
  it('stands on the home page of who walks, counted among the people met', async () => {
    const { roundId, ids } = await makeRound([
      { gender: 'female', birthDate: '2004-05-05' },
      { gender: 'male', birthDate: '1970-01-01' },
      { gender: 'female', birthDate: '1970-01-01' },
      {},
    ])
    await knock(roundId, ids[0] ?? '', 'interested')
    await knock(roundId, ids[1] ?? '', 'declined')
    await knock(roundId, ids[3] ?? '', 'nobody-home')
    const roundOn = async (who: Partial<Parameters<TestCity['access']>[0]> = {}) =>
      act(city.access(who), { action: 'view', subject: 'test' }, async (work) =>
        (await todayOf(work)).outreach.rounds.find(({ id }) => id === roundId),
      )
    expect(await roundOn()).toMatchObject({ people: 4, met: 2, women: 1, under27: 1, targetWomen: 50 })
    expect((await page(roundId)).figures).toMatchObject({ met: 2, womenMet: 1, under27Met: 1 })
    expect(await roundOn({ id: randomUUID(), name: 'Fremd' })).toBeUndefined()
    expect(await roundOn({ id: randomUUID(), name: 'Leitung', role: 'lead' })).toBeDefined()
    await city.work((work) => closeRound(work, roundId))
    expect(await roundOn()).toBeUndefined()
  })
})

it('a round adds up after every history: each of its people stands in exactly one state', async () => {
  const step = fc.record({
    who: fc.nat({ max: 3 }),
    outcome: fc.constantFrom(...VISIT_OUTCOMES),
    onRound: fc.boolean(),
    offline: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (history) => {
      const { roundId, ids } = await makeRound([{}, {}, {}, {}])
      for (const { who, outcome, onRound, offline } of history) {
        const personId = ids[who] ?? ''
        const callBackAt = outcome === 'call-back' ? { callBackAt: '2026-03-12T16:00:00Z' } : {}
        if (offline)
          await city.work((work) =>
            takeOffline(work, roundId, [
              { id: randomUUID(), personId, outcome, occurredAt: '2026-03-09T07:00:00Z', ...callBackAt },
            ]),
          )
        else if (onRound) await knock(roundId, personId, outcome)
        else
          await city.work((work) =>
            recordVisit(work, {
              formKey: randomUUID(),
              personId,
              outcome,
              occurredOn: TODAY,
              callBackOn: '2026-03-12',
              callBackTime: '17:00',
            }),
          )
      }
      const { states, figures } = await page(roundId)
      expect(states.reduce((sum, { count }) => sum + count, 0)).toBe(4)
      const doors = await city.work(({ db }) => doorsOfRound(db, roundId))
      const open = doors.flatMap(({ people }) => people.filter(({ state }) => state === 'open'))
      expect(open).toHaveLength(figures.open)
      const kept = await city.work(({ db }) =>
        db.execute(sql`select from visit where round_id = ${roundId}::uuid`),
      )
      expect(kept).toHaveLength(history.filter(({ onRound, offline }) => offline || onRound).length)
    }),
    { numRuns: 15 },
  )
}, 120_000)
