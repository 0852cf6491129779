import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { appointment, followUpSchedule } from '../../db/city/schema/follow-ups.ts'
import { signature, workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { toldTalk } from '../../tests/factories/told.ts'
import { recordAssessment } from '../assessments/commands.server.ts'
import { offerPlan } from './commands/offer.server.ts'
import { signPlan } from './commands/sign.server.ts'
import { planHash } from './hash.server.ts'
import { planOf, planToChange } from './queries.server.ts'
import type { Party, PlanContent, Signing } from './rules.ts'
import { planSheet } from './sheet.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const content = (targetJob = 'Lagerist'): PlanContent => ({
  targetJob,
  goals: [{ what: 'Deutsch', steps: [{ what: 'B1-Kurs anmelden', who: 'client', until: '2026-04-20' }] }],
})
const drawing = 'M10 200L60 40L120 210L180 60L260 180'

/** A worker of its own, so that diaries do not meet, with a client who has had the talk. */
let nth = 0
async function fresh({ assessed = true } = {}) {
  nth += 1
  const me = { id: `0c000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Person ${nth}` }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const { clientId } = await work((at) => makeClient(at))
  if (assessed) await work((at) => recordAssessment(at, toldTalk(clientId, { conductedBy: me.id })))
  const offer = (basedOn = 0, plan = content()) =>
    work((at) => offerPlan(at, { clientId, basedOn, content: plan }))
  return { clientId, work, offer }
}

const typed = (party: Party): Pick<Signing, 'party' | 'method' | 'name' | 'witness'> =>
  party === 'client'
    ? { party, method: 'typed', name: 'Selam Haile', witness: 'Ada Dolmetsch' }
    : { party, method: 'typed', name: 'Person' }

/** A client with version 1 of a plan, and how to sign it. */
async function offered() {
  const made = await fresh()
  const done = await made.offer()
  if (!done.ok) throw new Error(done.error)
  const { planId } = done.value
  const sign = (party: Party, other: Partial<Signing> = {}, of = content()) =>
    made.work((at) =>
      signPlan(at, {
        clientId: made.clientId,
        planId,
        version: 1,
        hash: planHash(of).toString('hex'),
        ...typed(party),
        ...other,
      }),
    )
  return { ...made, planId, sign }
}

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

describe('offering a plan', () => {
  it('makes the plan with its first version and one line in the stream', async () => {
    const { clientId, offer } = await fresh()
    const done = await offer()
    expect(done).toMatchObject({ ok: true, value: { version: 1 } })
    expect(await city.work(({ db }) => planOf(db, clientId))).toMatchObject({
      state: 'offered',
      inForceOn: null,
      version: 1,
      targetJob: 'Lagerist',
      goals: content().goals,
      stepCount: 1,
      signedBy: [],
      waiting: { version: 1, signedBy: [] },
      versions: [{ version: 1, signedBy: [] }],
    })
  })
  it('needs a talk first', async () => {
    const { clientId, offer } = await fresh({ assessed: false })
    expect(await offer()).toEqual({ ok: false, error: 'no-assessment' })
    expect(await city.work(({ db }) => planOf(db, clientId))).toBeUndefined()
  })
  it('to nobody is not found', async () => {
    expect(
      await city.work((work) => offerPlan(work, { clientId: randomUUID(), basedOn: 0, content: content() })),
    ).toEqual({ ok: false, error: 'not-found' })
  })
  it('twice at once makes one plan and one version', async () => {
    const { clientId, offer } = await fresh()
    const [first, second] = await Promise.all([offer(), offer()])
    expect(first).toEqual(second)
    const plan = await city.work(({ db }) => planOf(db, clientId))
    expect(plan?.versions).toHaveLength(1)
  })
  it('by two people with different words: the first stands, the second hears of it', async () => {
    const { clientId, offer } = await fresh()
    const both = await Promise.all([offer(0, content('Lagerist')), offer(0, content('Maler'))])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'outdated' })
    expect((await city.work(({ db }) => planOf(db, clientId)))?.versions).toHaveLength(1)
  })
  it('changed is version 2, unchanged is no new version, from an old one is refused', async () => {
    const { clientId, offer } = await fresh()
    await offer()
    expect(await offer(1, content('Maler'))).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await offer(2, content('Maler'))).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await offer(1, content('Koch'))).toEqual({ ok: false, error: 'outdated' })
    expect(await offer(3, content('Koch'))).toEqual({ ok: false, error: 'outdated' })
    expect(await city.work(({ db }) => planToChange(db, clientId))).toMatchObject({
      version: 2,
      content: { targetJob: 'Maler' },
    })
  })
  it('based on a version where there is no plan leaves nothing behind', async () => {
    const { clientId, offer } = await fresh()
    expect(await offer(1)).toEqual({ ok: false, error: 'outdated' })
    const plans = await city.work(({ db }) =>
      db.select().from(workPlan).where(eq(workPlan.clientId, clientId)),
    )
    expect(plans).toEqual([])
  })
})

