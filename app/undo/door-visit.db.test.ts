import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { client, personContact } from '../../db/city/schema/clients.ts'
import { doNotVisit, visit } from '../../db/city/schema/outreach.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { type Rounds, roundsIn } from '../../tests/factories/rounds.ts'
import { openFile } from '../clients/commands.server.ts'
import { clientPage } from '../clients/overview.server.ts'
import { recordContact } from '../intake/commands.server.ts'
import type { VisitOutcome } from '../outreach/input.ts'
import { findLetter } from '../outreach/letters/queries.server.ts'
import { ownVisits } from '../outreach/own-visits.server.ts'
import { doorsOfRound } from '../outreach/queries.server.ts'
import { moveAct, restoreAct, takeBack } from './commands.server.ts'
import { doorVisit, restoreVisit, takeBackVisit } from './door-visit.server.ts'
import { undoPage } from './queries.server.ts'

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

const reason = 'Falsche Tür'
const back = (visitId: string) => city.work((work) => takeBackVisit(work, visitId, { reason }))
const again = (visitId: string) => city.work((work) => restoreVisit(work, visitId))
const newest = async (personId: string, outcome: VisitOutcome): Promise<string> => {
  const [found] = await city.work(({ db }) =>
    db
      .select({ id: visit.id })
      .from(visit)
      .where(and(eq(visit.personId, personId), eq(visit.outcome, outcome)))
      .orderBy(desc(visit.recordedAt))
      .limit(1),
  )
  if (!found) throw new Error('no visit')
  return found.id
}
const marksOf = (personId: string) =>
  city.work(async ({ db }) => {
    const marks = await db.select().from(doNotVisit).where(eq(doNotVisit.personId, personId))
    return marks.filter(({ liftedAt }) => liftedAt === null).map(({ sinceOn }) => sinceOn)
  })
const atTheDoor = async (roundId: string) =>
  (await city.work(({ db }) => doorsOfRound(db, roundId))).flatMap(({ people }) =>
    people.map(({ personId }) => personId),
  )

describe('a refusal at the wrong door', () => {
  it('is taken back with its mark by two at once, once, and comes again with it', async () => {
    const { roundId, ids } = await makeRound([{}])
    const [personId = ''] = ids
    await knock(roundId, personId, 'declined')
    expect([await marksOf(personId), await counts(roundId)]).toEqual([['2026-03-09'], { declined: 1 }])
    const visitId = await newest(personId, 'declined')
    expect(await Promise.all([back(visitId), back(visitId)])).toEqual(
      Array(2).fill({ ok: true, value: null }),
    )
    expect([await marksOf(personId), await counts(roundId)]).toEqual([[], { unseen: 1 }])
    expect(await atTheDoor(roundId)).toEqual([personId])
    expect(await city.work(({ db }) => doorVisit(db, visitId))).toMatchObject({ voided: { reason } })
    expect((await again(visitId)).ok).toBe(true)
    expect([await marksOf(personId), await atTheDoor(roundId)]).toEqual([['2026-03-09'], []])
  })

  it('leaves the mark of another refusal that stands', async () => {
    const { roundId, ids } = await makeRound([{}])
    const [personId = ''] = ids
    await knock(roundId, personId, 'declined')
    city.clock.set('2026-03-10T08:00:00Z')
    await knock(roundId, personId, 'declined')
    await back(await newest(personId, 'declined'))
    expect(await marksOf(personId)).toEqual(['2026-03-09'])
  })

  it('is found among the visits of whoever wrote it, for seven days', async () => {
    const { roundId, ids } = await makeRound([{}])
    const [personId = ''] = ids
    await knock(roundId, personId, 'declined')
    const visitId = await newest(personId, 'declined')
    const own = async () => (await city.work(ownVisits)).find((one) => one.visitId === visitId)
    expect(await own()).toMatchObject({ outcome: 'declined', takenBack: false })
    await back(visitId)
    expect(await own()).toMatchObject({ takenBack: true })
    city.clock.set('2026-03-17T08:00:00Z')
    expect(await own()).toBeUndefined()
  })
})

