import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule, task } from '../../db/city/schema/follow-ups.ts'
import { signature, workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { DRAWING, freshPlan, offeredPlan, planContent, signedPlan } from '../../tests/factories/plans.ts'
import type { SignPlan } from './commands/sign.server.ts'
import { writePlan } from './commands/write.server.ts'
import { hasPlan, planToChange } from './queries.server.ts'
import type { Party } from './rules/signing.ts'
import { stepsOf } from './rules.ts'
import { planSheet } from './sheet.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const sheetOf = (clientId: string, version?: number) =>
  city.work(({ db }) => planSheet(db, clientId, version))
const statesOf = async (clientId: string) =>
  ((await sheetOf(clientId))?.versions ?? []).map(({ version, state }) => `${version} ${state}`)

const rowsOf = (clientId: string, planId: string) =>
  city.work(async ({ db }) => ({
    plans: await db.select().from(workPlan).where(eq(workPlan.clientId, clientId)),
    signatures: await db
      .select({ party: signature.party, version: workPlanVersion.version })
      .from(signature)
      .innerJoin(workPlanVersion, eq(workPlanVersion.id, signature.versionId))
      .where(eq(workPlanVersion.planId, planId)),
    appointments: await db.select().from(appointment).where(eq(appointment.clientId, clientId)),
    schedules: await db.select().from(followUpSchedule).where(eq(followUpSchedule.clientId, clientId)),
    signedLines: await db
      .select()
      .from(timeline)
      .where(and(eq(timeline.clientId, clientId), eq(timeline.kind, 'plan-signed'))),
  }))

describe('writing a plan', () => {
  it('offers its first version, with one line in the stream', async () => {
    const { clientId, write } = await freshPlan(city)
    expect(await write()).toMatchObject({ ok: true, value: { version: 1 } })
    expect(await sheetOf(clientId)).toMatchObject({
      state: 'offered',
      inForceOn: null,
      version: 1,
      targetJob: 'Lagerist',
      rhythmWeeks: 5,
      intact: true,
      signatures: [],
      request: { reminders: 0, linkUntil: null },
      versions: [{ version: 1, state: 'offered', signedBy: [] }],
    })
    const lines = await city.work(({ db }) =>
      db.select({ kind: timeline.kind }).from(timeline).where(eq(timeline.clientId, clientId)),
    )
    expect(lines.filter(({ kind }) => kind === 'plan-offered')).toHaveLength(1)
  })
  it('needs a talk first', async () => {
    const { clientId, write } = await freshPlan(city, { assessed: false })
    expect(await write()).toEqual({ ok: false, error: 'no-assessment' })
    expect(await city.work(({ db }) => hasPlan(db, clientId))).toBe(false)
  })
  it('of nobody is not found', async () => {
    const nobody = { clientId: randomUUID(), basis: '', as: 'offered' as const, content: planContent() }
    expect(await city.work((work) => writePlan(work, nobody))).toEqual({ ok: false, error: 'not-found' })
  })
  it('twice at once makes one plan and one version', async () => {
    const { clientId, write } = await freshPlan(city)
    const [first, second] = await Promise.all([write(), write()])
    expect([first.ok && first.value.planId, second.ok && second.value.version]).toEqual([
      second.ok && second.value.planId,
      1,
    ])
    expect(await statesOf(clientId)).toEqual(['1 offered'])
  })
  it('by two people with different words: the first stands, the second hears of it', async () => {
    const { clientId, write } = await freshPlan(city)
    const both = await Promise.all([write(planContent('Lagerist')), write(planContent('Maler'))])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'outdated' })
    expect(await statesOf(clientId)).toEqual(['1 offered'])
  })
  it('keeps a draft to itself, writes on it, and offers it as the same version', async () => {
    const { clientId, write, newest } = await freshPlan(city)
    await write(planContent('Lagerist'), { as: 'draft' })
    expect(await statesOf(clientId)).toEqual(['1 draft'])
    await write(planContent('Maler'), { as: 'draft', basis: (await newest()).hash })
    const before = (await newest()).hash
    expect(await write(planContent('Koch'), { basis: before })).toMatchObject({
      ok: true,
      value: { version: 1 },
    })
    expect(await sheetOf(clientId)).toMatchObject({ state: 'offered', targetJob: 'Koch', intact: true })
    expect(await write(planContent('Bäcker'), { basis: before, as: 'draft' })).toEqual({
      ok: false,
      error: 'outdated',
    })
  })
  it('anew withdraws what was offered; unchanged is no new version; from an old one is refused', async () => {
    const { clientId, write, newest } = await offeredPlan(city)
    const { hash } = await newest()
    expect(await write(planContent('Maler'), { basis: hash })).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
    expect(await write(planContent('Maler'), { basis: hash })).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
    expect(await write(planContent('Koch'), { basis: hash })).toEqual({ ok: false, error: 'outdated' })
    expect(await statesOf(clientId)).toEqual(['2 offered', '1 void'])
    expect(await city.work(({ db }) => planToChange(db, clientId))).toMatchObject({
      version: 2,
      content: { targetJob: 'Maler' },
    })
    expect(await sheetOf(clientId, 1)).toMatchObject({ state: 'void', targetJob: 'Lagerist' })
  })
  it('based on a version where there is no plan leaves nothing behind', async () => {
    const { clientId, write } = await freshPlan(city)
    expect(await write(planContent(), { basis: 'a'.repeat(64) })).toEqual({ ok: false, error: 'outdated' })
    expect(await city.work(({ db }) => hasPlan(db, clientId))).toBe(false)
  })
  it('with the words in force changes nothing', async () => {
    const { clientId, write, hash } = await signedPlan(city)
    expect(await write(planContent(), { basis: hash })).toEqual({ ok: false, error: 'nothing-new' })
    expect(await statesOf(clientId)).toEqual(['1 in-force'])
  })
  it('gives a step that stays the name it had', async () => {
    const { clientId, write, newest, hash } = await offeredPlan(city)
    const first = await city.work(({ db }) => planToChange(db, clientId))
    if (!first) throw new Error('no plan')
    const [goal] = first.content.goals
    if (!goal) throw new Error('no goal')
    const added = { key: '', what: 'Neu', who: 'client' as const, until: null, evidence: '' }
    const changed = { ...first.content, goals: [{ ...goal, steps: [added, ...goal.steps.slice(1)] }] }
    await write(changed, { basis: hash })
    const second = await city.work(({ db }) => planToChange(db, clientId))
    expect(stepsOf(first.content).map(({ key }) => key)).toEqual(['s1', 's2'])
    expect(second && stepsOf(second.content).map(({ key }) => key)).toEqual(['s3', 's2'])
    expect((await newest()).version).toBe(2)
  })
})