describe('signing', () => {
  it('by both puts the plan in force and books the talk in four to six weeks', async () => {
    const { clientId, planId, sign } = await offered()
    expect(await sign('client', { method: 'drawn', drawing, witness: undefined })).toEqual({
      ok: true,
      value: {
        planId,
        state: 'offered',
        version: 1,
        signedBy: ['client'],
        nextTalk: null,
        nextMessageAt: null,
      },
    })
    const done = await sign('worker')
    expect(done).toMatchObject({ ok: true, value: { state: 'in-force', signedBy: ['client', 'worker'] } })
    const { plans, appointments, schedules, signedLines } = await rowsOf(clientId, planId)
    expect(plans).toMatchObject([{ state: 'in-force', inForceOn: '2026-03-09' }])
    expect(schedules).toMatchObject([{ windowFrom: '2026-04-06', windowTo: '2026-04-20', state: 'live' }])
    expect(appointments.map(({ startsAt }) => startsAt.toString())).toEqual([done.ok && done.value.nextTalk])
    expect(signedLines).toMatchObject([{ refId: planId, words: { version: 1 } }])
    const sheet = await city.work(({ db }) => planSheet(db, clientId))
    expect(sheet?.signatures).toMatchObject([
      { party: 'client', method: 'drawn', drawing, witness: null },
      { party: 'worker', method: 'typed', drawing: null },
    ])
  })

  it('at once from two tablets: one signature each, one appointment, the same end', async () => {
    const { clientId, planId, sign } = await offered()
    const all = await Promise.all([sign('client'), sign('worker'), sign('client'), sign('worker')])
    expect(all.every(({ ok }) => ok)).toBe(true)
    const { plans, signatures, appointments, schedules, signedLines } = await rowsOf(clientId, planId)
    expect(plans).toMatchObject([{ state: 'in-force' }])
    expect(signatures).toHaveLength(2)
    expect([appointments.length, schedules.length, signedLines.length]).toEqual([1, 1, 1])
  })

  it('twice at once with the last signature: both hear of the same appointment', async () => {
    const { clientId, planId, sign } = await offered()
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
    const { clientId, planId, offer, sign } = await offered()
    await offer(1, content('Maler'))
    expect(await sign('client')).toEqual({ ok: false, error: 'outdated' })
    expect(await sign('client', { version: 2 })).toEqual({ ok: false, error: 'outdated' })
    expect((await rowsOf(clientId, planId)).signatures).toEqual([])
    expect(await sign('client', { version: 2 }, content('Maler'))).toMatchObject({ ok: true })
  })

  it('while somebody offers another version: either it stands under what was shown, or nothing is written', async () => {
    const { clientId, planId, offer, sign } = await offered()
    const [signed, changed] = await Promise.all([sign('client'), offer(1, content('Maler'))])
    expect(changed).toMatchObject({ ok: true, value: { version: 2 } })
    const { signatures } = await rowsOf(clientId, planId)
    expect(signatures).toEqual(signed.ok ? [{ party: 'client', version: 1 }] : [])
  })

  it('a new version of a plan in force leaves the signed one in force until both have signed again', async () => {
    const { clientId, planId, offer, sign } = await offered()
    await sign('client')
    await sign('worker')
    const before = await rowsOf(clientId, planId)
    await offer(1, content('Maler'))
    expect(await city.work(({ db }) => planOf(db, clientId))).toMatchObject({
      state: 'in-force',
      version: 1,
      targetJob: 'Lagerist',
      waiting: { version: 2 },
    })
    expect(await city.work(({ db }) => planSheet(db, clientId))).toMatchObject({
      version: 2,
      countsInstead: 1,
    })
    await sign('worker', { version: 2 }, content('Maler'))
    const done = await sign('client', { version: 2 }, content('Maler'))
    expect(done).toMatchObject({ ok: true, value: { state: 'in-force', version: 2, nextMessageAt: null } })
    const after = await rowsOf(clientId, planId)
    expect(after.appointments).toEqual(before.appointments)
    expect(after.signatures).toHaveLength(4)
    expect(await city.work(({ db }) => planOf(db, clientId))).toMatchObject({
      version: 2,
      inForceOn: '2026-03-09',
      waiting: null,
      versions: [{ version: 2 }, { version: 1, signedBy: ['client', 'worker'] }],
    })
    expect(await city.work(({ db }) => planSheet(db, clientId, 1))).toMatchObject({
      targetJob: 'Lagerist',
      signatures: [{ party: 'client' }, { party: 'worker' }],
      countsInstead: 2,
    })
    expect(await city.work(({ db }) => planSheet(db, clientId, 3))).toBeUndefined()
  })

  it('another client’s plan is not found', async () => {
    const [mine, other] = [await offered(), await offered()]
    expect(
      await mine.work((at) =>
        signPlan(at, {
          clientId: mine.clientId,
          planId: other.planId,
          version: 1,
          hash: planHash(content()).toString('hex'),
          ...typed('client'),
        }),
      ),
    ).toEqual({ ok: false, error: 'not-found' })
    expect((await rowsOf(other.clientId, other.planId)).signatures).toEqual([])
  })

  it.each<[string, Party, Partial<Signing>, string]>([
    ['a typed name without a witness', 'client', { witness: undefined }, 'witness-missing'],
    ['a drawing that is none', 'worker', { method: 'drawn', drawing: 'M0 0' }, 'drawing-missing'],
  ])('%s is refused', async (_, party, other, error) => {
    const { clientId, planId, sign } = await offered()
    expect(await sign(party, other)).toEqual({ ok: false, error })
    expect((await rowsOf(clientId, planId)).signatures).toEqual([])
  })

  it('says who held the pen and who was signed in', async () => {
    const { clientId, sign } = await offered()
    await sign('client')
    const sheet = await city.work(({ db }) => planSheet(db, clientId))
    expect(sheet?.signatures).toMatchObject([
      { name: 'Selam Haile', witness: 'Ada Dolmetsch', signedAt: '2026-03-09T08:00:00Z' },
    ])
    expect(caseworker.name).not.toBe(sheet?.madeByName)
  })
})
