import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { personRegistry } from '../../db/city/schema/clients.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient, makePerson } from '../../tests/factories/people.ts'
import { restrictFile } from '../caseload/commands/restriction.server.ts'
import { clientPage } from '../clients/overview.server.ts'
import { recordVisit } from '../outreach/commands.server.ts'
import { candidatesFor } from './candidates.server.ts'
import { keepApart, proposeAgain, takeIn, takeInKnown } from './commands.server.ts'
import { lastApart, lastMerges, pairsToLookAt } from './duplicates.server.ts'
import { mergeInput, type RequestInput } from './input.ts'
import { mergePeople } from './merge/merge.server.ts'
import { readSought } from './rules.ts'
import { findPeople, personFound } from './search.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const stranger = <T>(work: (at: CityWork) => Promise<T>) =>
  act(
    city.access({ id: '0a000000-0000-4000-8000-000000000009', name: 'Fremd' }),
    { action: 'change', subject: 'test' },
    work,
  )
const found = async (typed: string, as = city.work) => {
  const sought = readSought(typed, '2026-03-09')
  if (!sought) throw new Error('too little')
  return (await as(({ db }) => findPeople(db, sought))).people
}
const KEPT = mergeInput.parse({ reason: 'gesehen' })

describe('the search', () => {
  it('finds a person by part of a name in any order and spelling, by number and by birth date, with or without a file', async () => {
    const [listed, client] = await city.work(async (work) => {
      const personId = await makePerson(work, {
        familyName: 'Al-Rahmani',
        givenName: 'Mohammed Yusuf',
        birthDate: '1990-03-05',
      })
      await work.db.insert(personRegistry).values({ personId, azrNumber: '123456789012' })
      return [
        personId,
        await makeClient(work, { familyName: 'Öztürk', givenName: 'Ayşe', birthDate: '1988' }),
      ] as const
    })
    for (const typed of [
      'Muhammad',
      'youssef rahm',
      'Rahmani Mohamed',
      'moham',
      '5.3.90',
      '05.03.1990',
      '123 456 789 012',
      'Rahmani 05.03.1990',
      'yu',
    ])
      expect([typed, (await found(typed)).map(({ personId }) => personId)]).toEqual([typed, [listed]])
    for (const typed of ['Oeztuerk', 'aisha ozturk', 'ÖZT'])
      expect(await found(typed)).toMatchObject([
        { personId: client.personId, clientId: client.clientId, leadName: caseworker.name },
      ])
    for (const typed of ['Muhammad Ali', 'Rahmani 06.03.1990', '999999999999'])
      expect(await found(typed)).toEqual([])
  })

  it('puts whole names before parts of longer ones', async () => {
    const [, whole] = await city.work(async (work) => [
      await makePerson(work, { familyName: 'Alizadeh', givenName: 'Bijan' }),
      await makePerson(work, { familyName: 'Zand', givenName: 'Ali' }),
    ])
    const [first] = await found('ali')
    expect(first?.personId).toBe(whole)
  })

  it('tells nobody else of a restricted file, nor that there is a person', async () => {
    const { clientId, personId } = await city.work((work) =>
      makeClient(work, { familyName: 'Geheim', birthDate: '1971-01-02' }),
    )
    await city.work((work) =>
      restrictFile(work, clientId, {
        restriction: 'threatened',
        named: [
          { id: caseworker.id, name: caseworker.name },
          { id: crypto.randomUUID(), name: 'Zweite' },
        ],
        staff: [caseworker.id],
      }),
    )
    expect((await found('Geheim')).map((one) => one.clientId)).toEqual([clientId])
    expect(await found('Geheim', stranger)).toEqual([])
    expect(await stranger(({ db }) => personFound(db, personId))).toBeUndefined()
    const typed = { familyName: 'Geheim', givenName: 'Selam', birthDate: '02.01.1971', phone: '' }
    expect(await stranger(({ db }) => candidatesFor(db, typed, '2026-03-09'))).toEqual([])
    const known = {
      formKey: crypto.randomUUID(),
      asker: 'self',
      referrer: '',
      concern: 'Arbeit',
      personId,
    } as const
    expect(await stranger((work) => takeInKnown(work, known))).toEqual({ ok: false, error: 'unknown-person' })
  })
})