describe('signing', () => {
  it('by both puts the plan in force and books the talk in four to six weeks', async () => {
    const { clientId, planId, sign } = await offeredPlan(city)
    expect(await sign('client', { method: 'drawn', drawing: DRAWING, witness: undefined })).toEqual({
      ok: true,
      value: {
        planId,
        state: 'partly-signed',
        version: 1,
        signedBy: ['client'],
        nextTalk: null,
        nextMessageAt: null,
      },
    })
    const done = await sign('worker')
    expect(done).toMatchObject({ ok: true, value: { state: 'in-force', signedBy: ['client', 'worker'] } })
    const { plans, appointments, schedules, signedLines } = await rowsOf(clientId, planId)
    expect(plans).toMatchObject([{ inForceOn: '2026-03-09', endedOn: null }])
    expect(schedules).toMatchObject([{ windowFrom: '2026-04-07', windowTo: '2026-04-20', state: 'live' }])
    expect(appointments.map(({ startsAt }) => startsAt.toString())).toEqual([done.ok && done.value.nextTalk])
    expect(signedLines).toMatchObject([{ refId: planId, words: { version: 1 } }])
    expect(await sheetOf(clientId)).toMatchObject({
      intact: true,
      request: null,
      signatures: [
        {
          party: 'client',
          method: 'drawn',
          drawing: DRAWING,
          witness: null,
          language: 'ti',
          place: 'Wuppertal',
        },
        { party: 'worker', method: 'typed', drawing: null },
      ],
    })
  })

  it.each([
    [4, '2026-04-07'],
    [5, '2026-04-13'],
    [6, '2026-04-20'],
  ])('with a rhythm of %i weeks books %s', async (weeks, day) => {
    const { clientId, write, both, newest } = await freshPlan(city)
    await write(planContent('Lagerist', weeks))
    await both()
    const { appointments } = await rowsOf(clientId, (await newest()).planId)
    const days = appointments.map(({ startsAt }) =>
      startsAt.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString(),
    )
    expect(days).toEqual([day])
  })

  it('at once from two tablets: one signature each, one appointment, the same end', async () => {
    const { clientId, planId, sign } = await offeredPlan(city)
    const all = await Promise.all([sign('client'), sign('worker'), sign('client'), sign('worker')])
    expect(all.every(({ ok }) => ok)).toBe(true)
    const { signatures, appointments, schedules, signedLines } = await rowsOf(clientId, planId)
    expect(await statesOf(clientId)).toEqual(['1 in-force'])
    expect(signatures).toHaveLength(2)
    expect([appointments.length, schedules.length, signedLines.length]).toEqual([1, 1, 1])
  })

  it('twice at once with the last signature: both hear of the same appointment', async () => {
    const { clientId, planId, sign } = await offeredPlan(city)
    await sign('client')
    const [first, second] = await Promise.all([sign('worker'), sign('worker')])
    if (!first.ok || !second.ok) throw new Error('refused')
    const { nextMessageAt: _, ...firstEnd } = first.value
    const { nextMessageAt: __, ...secondEnd } = second.value
    expect(firstEnd).toEqual(secondEnd)
    expect(firstEnd).toMatchObject({ state: 'in-force', signedBy: ['client', 'worker'] })
    expect(firstEnd.nextTalk).not.toBeNull()
    const { signatures, appointments } = await rowsOf(clientId, planId)
    expect([signatures.length, appointments.length]).toEqual([2, 1])
  })

  it('a version that was replaced while it was read writes nothing', async () => {
    const { clientId, planId, hash, write, sign } = await offeredPlan(city)
    await write(planContent('Maler'), { basis: hash })
    expect(await sign('client', { version: 1, hash })).toEqual({ ok: false, error: 'outdated' })
    expect(await sign('client', { hash })).toEqual({ ok: false, error: 'outdated' })
    expect((await rowsOf(clientId, planId)).signatures).toEqual([])
    expect(await sign('client')).toMatchObject({ ok: true })
  })

  it('while somebody writes another version: either it stands under what was shown, or nothing is written', async () => {
    const { clientId, planId, hash, write, sign } = await offeredPlan(city)
    const [signed, changed] = await Promise.all([
      sign('client', { version: 1, hash }),
      write(planContent('Maler'), { basis: hash }),
    ])
    expect(changed).toMatchObject({ ok: true, value: { version: 2 } })
    const { signatures } = await rowsOf(clientId, planId)
    expect(signatures).toEqual(signed.ok ? [{ party: 'client', version: 1 }] : [])
    expect(await statesOf(clientId)).toEqual(['2 offered', '1 void'])
  })

  it('a new version leaves the signed one in force until both have signed again', async () => {
    const { clientId, planId, hash, write, sign } = await signedPlan(city)
    const before = await rowsOf(clientId, planId)
    await write(planContent('Maler'), { basis: hash })
    expect(await sheetOf(clientId)).toMatchObject({ version: 2, state: 'offered', countsInstead: 1 })
    await sign('worker')
    expect(await statesOf(clientId)).toEqual(['2 partly-signed', '1 in-force'])
    expect(await sign('client')).toMatchObject({
      ok: true,
      value: { state: 'in-force', version: 2, nextMessageAt: null },
    })
    const after = await rowsOf(clientId, planId)
    expect(after.appointments).toEqual(before.appointments)
    expect(after.signatures).toHaveLength(4)
    expect(after.plans).toMatchObject([{ inForceOn: '2026-03-09' }])
    expect(await statesOf(clientId)).toEqual(['2 in-force', '1 superseded'])
    expect(await sheetOf(clientId, 1)).toMatchObject({
      targetJob: 'Lagerist',
      intact: true,
      signatures: [{ party: 'client' }, { party: 'worker' }],
      countsInstead: 2,
    })
    expect(await sheetOf(clientId, 3)).toBeUndefined()
  })

  it('by the client alone leaves a task for the worker, and the worker’s signature ends it', async () => {
    const { clientId, sign } = await offeredPlan(city)
    const open = () =>
      city.work(async ({ db }) => {
        const rows = await db.select().from(task).where(eq(task.clientId, clientId))
        return rows.filter(({ doneAt }) => doneAt === null).map(({ reason }) => reason)
      })
    await sign('client')
    expect(await open()).toEqual(['plan-countersign'])
    await sign('worker')
    expect(await open()).toEqual([])
  })

  it('a draft is refused', async () => {
    const { clientId, write, sign } = await freshPlan(city)
    await write(planContent(), { as: 'draft' })
    expect(await sign('client')).toEqual({ ok: false, error: 'not-offered' })
    expect(await statesOf(clientId)).toEqual(['1 draft'])
  })

  it('another client’s plan is not found', async () => {
    const [mine, other] = [await offeredPlan(city), await offeredPlan(city)]
    const { planId, hash } = other
    expect(await mine.sign('client', { planId, hash })).toEqual({ ok: false, error: 'not-found' })
    expect((await rowsOf(other.clientId, planId)).signatures).toEqual([])
  })

  it.each<[string, Party, Partial<SignPlan>, string]>([
    ['a typed name without a witness', 'client', { witness: undefined }, 'witness-missing'],
    ['a drawing that is none', 'worker', { method: 'drawn', drawing: 'M0 0' }, 'drawing-missing'],
  ])('%s is refused', async (_, party, other, error) => {
    const { clientId, planId, sign } = await offeredPlan(city)
    expect(await sign(party, other)).toEqual({ ok: false, error })
    expect((await rowsOf(clientId, planId)).signatures).toEqual([])
  })

  it('says who held the pen, where, in which language, with whose help, and who was signed in', async () => {
    const { clientId, sign } = await offeredPlan(city)
    await sign('client', { interpreter: 'Ada Dolmetsch' })
    const sheet = await sheetOf(clientId)
    expect(sheet?.signatures).toMatchObject([
      {
        name: 'Selam Haile',
        witness: 'Ada Dolmetsch',
        interpreter: 'Ada Dolmetsch',
        place: 'Wuppertal',
        language: 'ti',
        channel: 'tablet',
        signedAt: '2026-03-09T08:00:00Z',
      },
    ])
    expect(caseworker.name).not.toBe(sheet?.madeByName)
  })
})
