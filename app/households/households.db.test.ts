import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { client, householdMember, tenancy, timeline } from '../../db/city/schema/clients.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { restrictFile } from '../caseload/commands/restriction.server.ts'
import { clientPage } from '../clients/overview.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { streetKey } from '../outreach/list/address.ts'
import { doorsOf, streets } from '../outreach/queries.server.ts'
import {
  addMember,
  leaveHousehold,
  moveHome,
  recordEarning,
  recordSharedContact,
  withFamily,
} from './commands.server.ts'
import type { MemberInput, MoveInput } from './input.ts'
import { familyOf, livingOf } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const today = '2026-03-09'
const COLLEAGUE = { id: randomUUID(), name: 'Vertraute Kraft' }
const STRANGER = { id: randomUUID(), name: 'Fremde Kraft' }
let nth = 0
/** Nobody is called the same twice: who is known already is another question. */
const somebody = () => {
  nth += 1
  return { familyName: `Haile${nth}`, givenName: 'Selam', birthDate: '1980-11-19' }
}
const newClient = (who = somebody()) =>
  city.work(async (work) => ({ ...who, ...(await makeClient(work, who)) }))
const child = (change: Partial<MemberInput> = {}): MemberInput => ({
  formKey: randomUUID(),
  ...somebody(),
  birthDate: '2018-05-04',
  gender: null,
  relation: 'child',
  fromOn: '2026-03-01',
  same: null,
  ...change,
})
const add = (clientId: string, input: MemberInput) => city.work((work) => addMember(work, clientId, input))
const living = (clientId: string, as = city.access()) =>
  act(as, { action: 'view', subject: 'test' }, async ({ db }) => {
    const head = await clientHead(db, clientId)
    return head && livingOf(db, head, today)
  })
const flat: Omit<MoveInput, 'formKey' | 'movers'> = {
  kind: 'transitional',
  homeName: 'Hardt',
  street: 'Hardtstr.',
  houseNumber: '12 A',
  postcode: '42107',
  town: 'Wuppertal',
  fromOn: '2026-03-02',
}
const move = (clientId: string, movers: string[], change: Partial<MoveInput> = {}) =>
  city.work((work) => moveHome(work, clientId, { formKey: randomUUID(), ...flat, movers, ...change }))
const told = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind, occurredOn, words }) => ({ kind, occurredOn, words })).slice(1)
  })
const nobody = { ok: true, value: null }
const refused = (error: string) => ({ ok: false, error })

