import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { client, timeline } from '../../db/city/schema/clients.ts'
import { privacyNotice } from '../../db/city/schema/intake.ts'
import { workFacts } from '../../db/city/schema/permits.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { clientPage } from '../clients/overview.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { todayOf } from '../clients/today.server.ts'
import { addMember } from '../households/commands.server.ts'
import { recordTitle } from '../permits/commands.server.ts'
import type { WorkFactsInput } from '../permits/input.ts'
import { workFactsOf, workGroundOf } from '../permits/queries.server.ts'
import { NOTHING_KNOWN, workOf } from '../permits/rules/work-permission.ts'
import { recordWorkFacts } from '../permits/work-facts.server.ts'
import { giveNotice, recordContact } from './commands.server.ts'
import type { ContactInput, NoticeInput } from './input.ts'
import { contactsOf, intakeOf, noticeFactsOf } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))

const today = '2026-03-09'
const later = () => city.clock.set('2026-03-09T08:05:00Z')
const nobody = { ok: true, value: null }
const refused = (error: string) => ({ ok: false, error })
const newClient = () => city.work((work) => makeClient(work))
const told = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind }) => kind).slice(1)
  })

describe('how somebody is reached', () => {
  const said: Omit<ContactInput, 'formKey'> = {
    basedOn: null,
    mobile: '+4915112345678',
    phone: '+49202563001',
    email: 'neu@example.net',
    messenger: 'Signal',
    preferred: 'mobile',
    bestTime: 'abends',
    otherName: 'Schwester',
    otherPhone: '+4915187654321',
    language: 'ar',
    interpreter: true,
    interpreterGender: 'female',
    readsLanguage: 'ar',
    literacy: 'none',
  }
  const record = (clientId: string, change: Partial<ContactInput> = {}) =>
    city.work((work) => recordContact(work, clientId, { formKey: randomUUID(), ...said, ...change }))
  const page = (clientId: string) =>
    city.work(async ({ db }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw new Error('no head')
      return { head, ...(await intakeOf(db, head, today)) }
    })

  it('counts at once for reminders and partners, and what was said before stays', async () => {
    const { clientId } = await newClient()
    const formKey = randomUUID()
    expect(await record(clientId, { formKey })).toEqual(nobody)
    later()
    expect(await record(clientId, { basedOn: formKey, mobile: null, email: null })).toEqual(nobody)
    const { head, contact, contacts } = await page(clientId)
    expect(head).toMatchObject({ email: null, phone: '+49202563001', language: 'ar', interpreter: true })
    expect(contact).toMatchObject({ mobile: null, phone: '+49202563001', email: null, literacy: 'none' })
    expect(contacts.map(({ email }) => email)).toEqual([null, 'neu@example.net'])
    expect(await told(clientId)).toEqual(['contact-recorded', 'contact-recorded'])
  })
  it('of two people at once the second is told, and nothing is overwritten', async () => {
    const { clientId, personId } = await newClient()
    const answers = await Promise.all([record(clientId), record(clientId, { bestTime: 'morgens' })])
    expect(answers).toContainEqual(nobody)
    expect(answers).toContainEqual(refused('changed-meanwhile'))
    expect(await city.work(({ db }) => contactsOf(db, personId))).toHaveLength(1)
  })
  it('sent twice is said once; the key of another file is none of this one', async () => {
    const { clientId } = await newClient()
    const other = await newClient()
    const formKey = randomUUID()
    expect([await record(clientId, { formKey }), await record(clientId, { formKey })]).toEqual([
      nobody,
      nobody,
    ])
    expect(await record(other.clientId, { formKey })).toEqual(refused('not-found'))
    expect(await record(randomUUID())).toEqual(refused('not-found'))
  })
  it('before anybody asked is what the list says', async () => {
    const { clientId } = await newClient()
    expect((await page(clientId)).contact).toMatchObject({
      recordId: '',
      email: 'selam@example.net',
      language: 'ti',
      literacy: null,
    })
  })
})

