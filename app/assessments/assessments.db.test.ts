import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { TOLD, toldTalk } from '../../tests/factories/told.ts'
import { type FinishedTalk, recordAssessment } from './commands.server.ts'
import { latestAssessmentOf, talkLeaders, talksOf } from './queries.server.ts'

const colleague = { id: '0a000000-0000-4000-8000-000000000002', name: 'Ben Kollege' }

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
  await act(city.access(colleague), { action: 'create', subject: 'test' }, (work) => makeClient(work))
})
afterAll(() => city.remove())

const newClient = () => city.work(async (work) => (await makeClient(work)).clientId)
const record = (told: FinishedTalk) => city.work((work) => recordAssessment(work, told))

describe('a talk', () => {
  it('is kept with who led it and who typed it, health apart, and one line in the stream', async () => {
    const clientId = await newClient()
    const told = toldTalk(clientId, { conductedBy: colleague.id, occurredOn: '2026-03-06' })
    expect(await record(told)).toEqual({ ok: true, value: { assessmentId: told.assessmentId } })
    const { latest, talks, stream, health } = await city.work(async ({ db }) => ({
      latest: await latestAssessmentOf(db, clientId),
      talks: await talksOf(db, clientId),
      stream: await db.select().from(timeline).where(eq(timeline.clientId, clientId)),
      health: await db.select().from(assessmentAbility),
    }))
    expect(latest).toEqual({
      assessmentId: told.assessmentId,
      occurredOn: '2026-03-06',
      conductedById: colleague.id,
      conductedByName: 'Ben Kollege',
      recordedByName: 'Aylin Testfall',
      schooling: 'lower',
      schoolYears: 9,
      schoolCountry: 'Eritrea',
      training: 'vocational',
      trainingPlace: 'abroad',
      isced: 3,
      qualification: 'Schneiderin, 6 Jahre',
      recognition: 'not-applied',
      germanOral: 'a2',
      germanWritten: 'a1',
      germanProof: 'self',
      motivation: 4,
      wish: 'Schneiderin',
      ability: null,
      childcare: null,
      answers: { ...TOLD, ability: undefined },
      declined: [],
    })
    expect(talks[0]).toMatchObject({ ability: 'limited', childcare: 'open', answers: TOLD })
    expect(health).toHaveLength(1)
    expect(stream.filter(({ kind }) => kind === 'assessed')).toMatchObject([
      { occurredOn: '2026-03-06', refId: latest?.assessmentId },
    ])
  })

  it('that left things out keeps what was not asked apart from what was not told', async () => {
    const clientId = await newClient()
    const { motivation } = TOLD
    await record(toldTalk(clientId, { answers: { motivation }, declined: ['ability', 'obstacles'] }))
    const [talk] = await city.work(({ db }) => talksOf(db, clientId))
    expect(talk).toMatchObject({
      isced: null,
      germanOral: null,
      germanWritten: null,
      motivation: 4,
      ability: null,
      declined: ['ability', 'obstacles'],
    })
    expect(talk?.answers).toEqual({ motivation })
  })

  it('led again is a new row; the old stays and the newest counts', async () => {
    const clientId = await newClient()
    const heard = (occurredOn: string, motivation: '1' | '4' | '5') =>
      record(toldTalk(clientId, { occurredOn, answers: { motivation: { motivation, note: '' } } }))
    await heard('2026-03-02', '4')
    await heard('2026-03-09', '5')
    await heard('2025-11-01', '1')
    const talks = await city.work(({ db }) => talksOf(db, clientId))
    expect(talks.map(({ occurredOn, motivation }) => [occurredOn, motivation])).toEqual([
      ['2026-03-09', 5],
      ['2026-03-02', 4],
      ['2025-11-01', 1],
    ])
    expect(await city.work(({ db }) => latestAssessmentOf(db, clientId))).toMatchObject({ motivation: 5 })
  })

  it('sent twice at once is one talk', async () => {
    const clientId = await newClient()
    const told = toldTalk(clientId)
    const same = { ok: true, value: { assessmentId: told.assessmentId } }
    expect(await Promise.all([record(told), record(told)])).toEqual([same, same])
    const { talks, stream } = await city.work(async ({ db }) => ({
      talks: await talksOf(db, clientId),
      stream: await db.select().from(timeline).where(eq(timeline.clientId, clientId)),
    }))
    expect(talks).toHaveLength(1)
    expect(stream.filter(({ kind }) => kind === 'assessed')).toHaveLength(1)
  })

  it('of another client is not found by its key', async () => {
    const [mine, other] = [await newClient(), await newClient()]
    const told = toldTalk(other)
    await record(told)
    expect(await record({ ...told, clientId: mine })).toEqual({ ok: false, error: 'not-found' })
    expect(await city.work(({ db }) => talksOf(db, mine))).toEqual([])
  })

  it('of before, with two levels of German and one vocation, reads as the answers of now', async () => {
    const clientId = await newClient()
    const told = toldTalk(clientId, { answers: {} })
    await record(told)
    await city.work(({ db }) =>
      db
        .update(assessment)
        .set({ germanOral: 'b1', germanWritten: 'a2', qualification: 'Bäcker', recognition: 'applied' })
        .where(eq(assessment.id, told.assessmentId)),
    )
    const [talk] = await city.work(({ db }) => talksOf(db, clientId))
    expect(talk?.answers).toMatchObject({
      papers: { papers: [{ name: 'Bäcker', recognition: 'applied' }] },
      german: {
        listening: { level: 'b1' },
        speaking: { level: 'b1' },
        reading: { level: 'a2' },
        writing: { level: 'a2' },
      },
    })
  })

  it.each([
    ['tomorrow', { occurredOn: '2026-03-10' }, 'in-future'],
    ['led by a stranger', { conductedBy: randomUUID() }, 'unknown-worker'],
  ])('%s is refused and nothing is written', async (_, other, error) => {
    const clientId = await newClient()
    expect(await record(toldTalk(clientId, other))).toEqual({ ok: false, error })
    const kept = await city.work(({ db }) =>
      db.select().from(assessment).where(eq(assessment.clientId, clientId)),
    )
    expect(kept).toEqual([])
  })

  it('with nobody is not found', async () => {
    expect(await record(toldTalk(randomUUID()))).toEqual({ ok: false, error: 'not-found' })
  })
})

describe('who may have led a talk', () => {
  it('is whoever asks first, then those who lead a case, each once', async () => {
    await newClient()
    const newcomer = { id: '0a000000-0000-4000-8000-000000000009', name: 'Cem Neu', role: 'lead' } as const
    const names = async (asking: typeof newcomer | typeof caseworker) =>
      (await city.work(({ db }) => talkLeaders(db, asking))).map(({ name }) => name)
    expect(await names(newcomer)).toEqual(['Cem Neu', 'Aylin Testfall', 'Ben Kollege'])
    expect(await names(caseworker)).toEqual(['Aylin Testfall', 'Ben Kollege'])
  })
})
