import { randomUUID } from 'node:crypto'
import { eq, isNull, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../db/act.ts'
import { client, personContact, tenancy } from '../../../db/city/schema/clients.ts'
import { doNotVisit, outreachLetter, visit } from '../../../db/city/schema/outreach.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { makePerson } from '../../../tests/factories/people.ts'
import { type Lodger, makeHouse, makeRound as makeRoundIn, order } from '../../../tests/factories/rounds.ts'
import { todayOf } from '../../clients/today.server.ts'
import { liftDoNotVisit, nobodyHome, recordVisit } from '../commands.server.ts'
import { type RoundInput, VISIT_OUTCOMES, type VisitOutcome } from '../input.ts'
import { askForCall, makeLetters, markCalled, markSent, remakeLetters } from '../letters/commands.server.ts'
import { findLetter } from '../letters/queries.server.ts'
import { doorsOf, doorsOfRound } from '../queries.server.ts'
import { closeRound, planRound } from './commands.server.ts'
import { offlineRound, takeOffline } from './offline.server.ts'
import { roundPage } from './page.server.ts'
import { countChosen } from './plan.server.ts'
import { callBacksOf, keptAway } from './queries.server.ts'

const TODAY = '2026-03-09'
let city: TestCity
let other: TestCity
beforeAll(async () => {
  city = await makeCity()
  other = await makeCity()
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(async () => {
  await city.remove()
  await other.remove()
})

const makeRound = (people: Lodger[], more: Partial<RoundInput> = {}) => makeRoundIn(city, people, more)

const knock = (
  roundId: string,
  personId: string,
  outcome: VisitOutcome,
  more: Partial<Parameters<typeof recordVisit>[1]> = {},
) =>
  city.work((work) =>
    recordVisit(
      work,
      {
        formKey: randomUUID(),
        personId,
        outcome,
        occurredOn: work.today.toString(),
        ...(outcome === 'call-back' && { callBackOn: work.today.toString(), callBackTime: '17:30' }),
        ...more,
      },
      roundId,
    ),
  )
const page = async (roundId: string) => {
  const found = await city.work(({ db }) => roundPage(db, roundId))
  if (!found) throw new Error('no round')
  return found
}
const counts = async (roundId: string) =>
  Object.fromEntries(
    (await page(roundId)).states.filter(({ count }) => count > 0).map((s) => [s.state, s.count]),
  )
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

  it('leaves out who has a file, refused, died, moved or is restricted', async () => {
    const { roundId, ids, streetKey } = await makeRound([{}, {}, {}, {}, {}])
    const [file = '', refused = '', dead = '', moved = '', left = ''] = ids
    await knock(roundId, file, 'interested')
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

/** Three days on which nobody opened, and the letters made then; the clock stands at 12 March. */
async function threeTimesNobody(roundId: string, personId: string) {
  for (const day of ['10', '11', '12']) {
    city.clock.set(`2026-03-${day}T08:00:00Z`)
    await knock(roundId, personId, 'nobody-home')
  }
  const made = await city.work((work) => makeLetters(work, roundId))
  if (!made.ok) throw new Error(made.error)
  return made.value
}

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