describe('the sheet of Art. 13 and 14', () => {
  const give = (clientId: string, change: Partial<NoticeInput> & Pick<NoticeInput, 'informed'>) =>
    city.work((work) =>
      giveNotice(work, clientId, {
        formKey: randomUUID(),
        occurredOn: today,
        language: 'de',
        way: 'handed-out',
        interpreter: '',
        ...change,
      }),
    )
  const factsOf = (personId: string) =>
    city.work(async ({ db }) => (await noticeFactsOf(db, [personId])).get(personId))

  it('is given once, to the client and the child ticked, and stands in the file', async () => {
    const { clientId, personId } = await newClient()
    const childId = randomUUID()
    const who = { familyName: 'Haile', givenName: 'Yonas', birthDate: '2018-05-04', gender: null }
    await city.work((work) =>
      addMember(work, clientId, { formKey: childId, ...who, relation: 'child', fromOn: today, same: null }),
    )
    expect(await factsOf(childId)).toMatchObject({ spokenOn: null, givenOn: null, knownSince: today })
    const formKey = randomUUID()
    const informed = [personId, childId]
    const answers = await Promise.all([
      give(clientId, { formKey, informed }),
      give(clientId, { formKey, informed }),
    ])
    expect(answers).toEqual([nobody, nobody])
    expect(await factsOf(childId)).toMatchObject({ givenOn: today })
    expect((await told(clientId)).filter((kind) => kind === 'notice-given')).toHaveLength(1)
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.intake.notice).toEqual({
      knownSince: today,
      listed: false,
      spokenOn: today,
      givenOn: today,
    })
  })
  it('is missing on the page of the day of whoever leads the case, until it is given', async () => {
    const me = { id: randomUUID(), name: 'Eigene Fälle' }
    const work = <T>(body: (at: CityWork) => Promise<T>): Promise<T> =>
      act(city.access(me), { action: 'change', subject: 'test' }, body)
    const { clientId, personId } = await work((at) => makeClient(at))
    const second = await work((at) => makeClient(at))
    const missing = async () => (await work(todayOf)).uninformed
    expect(await missing()).toMatchObject({ count: 2, lines: [{ on: today }, { on: today }] })
    await give(clientId, { informed: [personId] })
    expect(await missing()).toMatchObject({ count: 1, lines: [{ clientId: second.clientId }] })
    await city.work(({ db, now, actor }) =>
      db
        .update(privacyNotice)
        .set({ voidedAt: now, voidedBy: actor.id, voidReason: 'Falsche Person' })
        .where(eq(privacyNotice.personId, personId)),
    )
    expect(await missing()).toMatchObject({ count: 2 })
  })
  it('is not given tomorrow, to strangers, or read out to whom nobody interpreted', async () => {
    const { clientId, personId } = await newClient()
    const other = await newClient()
    expect(await give(clientId, { informed: [personId], occurredOn: '2026-03-10' })).toEqual(
      refused('given-ahead'),
    )
    expect(await give(clientId, { informed: [other.personId] })).toEqual(refused('not-family'))
    await city.work((work) =>
      recordContact(work, clientId, {
        formKey: randomUUID(),
        basedOn: null,
        mobile: null,
        phone: null,
        email: null,
        messenger: '',
        preferred: null,
        bestTime: '',
        otherName: '',
        otherPhone: null,
        language: 'ti',
        interpreter: true,
        interpreterGender: null,
        readsLanguage: null,
        literacy: null,
      }),
    )
    expect(await give(clientId, { informed: [personId], way: 'read-out' })).toEqual(refused('no-interpreter'))
    expect(
      await give(clientId, { informed: [personId], way: 'read-out', interpreter: 'Frau Tesfay' }),
    ).toEqual(nobody)
  })
})

describe('what the work permission is found from', () => {
  const tolerated: Omit<WorkFactsInput, 'formKey'> = {
    ...NOTHING_KNOWN,
    basedOn: null,
    receptionDuty: 'no',
    stayingSince: '2023-03-09',
    removalImminent: 'no',
    barred: 'no',
  }
  const record = (clientId: string, change: Partial<WorkFactsInput> = {}) =>
    city.work((work) => recordWorkFacts(work, clientId, { formKey: randomUUID(), ...tolerated, ...change }))
  const paper = { status: 'duldung', wording: 'Duldung', validUntil: '2026-06-10', seenOn: today } as const
  const answer = (clientId: string) =>
    city.work(async ({ db }) => workOf(await workGroundOf(db, clientId), today))

  it('answers with the paper and the last word, and keeps what was said before', async () => {
    const { clientId, personId } = await newClient()
    expect(await answer(clientId)).toMatchObject({ result: 'unknown', doubt: 'no-status' })
    await city.work((work) => recordTitle(work, clientId, { formKey: randomUUID(), ...paper }))
    expect(await answer(clientId)).toMatchObject({ result: 'unknown', doubt: 'questions' })
    const formKey = randomUUID()
    expect(await record(clientId, { formKey })).toEqual(nobody)
    expect(await answer(clientId)).toMatchObject({ result: 'should', rule: 'T7', baConsent: 'needed' })
    later()
    expect(await record(clientId, { basedOn: formKey, barred: 'yes' })).toEqual(nobody)
    expect(await answer(clientId)).toMatchObject({ result: 'forbidden', rule: 'T10' })
    const facts = await city.work(({ db }) => workFactsOf(db, personId))
    expect(facts.map(({ barred }) => barred)).toEqual(['yes', 'no'])
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page && workOf(page.workGround, today)).toMatchObject({ rule: 'T10' })
  })
  it('of two people at once the second is told; what says nothing new adds nothing', async () => {
    const { clientId, personId } = await newClient()
    const answers = await Promise.all([record(clientId), record(clientId, { barred: 'yes' })])
    expect(answers).toContainEqual(nobody)
    expect(answers).toContainEqual(refused('changed-meanwhile'))
    const saved = () => city.work(({ db }) => workFactsOf(db, personId))
    const [newest] = await saved()
    if (!newest) throw new Error('nothing saved')
    expect(await record(clientId, { ...newest, basedOn: newest.factsId })).toEqual(nobody)
    expect(await saved()).toHaveLength(1)
  })
  it.each([
    ['asylumAppliedOn', 'applied-asylum-ahead'],
    ['stayingSince', 'staying-ahead'],
    ['toleratedSince', 'tolerated-ahead'],
  ])('%s is not in the future', async (field, error) => {
    const { clientId } = await newClient()
    expect(await record(clientId, { [field]: '2026-03-10' })).toEqual(refused(error))
  })
  it('is held by Postgres: no date after the day it was said', async () => {
    const { clientId, personId } = await newClient()
    await record(clientId)
    const after = city.work(({ db }) =>
      db.update(workFacts).set({ stayingSince: '2026-03-10' }).where(eq(workFacts.personId, personId)),
    )
    await expect(after).rejects.toMatchObject({ cause: { constraint_name: 'work_facts_past' } })
    const files = await city.work(({ db }) => db.select().from(client).where(eq(client.id, clientId)))
    expect(files).toHaveLength(1)
  })
})
