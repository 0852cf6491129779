import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { assessmentDraftAbility, assessmentDraftTopic } from '../../db/city/schema/assessments.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { TOLD, toldTalk } from '../../tests/factories/told.ts'
import { clientHead } from '../clients/queries.server.ts'
import { todayOf } from '../clients/today.server.ts'
import { addMember, moveHome } from '../households/commands.server.ts'
import { recordContact } from '../intake/commands.server.ts'
import { changeSettings } from '../settings/commands.server.ts'
import { settingsOf } from '../settings/queries.server.ts'
import { DEFAULTS } from '../settings/rules.ts'
import { beginTalk, carryOver, finishTalk, saveTopic, type TopicSave } from './commands/draft.server.ts'
import { recordAssessment } from './commands.server.ts'
import { draftOf } from './queries/draft.server.ts'
import { finishPage } from './queries/finish.server.ts'
import { topicPage } from './queries/shown-topic.server.ts'
import { talksOf } from './queries.server.ts'
import { TOPICS, type Topic } from './rules/topics.ts'

const ben = { id: '0a000000-0000-4000-8000-000000000002', name: 'Ben Kollege' }

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const as =
  (person: { id: string; name: string }) =>
  <T>(work: (city: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(person), { action: 'change', subject: 'test' }, work)

/** A client with a talk under way. */
async function begun(): Promise<{ clientId: string; personId: string; draft: string }> {
  const { clientId, personId } = await city.work((work) => makeClient(work))
  const draft = randomUUID()
  await city.work((work) => beginTalk(work, { clientId, formKey: draft }))
  return { clientId, personId, draft }
}
const child = () => ({
  formKey: randomUUID(),
  familyName: 'Haile',
  givenName: 'Yonas',
  birthDate: '2018-05-04',
  gender: 'male' as const,
  relation: 'child' as const,
  fromOn: '2026-03-09',
  same: null,
})
const reads = () => ({
  formKey: randomUUID(),
  basedOn: null,
  mobile: null,
  phone: null,
  email: 'selam@example.net',
  messenger: '',
  preferred: null,
  bestTime: '',
  otherName: '',
  otherPhone: null,
  language: 'ti',
  interpreter: true,
  interpreterGender: null,
  readsLanguage: 'ti',
  literacy: 'little' as const,
})
const homeless = (personId: string) => ({
  formKey: randomUUID(),
  kind: 'homeless' as const,
  homeName: '',
  street: '',
  houseNumber: '',
  postcode: '',
  town: '',
  fromOn: '2026-03-09',
  movers: [personId],
})
const motivation = (clientId: string, value: string, other: Partial<TopicSave> = {}): TopicSave => ({
  clientId,
  topic: 'motivation',
  state: 'answered',
  answers: { motivation: value, note: '' },
  version: 0,
  savedFrom: randomUUID(),
  nth: 0,
  ...other,
})
const shown = (clientId: string, topic: Topic) =>
  city.work(async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    return head && topicPage(db, head, topic, today.toString())
  })
const stands = async (clientId: string) =>
  (await shown(clientId, 'motivation'))?.answers.motivation?.motivation

