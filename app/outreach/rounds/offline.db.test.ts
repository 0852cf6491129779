import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { visit } from '../../../db/city/schema/outreach.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { makePerson } from '../../../tests/factories/people.ts'
import { type Rounds, roundsIn } from '../../../tests/factories/rounds.ts'
import { closeRound } from './commands.server.ts'
import { offlineRound, takeOffline } from './offline.server.ts'

const TODAY = '2026-03-09'
let city: TestCity
let other: TestCity
let makeRound: Rounds['makeRound']
let knock: Rounds['knock']
let counts: Rounds['counts']
beforeAll(async () => {
  city = await makeCity()
  other = await makeCity()
  ;({ makeRound, knock, counts } = roundsIn(city))
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(async () => {
  await city.remove()
  await other.remove()
})

describe('a round on a phone', () => {
  const sent = (personId: string, more: object = {}) => ({
    id: randomUUID(),
    personId,
    outcome: 'nobody-home',
    occurredAt: '2026-03-09T07:30:00Z',
    ...more,
  })
  const take = async (roundId: string, visits: unknown[]) => {
    const taken = await city.work((work) => takeOffline(work, roundId, visits))
    if (!taken) throw new Error('no round')
    return taken
  }

  it('holds names and doors still to be visited, and nothing else', async () => {
    const { roundId, ids, dwellingId, streetKey } = await makeRound([
      { familyName: 'Abay', givenName: 'Sara' },
      { familyName: 'Yildiz', givenName: '' },
      { familyName: 'Zwei' },
    ])
    await knock(roundId, ids[0] ?? '', 'nobody-home')
    await knock(roundId, ids[2] ?? '', 'declined')
    expect(await city.work((work) => offlineRound(work, roundId))).toEqual({
      round: { id: roundId, name: 'Nordstadt im März', until: '2026-03-31' },
      takenBy: caseworker.id,
      takenAt: '2026-03-09T08:00:00Z',
      expiresAt: '2026-03-10T08:00:00Z',
      houses: [
        {
          dwellingId,
          street: expect.stringMatching(new RegExp(streetKey, 'i')),
          houseNumber: '12',
          town: 'Wuppertal',
          people: [
            { personId: ids[0], name: 'Abay, Sara', marks: [{ on: TODAY, outcome: 'nobody-home' }] },
            { personId: ids[1], name: 'Yildiz', marks: [] },
          ],
        },
      ],
    })
    expect(await city.work((work) => offlineRound(work, randomUUID()))).toBeUndefined()
  })

  it('brings every visit once, however often and from however many phones it is sent', async () => {
    const { roundId, ids } = await makeRound([{}, {}, {}])
    const [a = '', b = '', c = ''] = ids
    const visits = [
      sent(a),
      sent(b, { outcome: 'interested' }),
      sent(c, { outcome: 'call-back', callBackAt: '2026-03-11T16:00:00Z', note: 'Klingel links' }),
      sent(a, { outcome: 'declined' }),
    ]
    const answers = await Promise.all([
      take(roundId, visits),
      take(roundId, [...visits].reverse()),
      take(roundId, visits),
    ])
    for (const { id } of visits) {
      const said = answers.map((answer) => answer.find((one) => one.id === id)?.taken)
      expect([...said].sort()).toEqual(['before', 'before', 'now'])
    }
    expect((await take(roundId, visits)).map(({ id, taken }) => [id, taken])).toEqual(
      visits.map(({ id }) => [id, 'before']),
    )
    const rows = await city.work(({ db }) => db.select().from(visit).where(eq(visit.roundId, roundId)))
    expect(rows).toHaveLength(4)
    expect(await counts(roundId)).toEqual({ declined: 1, interested: 1, 'call-back': 1 })
  })

  it('loses none of the others when one is refused, and says why', async () => {
    const { roundId, ids } = await makeRound([{}, {}])
    const [a = '', b = ''] = ids
    const foreign = await other.work((work) => makePerson(work))
    const good = sent(a)
    const clash = sent(b, { id: good.id })
    const answers = await take(roundId, [
      good,
      sent(foreign),
      sent(a, { occurredAt: '2026-03-09T09:00:00Z' }),
      sent(a, { occurredAt: '2026-03-01T09:00:00Z' }),
      sent(a, { outcome: 'call-back' }),
      sent(a, { outcome: 'gone fishing' }),
      { id: 'x' },
      null,
      sent(b, { occurredAt: '2026-03-08T23:30:00Z' }),
    ])
    expect(answers.map((one) => ('reason' in one ? one.reason : one.taken))).toEqual([
      'now',
      'not-in-round',
      'in-future',
      'too-old',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'now',
    ])
    expect(await take(roundId, [clash])).toMatchObject([{ taken: 'refused', reason: 'other-visit' }])
    // 23:30 in Greenwich is the next day in Berlin.
    const [late] = await city.work(({ db }) => db.select().from(visit).where(eq(visit.personId, b)))
    expect(late?.occurredOn).toBe(TODAY)
  })

  it('takes what was before the end of the round, and nothing after', async () => {
    const { roundId, ids } = await makeRound([{}])
    await city.work((work) => closeRound(work, roundId))
    city.clock.set('2026-03-09T10:00:00Z')
    const answers = await take(roundId, [
      sent(ids[0] ?? '', { occurredAt: '2026-03-09T07:59:00Z' }),
      sent(ids[0] ?? '', { occurredAt: '2026-03-09T09:00:00Z' }),
    ])
    expect(answers.map((one) => ('reason' in one ? one.reason : one.taken))).toEqual(['now', 'round-closed'])
  })
})