const request = (facts: Partial<RequestInput> = {}): RequestInput => ({
  formKey: crypto.randomUUID(),
  asker: 'jobcenter',
  referrer: 'Frau Weber',
  concern: 'Sucht Arbeit in der Küche',
  familyName: 'Traore',
  givenName: 'Aminata',
  birthDate: '1995-04',
  phone: '0202 563 0000',
  language: 'fr',
  ...facts,
})
const count = async (table: 'person' | 'client' | 'help_request'): Promise<number> => {
  const [row] = await city.work(({ db }) =>
    db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(table)}`),
  )
  return row?.n ?? 0
}

describe('a request', () => {
  it('of somebody new makes the person and her file, once however often it is sent', async () => {
    const before = [await count('person'), await count('client'), await count('help_request')]
    const input = request()
    const [one, two] = await Promise.all([
      city.work((work) => takeIn(work, input)),
      city.work((work) => takeIn(work, input)),
    ])
    expect(one).toEqual(two)
    expect([await count('person'), await count('client'), await count('help_request')]).toEqual(
      before.map((n) => n + 1),
    )
    const clientId = one.ok && 'clientId' in one.value ? one.value.clientId : ''
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.head).toMatchObject({
      familyName: 'Traore',
      birthDate: '1995-04',
      phone: '+492025630000',
      language: 'fr',
    })
    expect(page?.stream.entries).toMatchObject([
      { kind: 'sent', words: { concern: 'Sucht Arbeit in der Küche', referrer: 'Frau Weber' } },
      { kind: 'file-opened' },
    ])
    const [file] = await city.work(({ db }) =>
      db.execute(sql`select origin from client where id = ${clientId}::uuid`),
    )
    expect(file).toEqual({ origin: 'referral' })
  })

  it('leaves nothing behind on a day on which no programme runs', async () => {
    const before = [await count('person'), await count('client'), await count('help_request')]
    const now = city.clock.now()
    city.clock.set('2024-06-03T08:00:00Z')
    const asked = await city.work((work) => takeIn(work, request({ familyName: 'Zuvor' })))
    city.clock.set(now.toString())
    expect(asked).toEqual({ ok: false, error: 'no-programme' })
    expect([await count('person'), await count('client'), await count('help_request')]).toEqual(before)
  })

  it('asks first whether he is one of those who look like him, and writes nothing until then', async () => {
    const personId = await city.work((work) =>
      makePerson(work, { familyName: 'Keita', givenName: 'Mamadou', birthDate: '1994-02-03' }),
    )
    const before = await count('person')
    const input = request({
      familyName: 'Mamadu',
      givenName: 'Keita',
      birthDate: '1994-02-03',
      asker: 'self',
      referrer: '',
    })
    const asked = await city.work((work) => takeIn(work, input))
    expect(asked).toMatchObject({
      ok: true,
      value: { candidates: [{ personId, clientId: null, reasonsFor: ['swapped', 'same-birth-date'] }] },
    })
    expect([await count('person'), await count('help_request')]).toEqual([
      before,
      await count('help_request'),
    ])
    const chosen = await city.work((work) => takeIn(work, { ...input, person: personId }))
    expect(chosen.ok && 'clientId' in chosen.value).toBe(true)
    const [file] = await city.work(({ db }) =>
      db.execute(sql`select origin, person_id from client where person_id = ${personId}::uuid`),
    )
    expect(file).toEqual({ origin: 'own-request', person_id: personId })
    const other = await city.work((work) =>
      takeIn(work, { ...input, formKey: crypto.randomUUID(), person: 'new' }),
    )
    expect(other.ok).toBe(true)
    expect(await count('person')).toBe(before + 1)
  })

  it('of somebody with a file goes into that file', async () => {
    const { clientId, personId } = await city.work((work) => makeClient(work))
    const known = {
      formKey: crypto.randomUUID(),
      asker: 'partner',
      referrer: 'GESA',
      concern: 'Braucht Hilfe',
      personId,
    } as const
    expect(await city.work((work) => takeInKnown(work, known))).toEqual({ ok: true, value: { clientId } })
  })

  it('of somebody merged since goes to who he turned out to be, as does a knock at his door', async () => {
    const [keptId, goneId] = await city.work(
      async (work) => [await makePerson(work), await makePerson(work)] as const,
    )
    const merged = await city.work((work) => mergePeople(work, { ...KEPT, keptId, goneId }))
    expect(merged.ok).toBe(true)
    const knock = {
      formKey: crypto.randomUUID(),
      personId: goneId,
      outcome: 'interested',
      occurredOn: '2026-03-09',
    } as const
    const visited = await city.work((work) => recordVisit(work, knock))
    const asks = {
      formKey: crypto.randomUUID(),
      asker: 'self',
      referrer: '',
      concern: 'Sucht Arbeit',
    } as const
    const asked = await city.work((work) => takeInKnown(work, { ...asks, personId: goneId }))
    const files = await city.work(({ db }) =>
      db.execute<{ id: string; personId: string }>(sql`
        select id, person_id as "personId" from client where person_id in (${keptId}::uuid, ${goneId}::uuid)`),
    )
    expect(files).toMatchObject([{ personId: keptId }])
    expect(asked).toEqual({ ok: true, value: { clientId: files[0]?.id } })
    expect(visited).toMatchObject({ ok: true, value: { clientId: files[0]?.id } })
    const doors = await city.work(({ db }) =>
      db.execute(
        sql`select person_id as "personId" from visit where person_id in (${keptId}::uuid, ${goneId}::uuid)`,
      ),
    )
    expect([...doors]).toEqual([{ personId: keptId }])
  })

  it('waits while he is merged, and goes to who he turned out to be', async () => {
    const [keptId, goneId] = await city.work(
      async (work) => [await makePerson(work), await makePerson(work)] as const,
    )
    const asks = {
      formKey: crypto.randomUUID(),
      asker: 'self',
      referrer: '',
      concern: 'Sucht Arbeit',
    } as const
    await Promise.all([
      city.work((work) => mergePeople(work, { ...KEPT, keptId, goneId })),
      city.work((work) => takeInKnown(work, { ...asks, personId: goneId })),
    ])
    const files = await city.work(({ db }) =>
      db.execute(sql`select person_id as "personId" from client where voided_at is null
        and person_id in (${keptId}::uuid, ${goneId}::uuid)`),
    )
    expect([...files]).toEqual([{ personId: keptId }])
  })

  it('says what is no phone number, and that nobody is there', async () => {
    expect(await city.work((work) => takeIn(work, request({ phone: 'abends' })))).toEqual({
      ok: false,
      error: 'phone',
    })
    const nobody = request({ person: crypto.randomUUID() })
    expect(await city.work((work) => takeIn(work, nobody))).toEqual({ ok: false, error: 'unknown-person' })
  })
})

describe('people who may be one', () => {
  const pairOf = async (one: string, other: string) =>
    (await city.work(({ db }) => pairsToLookAt(db))).find(
      (pair) => [pair.one.personId, pair.other.personId].sort().join() === [one, other].sort().join(),
    )

  it('stand together with the reasons, until somebody says that they are two', async () => {
    const [one, other, third] = await city.work(async (work) => [
      await makePerson(work, { familyName: 'Hussein', givenName: 'Khaled', birthDate: '1983-09-09' }),
      await makePerson(work, { familyName: 'Chalid', givenName: 'Hossein', birthDate: '1983-09-09' }),
      await makePerson(work, { familyName: 'Hussein', givenName: 'Khaled', birthDate: '1991-10-10' }),
    ])
    if (!one || !other || !third) throw new Error('nobody')
    expect(await pairOf(one, other)).toMatchObject({
      reasonsFor: ['swapped', 'same-birth-date'],
      reasonsAgainst: [],
    })
    expect(await pairOf(one, third)).toBeUndefined()
    const apart = () => city.work((work) => keepApart(work, { oneId: other, otherId: one }))
    expect(await Promise.all([apart(), apart()])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await pairOf(one, other)).toBeUndefined()
    const said = async () =>
      (await city.work(({ db }) => lastApart(db))).find(
        (line) => line.one.includes('Hussein') || line.other.includes('Hussein'),
      )
    const line = await said()
    expect([line?.one, line?.other].sort()).toEqual(['Chalid, Hossein', 'Hussein, Khaled'])
    const order = { apartId: line?.apartId ?? '', reason: 'Ausweis gesehen' }
    expect((await city.work((work) => proposeAgain(work, order))).ok).toBe(true)
    expect([await said(), await pairOf(one, other)]).toMatchObject([
      undefined,
      { reasonsFor: ['swapped', 'same-birth-date'] },
    ])
    expect((await apart()).ok).toBe(true)
    expect(await pairOf(one, other)).toBeUndefined()
    expect(await city.work((work) => keepApart(work, { oneId: one, otherId: one }))).toEqual({
      ok: false,
      error: 'not-found',
    })
  })

  it('with two AZR numbers are two; merged ones are one and stand among the merges', async () => {
    const [one, other] = await city.work(async (work) => [
      await makePerson(work, { familyName: 'Sesay', givenName: 'Isatu', birthDate: '1985-05-05' }),
      await makePerson(work, { familyName: 'Sesay', givenName: 'Isatu', birthDate: '1985-05-05' }),
    ])
    if (!one || !other) throw new Error('nobody')
    expect(await pairOf(one, other)).toBeDefined()
    const merged = await city.work((work) => mergePeople(work, { ...KEPT, keptId: one, goneId: other }))
    expect(merged.ok).toBe(true)
    expect(await pairOf(one, other)).toBeUndefined()
    expect(await city.work(({ db }) => lastMerges(db))).toContainEqual(
      expect.objectContaining({ kept: 'Sesay, Isatu', reason: 'gesehen' }),
    )
    expect((await found('Sesay')).map(({ personId }) => personId)).toEqual([one])
    expect(await city.work(({ db }) => personFound(db, other))).toMatchObject({ personId: one })
  })
})
