import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { recordAssessment } from './commands.server.ts'
import type { Talk } from './input.ts'
import { latestAssessmentOf, talkLeaders, talksOf } from './queries.server.ts'

const colleague = { id: '0a000000-0000-4000-8000-000000000002', name: 'Ben Kollege' }

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
  await act(city.access(colleague), { action: 'create', subject: 'test' }, (work) => makeClient(work))
})
afterAll(() => city.remove())

const talk = (other: Partial<Talk> = {}): Talk => ({
  formKey: randomUUID(),
  occurredOn: '2026-03-09',
  conductedBy: caseworker.id,
  schooling: 'unsure',
  schoolYears: 9,
  schoolCountry: 'Eritrea',
  training: 'vocational',
  trainingPlace: 'abroad',
  qualification: 'Schneiderin, 6 Jahre',
  recognition: 'not-applied',
  germanOral: 'a2',
  germanWritten: 'a1',
  germanProof: 'self',
  motivation: '4',
  wish: 'Näherin',
  ability: 'limited',
  childcare: 'open',
  abilityNote: 'vormittags',
  ...other,
})
const newClient = () => city.work(async (work) => (await makeClient(work)).clientId)
const record = (clientId: string, told: Talk) =>
  city.work((work) => recordAssessment(work, { ...told, clientId }))

describe('a talk', () => {
  it('is kept with who led it and who typed it, health apart, and one line in the stream', async () => {
    const clientId = await newClient()
    const done = await record(clientId, talk({ conductedBy: colleague.id, occurredOn: '2026-03-06' }))
    expect(done.ok).toBe(true)
    const { latest, talks, stream, health } = await city.work(async ({ db }) => ({
      latest: await latestAssessmentOf(db, clientId),
      talks: await talksOf(db, clientId),
      stream: await db.select().from(timeline).where(eq(timeline.clientId, clientId)),
      health: await db.select().from(assessmentAbility),
    }))
    expect(latest).toEqual({
      assessmentId: done.ok && done.value.assessmentId,
      occurredOn: '2026-03-06',
      conductedById: colleague.id,
      conductedByName: 'Ben Kollege',
      recordedByName: 'Aylin Testfall',
      schooling: 'unsure',
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
      wish: 'Näherin',
    })
    expect(talks[0]).toMatchObject({ ability: 'limited', childcare: 'open', abilityNote: 'vormittags' })
    expect(health).toHaveLength(1)
    expect(stream.filter(({ kind }) => kind === 'assessed')).toMatchObject([
      { occurredOn: '2026-03-06', refId: latest?.assessmentId },
    ])
  })

  it('led again is a new row; the old stays and the newest counts', async () => {
    const clientId = await newClient()
    await record(clientId, talk({ occurredOn: '2026-03-02' }))
    await record(clientId, talk({ germanOral: 'b1', occurredOn: '2026-03-09' }))
    await record(clientId, talk({ germanOral: 'a0', occurredOn: '2025-11-01' }))
    const talks = await city.work(({ db }) => talksOf(db, clientId))
    expect(talks.map(({ occurredOn, germanOral }) => [occurredOn, germanOral])).toEqual([
      ['2026-03-09', 'b1'],
      ['2026-03-02', 'a2'],
      ['2025-11-01', 'a0'],
    ])
    expect(await city.work(({ db }) => latestAssessmentOf(db, clientId))).toMatchObject({ germanOral: 'b1' })
  })

  it('sent twice at once is one talk', async () => {
    const clientId = await newClient()
    const told = talk()
    const both = await Promise.all([record(clientId, told), record(clientId, told)])
    expect(both).toEqual([
      { ok: true, value: { assessmentId: told.formKey } },
      { ok: true, value: { assessmentId: told.formKey } },
    ])
    const { talks, stream } = await city.work(async ({ db }) => ({
      talks: await talksOf(db, clientId),
      stream: await db.select().from(timeline).where(eq(timeline.clientId, clientId)),
    }))
    expect(talks).toHaveLength(1)
    expect(stream.filter(({ kind }) => kind === 'assessed')).toHaveLength(1)
  })

  it('of another client is not found by its form key', async () => {
    const [mine, other] = [await newClient(), await newClient()]
    const told = talk()
    await record(other, told)
    expect(await record(mine, told)).toEqual({ ok: false, error: 'not-found' })
    expect(await city.work(({ db }) => talksOf(db, mine))).toEqual([])
  })

  it('does not keep what was said about recognition of a vocation nobody learned', async () => {
    const clientId = await newClient()
    await record(clientId, talk({ training: 'on-the-job', trainingPlace: 'abroad', recognition: 'full' }))
    expect(await city.work(({ db }) => latestAssessmentOf(db, clientId))).toMatchObject({
      trainingPlace: null,
      recognition: null,
      isced: 2,
    })
  })

  it.each([
    ['tomorrow', { occurredOn: '2026-03-10' }, 'in-future'],
    ['led by a stranger', { conductedBy: randomUUID() }, 'unknown-worker'],
  ])('%s is refused and nothing is written', async (_, other, error) => {
    const clientId = await newClient()
    expect(await record(clientId, talk(other))).toEqual({ ok: false, error })
    const kept = await city.work(({ db }) =>
      db.select().from(assessment).where(eq(assessment.clientId, clientId)),
    )
    expect(kept).toEqual([])
  })

  it('with nobody is not found', async () => {
    expect(await record(randomUUID(), talk())).toEqual({ ok: false, error: 'not-found' })
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