describe('a death that was none', () => {
  it('of somebody on a list brings the door and the letter back', async () => {
    const { roundId, ids } = await makeRound([{ language: 'ar' }])
    const [personId = ''] = ids
    const [letter] = await threeTimesNobody(roundId, personId)
    const find = () => city.work((work) => findLetter(work, letter?.code ?? ''))
    await knock(roundId, personId, 'deceased')
    expect([await find(), await atTheDoor(roundId)]).toEqual([undefined, []])
    await back(await newest(personId, 'deceased'))
    expect([await find(), await atTheDoor(roundId)]).toMatchObject([{ language: 'ar' }, [personId]])
  })

  it('of somebody with a file opens it again, is an act of the file alone, and ends it when it was true', async () => {
    const { roundId, ids } = await makeRound([{}])
    const [personId = ''] = ids
    const opened = await city.work((work) =>
      openFile(work, { personId, origin: 'own-request', occurredOn: '2026-03-09' }),
    )
    if (!opened.ok) throw new Error(opened.error)
    const { clientId } = opened.value
    await knock(roundId, personId, 'deceased')
    const closedOn = async () =>
      (await city.work(({ db }) => db.select().from(client).where(eq(client.id, clientId))))[0]?.closedOn
    expect(await closedOn()).toBe('2026-03-09')
    const actId = await newest(personId, 'deceased')
    expect(await back(actId)).toEqual({ ok: false, error: 'not-found' })
    const at = { kind: 'visit', clientId, actId } as const
    expect((await city.work((work) => undoPage(work, at)))?.consequences).toEqual([
      { says: 'visit-uncounted' },
      { says: 'file-open-again' },
    ])
    await city.work((work) => takeBack(work, at, { reason }))
    expect(await closedOn()).toBeNull()
    await city.work((work) => restoreAct(work, at, { reason }))
    expect(await closedOn()).toBe('2026-03-09')
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.stream.entries.map(({ kind, struck }) => [kind, struck])).toEqual([
      ['stands-again', false],
      ['taken-back', false],
      ['deceased', false],
      ['file-opened', false],
    ])
  })
})

it('interest taken back brings back the refusal it lifted', async () => {
  const { roundId, ids } = await makeRound([{}])
  const [personId = ''] = ids
  await knock(roundId, personId, 'declined')
  city.clock.set('2026-03-10T08:00:00Z')
  const taken = await knock(roundId, personId, 'interested')
  const clientId = (taken.ok && taken.value.clientId) || ''
  expect(await marksOf(personId)).toEqual([])
  const at = { kind: 'visit', clientId, actId: await newest(personId, 'interested') } as const
  await city.work((work) => takeBack(work, at, { reason }))
  expect(await marksOf(personId)).toEqual(['2026-03-09'])
  await city.work((work) => restoreAct(work, at, { reason }))
  expect(await marksOf(personId)).toEqual([])
})

it('a visit moves to somebody outside of the round, and the mark goes along', async () => {
  const { roundId, ids } = await makeRound([{}])
  const [personId = ''] = ids
  const taken = await knock(roundId, personId, 'interested')
  const clientId = (taken.ok && taken.value.clientId) || ''
  const other = await city.work((work) => makeClient(work))
  await city.work(({ db, now, actor }) =>
    db.insert(doNotVisit).values({
      personId: other.personId,
      reason: 'declined',
      sinceOn: '2026-03-01',
      recordedAt: now,
      recordedBy: actor.id,
    }),
  )
  const at = { kind: 'visit', clientId, actId: await newest(personId, 'interested') } as const
  const order = { targetId: other.clientId, reason, formKey: randomUUID() }
  expect(await city.work((work) => moveAct(work, at, order))).toEqual({ ok: true, value: null })
  expect(await marksOf(other.personId)).toEqual([])
  const moved = await city.work(({ db }) => doorVisit(db, order.formKey))
  expect(moved).toMatchObject({ clientId: other.clientId, outcome: 'interested', voided: null })
})

describe('how somebody is reached', () => {
  const REACHED = {
    email: null,
    phone: null,
    messenger: '',
    preferred: 'mobile',
    bestTime: '',
    otherName: '',
    otherPhone: null,
    language: 'ti',
    interpreter: true,
    interpreterGender: null,
    readsLanguage: null,
    literacy: null,
  } as const

  it('is what was said before once the newest is taken back, and nobody is called when nothing was', async () => {
    const { clientId, personId } = await city.work((work) => makeClient(work))
    const [first, second] = [randomUUID(), randomUUID()]
    const record = (formKey: string, basedOn: string | null, mobile: string) =>
      city.work((work) => recordContact(work, clientId, { ...REACHED, formKey, basedOn, mobile }))
    const phone = async () =>
      (
        await city.work(({ db }) =>
          db.select().from(personContact).where(eq(personContact.personId, personId)),
        )
      )[0]?.phone
    await record(first, null, '+4915112345678')
    city.clock.set('2026-03-10T08:00:00Z')
    await record(second, first, '+4915187654321')
    const at = (actId: string) => ({ kind: 'contact', clientId, actId }) as const
    expect((await city.work((work) => undoPage(work, at(second))))?.consequences).toEqual([
      { says: 'contact-before', on: '2026-03-09' },
    ])
    await city.work((work) => takeBack(work, at(second), { reason }))
    expect(await phone()).toBe('+4915112345678')
    const other = await city.work((work) => makeClient(work))
    await city.work((work) =>
      moveAct(work, at(first), { targetId: other.clientId, reason, formKey: randomUUID() }),
    )
    expect(await phone()).toBeNull()
    const theirs = await city.work(({ db }) =>
      db.select().from(personContact).where(eq(personContact.personId, other.personId)),
    )
    expect(theirs[0]?.phone).toBe('+4915112345678')
    await city.work((work) => restoreAct(work, at(second), { reason }))
    expect(await phone()).toBe('+4915187654321')
  })
})