describe('a member of a household', () => {
  it('needs no file, and is there once however often the form is sent', async () => {
    const { clientId, personId } = await newClient()
    const input = child()
    expect([await add(clientId, input), await add(clientId, input)]).toEqual([nobody, nobody])
    expect((await living(clientId))?.members).toMatchObject([
      { personId, clientId, relation: 'head', fromOn: '2026-03-01' },
      { personId: input.formKey, clientId: null, relation: 'child', birthDate: '2018-05-04' },
    ])
    expect(await told(clientId)).toEqual([{ kind: 'household-joined', occurredOn: '2026-03-01', words: {} }])
  })
  it('who is known already is asked for, and joined with her file', async () => {
    const { clientId } = await newClient()
    const { clientId: otherFile, personId, ...who } = await newClient()
    const partner = child({ ...who, relation: 'partner' })
    expect(await add(clientId, partner)).toEqual(refused('known-person'))
    expect(await add(clientId, { ...partner, same: 'yes' })).toEqual(nobody)
    expect((await living(otherFile))?.members.map((one) => one.clientId)).toEqual([clientId, otherFile])
    expect(await told(otherFile)).toMatchObject([{ kind: 'household-joined' }])
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.household.members).toMatchObject([{ clientId: otherFile, relation: 'partner' }])
    const { clientId: third } = await newClient()
    expect(await add(third, { ...partner, formKey: randomUUID(), same: 'yes' })).toEqual(
      refused('other-household'),
    )
    const namesake = randomUUID()
    expect(await add(third, { ...partner, formKey: namesake, same: 'no' })).toEqual(nobody)
    expect(namesake).not.toBe(personId)
  })
  it('is nobody the key of a form says, nor comes before the birth or tomorrow', async () => {
    const { clientId } = await newClient()
    const { personId } = await newClient()
    expect(await add(clientId, child({ formKey: personId }))).toEqual(refused('not-found'))
    expect(await add(clientId, child({ birthDate: '2026-03-10' }))).toEqual(refused('born-ahead'))
    expect(await add(clientId, child({ fromOn: '2026-03-10' }))).toEqual(refused('joined-ahead'))
    expect(await add(clientId, child({ fromOn: '2018-05-03' }))).toEqual(refused('joined-before-birth'))
    expect(await add(randomUUID(), child())).toEqual(refused('not-found'))
    expect((await living(clientId))?.members).toHaveLength(1)
  })
  it('leaves with a last day, which stays, and may come back on it', async () => {
    const { clientId } = await newClient()
    const input = child()
    await add(clientId, input)
    const leave = (untilOn: string, member = input.formKey) =>
      city.work((work) => leaveHousehold(work, clientId, { member, untilOn }))
    expect(await leave('2026-02-28')).toEqual(refused('left-before-joined'))
    expect(await leave('2026-03-10')).toEqual(refused('left-ahead'))
    expect(await leave(today, randomUUID())).toEqual(refused('not-family'))
    expect(await leave(today)).toEqual(nobody)
    expect(await leave(today)).toEqual(refused('not-family'))
    expect((await living(clientId))?.members).toMatchObject([{ untilOn: null }, { untilOn: today }])
    const back = { ...input, formKey: randomUUID(), fromOn: today, same: 'yes' as const }
    expect(await add(clientId, back)).toEqual(nobody)
    expect((await living(clientId))?.members.map(({ untilOn }) => untilOn)).toEqual([null, null, today])
  })
  it('may be whom the household began with: the others stay together', async () => {
    const { clientId, personId } = await newClient()
    const son = child()
    await add(clientId, son)
    const leave = { member: personId, untilOn: today }
    expect(await city.work((work) => leaveHousehold(work, clientId, leave))).toEqual(nobody)
    expect((await living(clientId))?.members.map((one) => one.personId)).toEqual([personId])
    const family = await city.work(({ db }) => familyOf(db, son.formKey))
    expect(family.map((one) => one.personId)).toEqual([son.formKey])
  })
  it('taken into two households at once, is in one', async () => {
    const [one, two, both] = [await newClient(), await newClient(), await newClient()]
    const { clientId: _, personId, participationId: __, ...who } = both
    const join = (clientId: string) => add(clientId, child({ ...who, relation: 'partner', same: 'yes' }))
    const answers = await Promise.all([join(one.clientId), join(two.clientId)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const rows = await city.work(({ db }) =>
      db.select().from(householdMember).where(eq(householdMember.personId, personId)),
    )
    expect(rows).toHaveLength(1)
  })
})

describe('where people live', () => {
  it('changes for whom was ticked, and what was before keeps its last day', async () => {
    const { clientId, personId } = await newClient()
    const input = child()
    await add(clientId, input)
    const formKey = randomUUID()
    expect(await move(clientId, [personId, input.formKey], { formKey })).toEqual(nobody)
    expect(await move(clientId, [personId, input.formKey], { formKey })).toEqual(nobody)
    expect(await move(clientId, [personId], { kind: 'homeless', fromOn: today })).toEqual(nobody)
    const members = (await living(clientId))?.members
    expect(members?.map(({ homes }) => homes)).toMatchObject([
      [
        { kind: 'homeless', homeName: '', street: '', fromOn: today, untilOn: null },
        { kind: 'transitional', homeName: 'Hardt', untilOn: today },
      ],
      [
        {
          kind: 'transitional',
          street: 'Hardtstraße',
          houseNumber: '12a',
          fromOn: '2026-03-02',
          untilOn: null,
        },
      ],
    ])
    expect((await told(clientId)).filter(({ kind }) => kind === 'moved')).toHaveLength(2)
  })
  it.each([
    ['no name of the home', { homeName: '' }, 'home-name-missing'],
    ['a reception centre without a name', { kind: 'reception', homeName: '' }, 'home-name-missing'],
    ['a flat without a street', { kind: 'own-flat', street: '' }, 'street-missing'],
    ['tomorrow', { fromOn: '2026-03-10' }, 'moved-ahead'],
  ] as const)('%s', async (_, change, error) => {
    const { clientId, personId } = await newClient()
    expect(await move(clientId, [personId], change)).toEqual(refused(error))
  })
  it('is not rewritten before the last move, nor for strangers', async () => {
    const { clientId, personId } = await newClient()
    const { personId: stranger } = await newClient()
    await move(clientId, [personId])
    expect(await move(clientId, [personId], { fromOn: '2026-03-01' })).toEqual(refused('moved-before-last'))
    expect(await move(clientId, [personId, stranger])).toEqual(refused('not-family'))
  })
  it('brings nobody to a child’s door, and a partner is still visited', async () => {
    const { clientId, personId } = await newClient()
    const [son, wife] = [child(), child({ birthDate: '1985-02-03', relation: 'partner' })]
    for (const member of [son, wife]) await add(clientId, member)
    const street = { street: 'Kinderweg', houseNumber: '1', fromOn: today }
    await move(clientId, [personId, son.formKey, wife.formKey], street)
    const seen = await city.work(async ({ db }) => ({
      doors: await doorsOf(db, streetKey('Kinderweg')),
      standing: (await streets(db)).find((row) => row.street === 'Kinderweg'),
    }))
    const names = seen.doors.flatMap(({ people }) => people.map(({ familyName }) => familyName))
    expect(names).toHaveLength(2)
    expect(names).not.toContain(son.familyName)
    expect(seen.standing).toMatchObject({ people: 2, open: 1 })
  })
  it('is held by Postgres: one home at a time, a home has a name, nobody without abode a door', async () => {
    const { personId } = await newClient()
    const insert = (home: Omit<typeof tenancy.$inferInsert, 'personId' | 'fromOn'>) =>
      city.work(({ db }) => db.insert(tenancy).values({ personId, fromOn: today, ...home }))
    await expect(insert({})).rejects.toMatchObject({ cause: { constraint_name: 'tenancy_known' } })
    await expect(insert({ kind: 'transitional' })).rejects.toMatchObject({
      cause: { constraint_name: 'tenancy_home_named' },
    })
    await insert({ kind: 'relatives' })
    await expect(insert({ kind: 'homeless' })).rejects.toMatchObject({
      cause: { constraint_name: 'tenancy_current' },
    })
  })
})

describe('what a household shares', () => {
  it('a number and who earns: the last word counts, those before stay', async () => {
    const { clientId, personId } = await newClient()
    const share = (phone: string) =>
      city.work((work) =>
        recordSharedContact(work, clientId, { formKey: randomUUID(), phone, email: null, note: '' }),
      )
    await share('+49202563001')
    city.clock.set('2026-03-09T08:05:00Z')
    await share('+49202563002')
    const earn = (earns: 'yes' | 'no', member = personId) =>
      city.work((work) =>
        recordEarning(work, clientId, { formKey: randomUUID(), member, earns, kind: 'minijob' }),
      )
    await earn('yes')
    city.clock.set('2026-03-09T08:10:00Z')
    expect((await living(clientId))?.members[0]?.earning).toMatchObject({ earns: 'yes', kind: 'minijob' })
    await earn('no')
    const now = await living(clientId)
    expect(now?.contacts.map(({ phone }) => phone)).toEqual(['+49202563002', '+49202563001'])
    expect(now?.members[0]?.earning).toMatchObject({ earns: 'no', kind: null })
    expect(await earn('yes', (await newClient()).personId)).toEqual(refused('not-family'))
  })
})

describe('a member whose file is restricted', () => {
  const stranger = () => city.access(STRANGER)
  async function threatened() {
    const [husband, wife] = [await newClient(), await newClient()]
    const { clientId: _, personId: __, participationId: ___, ...who } = wife
    await add(husband.clientId, child({ ...who, relation: 'partner', same: 'yes' }))
    await move(husband.clientId, [husband.personId, wife.personId])
    const restricted = await city.work((work) =>
      restrictFile(work, wife.clientId, {
        restriction: 'threatened',
        named: [work.actor, COLLEAGUE],
        staff: [work.actor.id, COLLEAGUE.id],
      }),
    )
    expect(restricted.ok).toBe(true)
    return { husband, wife, who }
  }
  it('is there for its named people alone: neither page, summary nor a talk of the family tells others', async () => {
    const { husband, wife, who } = await threatened()
    expect((await living(husband.clientId))?.members).toHaveLength(2)
    expect((await living(husband.clientId, stranger()))?.members.map(({ personId }) => personId)).toEqual([
      husband.personId,
    ])
    const seen = await act(stranger(), { action: 'view', subject: 'test' }, async ({ db }) => ({
      page: await clientPage(db, husband.clientId),
      family: await familyOf(db, husband.personId),
      wife: await living(wife.clientId, stranger()),
    }))
    expect(seen.wife).toBeUndefined()
    expect(JSON.stringify(seen)).not.toContain(wife.personId)
    expect(JSON.stringify(seen)).not.toContain(who.familyName)
    const ticked = await act(stranger(), { action: 'change', subject: 'test' }, (work) =>
      withFamily(work, husband.clientId, [wife.personId], () => {
        throw new Error('written on a restricted file')
      }),
    )
    expect(ticked).toEqual(refused('not-family'))
  })
  it('is not found by name, and neither leaves nor moves by a stranger’s hand', async () => {
    const { husband, wife, who } = await threatened()
    const other = await newClient()
    const as = { action: 'change', subject: 'test' } as const
    const input = child({ ...who })
    expect(await act(stranger(), as, (work) => addMember(work, other.clientId, input))).toEqual(nobody)
    const leave = { member: wife.personId, untilOn: today }
    expect(await act(stranger(), as, (work) => leaveHousehold(work, husband.clientId, leave))).toEqual(
      refused('not-family'),
    )
    const away: MoveInput = { ...flat, formKey: randomUUID(), fromOn: today, movers: [wife.personId] }
    expect(await act(stranger(), as, (work) => moveHome(work, husband.clientId, away))).toEqual(
      refused('not-family'),
    )
  })
})

it('two talks that serve a family from both ends do not wait for each other for ever', async () => {
  const [one, two] = [await newClient(), await newClient()]
  const { clientId: _, personId: __, participationId: ___, ...who } = two
  await add(one.clientId, child({ ...who, relation: 'partner', same: 'yes' }))
  const ticked = [one.personId, two.personId]
  const talk = (clientId: string) =>
    city.work((work) => withFamily(work, clientId, ticked, async () => ({ ok: true, value: null })))
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, nth) => talk(nth % 2 ? one.clientId : two.clientId)),
  )
  expect(answers).toEqual(answers.map(() => nobody))
  const files = await city.work(({ db }) => db.select().from(client).where(eq(client.id, one.clientId)))
  expect(files).toHaveLength(1)
})
