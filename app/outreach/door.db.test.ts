import { randomUUID } from 'node:crypto'
import { eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { client, personContact, tenancy } from '../../db/city/schema/clients.ts'
import { doNotVisit, visit } from '../../db/city/schema/outreach.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makePerson } from '../../tests/factories/people.ts'
import { makeHouse, type Rounds, roundsIn } from '../../tests/factories/rounds.ts'
import { liftDoNotVisit, nobodyHome } from './commands.server.ts'
import { askForCall } from './letters/commands.server.ts'
import { findLetter } from './letters/queries.server.ts'
import { doorsOf, doorsOfRound } from './queries.server.ts'
import { countChosen } from './rounds/plan.server.ts'
import { callBacksOf, keptAway } from './rounds/queries.server.ts'

const TODAY = '2026-03-09'
let city: TestCity
let makeRound: Rounds['makeRound']
let knock: Rounds['knock']
let counts: Rounds['counts']
let threeTimesNobody: Rounds['threeTimesNobody']
beforeAll(async () => {
  city = await makeCity()
  ;({ makeRound, knock, counts, threeTimesNobody } = roundsIn(city))
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

const two = [{}, {}]

describe('at the door', () => {
  it('a refusal makes no file, keeps no word and takes the name from every list until it is lifted', async () => {
    const { roundId, ids, streetKey } = await makeRound(two)
    const [first = ''] = ids
    await knock(roundId, first, 'declined', { note: 'will nicht, weil …' })
    const kept = await city.work(async ({ db }) => ({
      files: await db.select().from(client).where(eq(client.personId, first)),
      visits: await db.select({ note: visit.note }).from(visit).where(eq(visit.personId, first)),
      marks: await db.select().from(doNotVisit).where(eq(doNotVisit.personId, first)),
    }))
    expect(kept).toMatchObject({
      files: [],
      visits: [{ note: null }],
      marks: [{ reason: 'declined', sinceOn: TODAY }],
    })
    const names = async () =>
      city.work(async ({ db }) =>
        [...(await doorsOf(db, streetKey)), ...(await doorsOfRound(db, roundId))].map(
          ({ people, leftAlone }) => [people.length, leftAlone],
        ),
      )
    expect(await names()).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(await counts(roundId)).toEqual({ unseen: 1, declined: 1 })
    const [mark] = kept.marks
    const lift = () =>
      city.work((work) => liftDoNotVisit(work, { markId: mark?.id ?? '', reason: 'hat selbst angerufen' }))
    expect(await lift()).toEqual({ ok: true, value: null })
    expect(await lift()).toEqual({ ok: true, value: null })
    expect((await names())[0]).toEqual([2, 0])
    expect(
      await city.work((work) => liftDoNotVisit(work, { markId: randomUUID(), reason: 'x' })),
    ).toMatchObject({
      error: 'not-found',
    })
    const { kept: others } = await city.work(({ db }) => keptAway(db, null))
    expect(others.some(({ markId }) => markId === mark?.id)).toBe(false)
  })

  it('a city with many refusals shows them page by page, the newest first, each once', async () => {
    const many = Array.from({ length: 60 }, () => ({}))
    const { roundId, ids } = await makeRound(many)
    for (const personId of ids) await knock(roundId, personId, 'declined')
    const shown: string[] = []
    let after: string | null = null
    for (;;) {
      const page: Awaited<ReturnType<typeof keptAway>> = await city.work(({ db }) => keptAway(db, after))
      expect(page.kept.length).toBeLessThanOrEqual(50)
      shown.push(...page.kept.map(({ markId }) => markId))
      if (!page.next) break
      after = page.next
    }
    const marks = await city.work(({ db }) => db.select().from(doNotVisit).where(isNull(doNotVisit.liftedAt)))
    expect(shown.toSorted()).toEqual(marks.map(({ id }) => id).sort())
  })

  it('interest after a refusal opens the file and lifts the mark', async () => {
    const { roundId, ids } = await makeRound([{}])
    await knock(roundId, ids[0] ?? '', 'declined')
    const opened = await knock(roundId, ids[0] ?? '', 'interested')
    expect(opened.ok && opened.value.clientId).toBeTruthy()
    expect(await counts(roundId)).toEqual({ interested: 1 })
    const marks = await city.work(({ db }) =>
      db
        .select()
        .from(doNotVisit)
        .where(eq(doNotVisit.personId, ids[0] ?? '')),
    )
    expect(marks).toMatchObject([{ liftReason: 'interested' }])
  })

  it('a death closes the file and ends letter, code and call', async () => {
    const { roundId, ids } = await makeRound([{}])
    const personId = ids[0] ?? ''
    const [letter] = await threeTimesNobody(roundId, personId)
    await city.work((work) => askForCall(work, letter?.code ?? '', { phone: '0202 1', bestTime: '' }))
    const opened = await knock(roundId, personId, 'interested')
    await knock(roundId, personId, 'deceased')
    const clientId = opened.ok ? opened.value.clientId : null
    const [file] = await city.work(({ db }) =>
      db
        .select()
        .from(client)
        .where(eq(client.id, clientId ?? '')),
    )
    expect(file?.closedOn).toBe('2026-03-12')
    expect(await city.work((work) => findLetter(work, letter?.code ?? ''))).toBeUndefined()
    expect(await city.work(({ db }) => callBacksOf(db, roundId))).toEqual([])
    expect(await counts(roundId)).toEqual({ deceased: 1 })
  })

  it('a language is remembered for the next time; one the person named stays', async () => {
    const { roundId, ids } = await makeRound([{}, {}])
    const [unknown = '', known = ''] = ids
    await city.work(({ db }) =>
      db.update(personContact).set({ language: null }).where(eq(personContact.personId, unknown)),
    )
    for (const id of ids) await knock(roundId, id, 'language-barrier', { language: 'so' })
    const contacts = await city.work(({ db }) => db.select().from(personContact))
    const of = (id: string) => contacts.find(({ personId }) => personId === id)
    expect([of(unknown), of(known)]).toMatchObject([
      { language: 'so', interpreter: true },
      { language: 'ti', interpreter: true },
    ])
  })

  it('who moved is visited at the new door, not at the old one', async () => {
    const { roundId, ids, streetKey } = await makeRound([{}])
    const personId = ids[0] ?? ''
    await knock(roundId, personId, 'moved')
    const there = await city.work(async (work) => {
      const house = await makeHouse(work, [])
      await work.db.update(tenancy).set({ untilOn: TODAY }).where(eq(tenancy.personId, personId))
      await work.db.insert(tenancy).values({ personId, dwellingId: house.dwellingId, fromOn: TODAY })
      return countChosen(work.db, { streetKeys: [house.streetKey] }, TODAY)
    })
    expect(there.people).toBe(1)
    expect(await city.work(({ db }) => doorsOf(db, streetKey))).toEqual([])
    expect(await counts(roundId)).toEqual({ gone: 1 })
  })

  it('nobody opened, several houses in one tap and sent twice: one visit each, none for who is left alone', async () => {
    const { roundId, ids, dwellingId } = await makeRound([{}, {}, {}])
    await knock(roundId, ids[0] ?? '', 'declined')
    const form = { formKey: randomUUID(), dwellingId: [dwellingId, randomUUID()], occurredOn: TODAY }
    const sent = await Promise.all([1, 2].map(() => city.work((work) => nobodyHome(work, form, roundId))))
    expect(sent.map((one) => (one.ok ? one.value : -1)).sort()).toEqual([0, 2])
    expect(await counts(roundId)).toEqual({ 'nobody-home': 2, declined: 1 })
  })

  it('two people at one door at once: both entries stay, and interest has the last word', async () => {
    const { roundId, ids } = await makeRound([{}])
    const personId = ids[0] ?? ''
    await Promise.all([knock(roundId, personId, 'declined'), knock(roundId, personId, 'interested')])
    const visits = await city.work(({ db }) => db.select().from(visit).where(eq(visit.personId, personId)))
    expect(visits.map(({ outcome }) => outcome).sort()).toEqual(['declined', 'interested'])
    expect(await counts(roundId)).toEqual({ interested: 1 })
  })

  it('asks for a day to come again, not before the visit, and only of somebody of the round', async () => {
    const { roundId, ids } = await makeRound([{}])
    const yesterday = { callBackOn: '2026-03-08', callBackTime: '17:00' }
    expect(await knock(roundId, ids[0] ?? '', 'call-back', yesterday)).toMatchObject({
      error: 'call-back-past',
    })
    const stranger = await city.work((work) => makePerson(work))
    expect(await knock(roundId, stranger, 'nobody-home')).toMatchObject({ error: 'unknown-person' })
    await knock(roundId, ids[0] ?? '', 'call-back')
    expect(await city.work(({ db }) => callBacksOf(db, roundId))).toMatchObject([
      { at: '2026-03-09T16:30:00Z', kind: 'door', personId: ids[0] },
    ])
    city.clock.set('2026-03-09T17:00:00Z')
    await knock(roundId, ids[0] ?? '', 'nobody-home')
    expect(await city.work(({ db }) => callBacksOf(db, roundId))).toEqual([])
  })
})