describe('a talk under way', () => {
  it('is one for each file, whoever begins it and however often', async () => {
    const { clientId } = await city.work((work) => makeClient(work))
    const begin = (person: typeof ben) =>
      as(person)((work) => beginTalk(work, { clientId, formKey: randomUUID() }))
    expect(await Promise.all([begin(ben), begin(caseworker), begin(ben)])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    const drafts = await city.work(({ db }) => draftOf(db, clientId))
    expect(drafts).toMatchObject({ topics: [] })
  })

  it('tells the second of two people who save the same topic, and overwrites nothing', async () => {
    const { clientId } = await begun()
    const first = await as(ben)((work) => saveTopic(work, motivation(clientId, '2')))
    expect(first).toEqual({ ok: true, value: { kind: 'saved', version: 1 } })
    const mine = motivation(clientId, '5')
    expect(await city.work((work) => saveTopic(work, mine))).toMatchObject({
      ok: true,
      value: { kind: 'changed', version: 1, savedByName: 'Ben Kollege', answers: { motivation: '2' } },
    })
    expect(await stands(clientId)).toBe('2')
    // Having been told, she saves hers in sight of his.
    expect(await city.work((work) => saveTopic(work, { ...mine, version: 1 }))).toEqual({
      ok: true,
      value: { kind: 'saved', version: 2 },
    })
    expect(await stands(clientId)).toBe('5')
  })

  it('of two saves at the very same moment keeps one and tells the other', async () => {
    const { clientId } = await begun()
    const both = await Promise.all([
      as(ben)((work) => saveTopic(work, motivation(clientId, '2'))),
      as(caseworker)((work) => saveTopic(work, motivation(clientId, '5'))),
    ])
    expect(both.map((one) => one.ok && one.value.kind).sort()).toEqual(['changed', 'saved'])
  })

  it('does not let a save that was overtaken on the way undo the newer one', async () => {
    const { clientId } = await begun()
    const shown = randomUUID()
    const save = (value: string, nth: number) =>
      city.work((work) => saveTopic(work, motivation(clientId, value, { savedFrom: shown, nth })))
    await save('3', 2)
    expect(await save('1', 1)).toEqual({ ok: true, value: { kind: 'saved', version: 1 } })
    expect(await stands(clientId)).toBe('3')
    await save('4', 3)
    expect(await stands(clientId)).toBe('4')
  })

  it('keeps what is said of health in a table of its own', async () => {
    const { clientId } = await begun()
    const answers = { ability: 'limited', abilityNote: 'kein schweres Heben' }
    await city.work((work) => saveTopic(work, motivation(clientId, '1', { topic: 'ability', answers })))
    const { apart, others } = await city.work(async ({ db }) => ({
      apart: await db.select().from(assessmentDraftAbility),
      others: await db.select().from(assessmentDraftTopic),
    }))
    expect(JSON.stringify(apart)).toContain('schweres Heben')
    expect(JSON.stringify(others)).not.toContain('schweres Heben')
  })

  it('knows a topic left empty as not asked', async () => {
    const { clientId } = await begun()
    const empty = motivation(clientId, '1', { topic: 'work', answers: { jobs: [] } })
    await city.work((work) => saveTopic(work, empty))
    expect(await city.work(({ db }) => draftOf(db, clientId))).toMatchObject({
      topics: [{ topic: 'work', state: 'not-asked' }],
    })
  })

  it('that was never begun takes nothing', async () => {
    const { clientId } = await city.work((work) => makeClient(work))
    expect(await city.work((work) => saveTopic(work, motivation(clientId, '3')))).toEqual({
      ok: false,
      error: 'no-draft',
    })
    expect(await city.work((work) => saveTopic(work, motivation(randomUUID(), '3')))).toEqual({
      ok: false,
      error: 'not-found',
    })
  })
})

describe('closing a talk', () => {
  const close = (clientId: string, draft: string, other = {}) =>
    city.work((work) =>
      finishTalk(work, { clientId, draft, occurredOn: '2026-03-09', conductedBy: caseworker.id, ...other }),
    )

  it('makes of all topics, saved in any order, the assessment told at once', async () => {
    const { clientId, draft } = await begun()
    for (const topic of TOPICS.toReversed()) {
      const answers = { ...TOLD[topic] }
      const saved = motivation(clientId, '1', { topic, answers })
      expect(await city.work((work) => saveTopic(work, saved))).toMatchObject({ ok: true })
    }
    expect(await close(clientId, draft)).toEqual({ ok: true, value: { assessmentId: draft } })
    const atOnce = await city.work((work) => makeClient(work))
    await city.work((work) => recordAssessment(work, toldTalk(atOnce.clientId)))
    const [topicByTopic] = await city.work(({ db }) => talksOf(db, clientId))
    const [together] = await city.work(({ db }) => talksOf(db, atOnce.clientId))
    expect({ ...topicByTopic, assessmentId: '' }).toEqual({ ...together, assessmentId: '' })
  })

  it('twice at once is one assessment, and the next talk is another', async () => {
    const { clientId, draft } = await begun()
    await city.work((work) => saveTopic(work, motivation(clientId, '4')))
    const same = { ok: true, value: { assessmentId: draft } }
    expect(await Promise.all([close(clientId, draft), close(clientId, draft)])).toEqual([same, same])
    expect(await city.work(({ db }) => talksOf(db, clientId))).toHaveLength(1)
    expect(await city.work(({ db }) => draftOf(db, clientId))).toBeUndefined()
    await city.work((work) => beginTalk(work, { clientId, formKey: randomUUID() }))
    expect(await city.work(({ db }) => draftOf(db, clientId))).toMatchObject({ topics: [] })
  })

  it('needs something that was said, a day that has come and a draft of this client', async () => {
    const { clientId, draft } = await begun()
    expect(await close(clientId, draft)).toEqual({ ok: false, error: 'nothing-said' })
    await city.work((work) => saveTopic(work, motivation(clientId, '4')))
    expect(await close(clientId, draft, { occurredOn: '2026-03-10' })).toEqual({
      ok: false,
      error: 'in-future',
    })
    const other = await begun()
    expect(await close(other.clientId, draft)).toEqual({ ok: false, error: 'not-found' })
    expect(await city.work(({ db }) => talksOf(db, clientId))).toEqual([])
    expect(await close(clientId, draft)).toMatchObject({ ok: true })
  })

  it('lists what is missing for the funder until it is asked', async () => {
    const { clientId, personId } = await begun()
    const missing = async () =>
      (await city.work(({ db, actor }) => finishPage(db, clientId, actor)))?.funder
        .filter(({ present }) => !present)
        .map(({ item }) => item)
    expect(await missing()).toEqual(expect.arrayContaining(['work-status', 'education', 'housing']))
    const answers = { ...TOLD.school }
    await city.work((work) => saveTopic(work, motivation(clientId, '1', { topic: 'school', answers })))
    await city.work((work) => moveHome(work, clientId, homeless(personId)))
    expect(await missing()).toEqual(['gender', 'nationality', 'work-status'])
  })
})

describe('what another page asks', () => {
  it('is shown beside the topic it touches, as far as it is known', async () => {
    const { clientId, personId } = await begun()
    const known = async (topic: Topic) => (await shown(clientId, topic))?.known
    expect(await known('school')).toBeUndefined()
    expect(await known('readiness')).toEqual({ topic: 'readiness', work: 'unknown' })
    expect(await known('obstacles')).toEqual({ topic: 'obstacles', home: null })
    expect(await known('ability')).toEqual({ topic: 'ability', children: [] })
    const language = { topic: 'languages', language: 'ti' }
    const unread = { interpreter: false, readsLanguage: null, literacy: null }
    expect(await known('languages')).toEqual({ ...language, ...unread })

    await city.work((work) => moveHome(work, clientId, homeless(personId)))
    await city.work((work) => addMember(work, clientId, child()))
    await city.work((work) => recordContact(work, clientId, reads()))
    expect(await known('obstacles')).toMatchObject({ home: { kind: 'homeless' } })
    expect(await known('ability')).toMatchObject({ children: [{ name: 'Yonas', age: 7 }] })
    const read = { interpreter: true, readsLanguage: 'ti', literacy: 'little' }
    expect(await known('languages')).toEqual({ ...language, ...read })
  })
})

describe('a talk led again', () => {
  it('begins with the answers of the last, and takes over at one word what was not touched', async () => {
    const { clientId, draft } = await begun()
    await city.work((work) => recordAssessment(work, toldTalk(clientId, { occurredOn: '2026-03-02' })))
    expect(await shown(clientId, 'german')).toMatchObject({
      answers: { german: TOLD.german },
      shown: { carriedFrom: '2026-03-02' },
    })
    await city.work((work) => saveTopic(work, motivation(clientId, '5')))
    await city.work((work) => carryOver(work, clientId))
    await city.work((work) =>
      finishTalk(work, { clientId, draft, occurredOn: '2026-03-09', conductedBy: caseworker.id }),
    )
    const [now, before] = await city.work(({ db }) => talksOf(db, clientId))
    expect(before?.answers).toEqual(TOLD)
    expect(now?.answers).toEqual({ ...TOLD, motivation: { motivation: '5', note: '' } })
  })

  it('is due after as many months as the city has set, on the page of whoever leads the case', async () => {
    const { clientId } = await city.work((work) => makeClient(work))
    await city.work((work) => recordAssessment(work, toldTalk(clientId, { occurredOn: '2025-12-09' })))
    const due = async () =>
      (await city.work((work) => todayOf(work))).talkDue.lines.filter((line) => line.clientId === clientId)
    expect(await city.work(({ db }) => settingsOf(db))).toEqual(DEFAULTS)
    expect(await due()).toEqual([])
    await city.work((work) => changeSettings(work, { ...DEFAULTS, assessmentEveryMonths: 3 }))
    expect(await due()).toMatchObject([{ on: '2026-03-09' }])
    await city.work((work) => changeSettings(work, { ...DEFAULTS, assessmentEveryMonths: 4 }))
    expect(await due()).toEqual([])
  })
})
