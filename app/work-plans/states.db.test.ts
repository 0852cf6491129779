import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workPlanVersion } from '../../db/city/schema/work-plans.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { freshPlan, offeredPlan, planContent, signedPlan } from '../../tests/factories/plans.ts'
import { actOnPlan } from './commands/acts.server.ts'
import { TRANSITIONS, VERSION_STATES, type VersionState } from './rules/states.ts'
import { planSheet } from './sheet.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const sheetOf = (clientId: string, version?: number) =>
  city.work(({ db }) => planSheet(db, clientId, version))
const ask = (clientId: string, asked: Parameters<typeof actOnPlan>[2]) =>
  city.work((work) => actOnPlan(work, clientId, asked))

/** As somebody with the database in his hands, past every rule of the code. */
const asOwner = <T>(body: (sql: Parameters<Parameters<typeof withConnection<T>>[1]>[0]) => Promise<T>) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), body)

describe('the moves the database knows', () => {
  const known = new Set<string>(
    Object.values(TRANSITIONS).flatMap(({ from, to }) => from.map((state) => `${state} ${to}`)),
  )
  const pairs = VERSION_STATES.flatMap((from) => VERSION_STATES.map((to) => [from, to] as const)).filter(
    ([from, to]) => from !== to,
  )
  it.each(pairs)('%s -> %s are those of the table', async (from, to) => {
    const { versionId } = await offeredPlan(city)
    const moved = await asOwner(async (sql) => {
      await sql`set session_replication_role = replica`
      await sql`update work_plan_version set state = ${from}, offered_at = case when ${from} = 'draft' then null else made_at end
        where id = ${versionId}`
      await sql`set session_replication_role = origin`
      return sql`update work_plan_version set state = ${to}, offered_at = case
          when ${from} = 'draft' and ${to} <> 'void' then made_at when ${to} = 'draft' then null else offered_at end
        where id = ${versionId}`.then(
        () => true,
        (error: Error) => error.message,
      )
    })
    expect(moved === true, String(moved)).toBe(known.has(`${from} ${to}`))
  })

  it('words that were offered are not changed, not even by the owner', async () => {
    const { versionId } = await offeredPlan(city)
    const changed = await asOwner((sql) =>
      sql`update work_plan_version set content = jsonb_set(content, '{targetJob}', '"Koch"') where id = ${versionId}`.then(
        () => 'changed',
        (error: Error) => error.message,
      ),
    )
    expect(changed).toBe('what was offered is not changed')
  })

  it('nobody signs a draft', async () => {
    const { clientId, write, newest } = await freshPlan(city)
    await write(planContent(), { as: 'draft' })
    const { versionId } = await newest()
    const signed = await asOwner((sql) =>
      sql`insert into signature (version_id, party, method, channel, name, language, place, text_digest, signed_at, recorded_by)
        values (${versionId}, 'worker', 'typed', 'tablet', 'x', '', '', '', now(), (select id from actor limit 1))`.then(
        () => 'signed',
        (error: Error) => error.message,
      ),
    )
    expect(signed).toBe('this version is not to be signed')
    expect((await sheetOf(clientId))?.signatures).toEqual([])
  })
})

describe('what was signed and changed behind the product’s back', () => {
  const tamper = async (change: (versionId: string) => string): Promise<boolean | undefined> => {
    const { clientId, versionId } = await signedPlan(city)
    expect((await sheetOf(clientId))?.intact).toBe(true)
    await asOwner(async (owner) => {
      await owner`set session_replication_role = replica`
      await owner.unsafe(change(`'${versionId}'`))
    })
    return (await sheetOf(clientId))?.intact
  }
  it.each<[string, (versionId: string) => string]>([
    [
      'one character of the words',
      (id) =>
        `update work_plan_version set content = jsonb_set(content, '{goals,0,steps,0,what}', '"B2-Kurs anmelden"') where id = ${id}`,
    ],
    [
      'who is to do it',
      (id) =>
        `update work_plan_version set content = jsonb_set(content, '{goals,0,steps,0,who}', '"worker"') where id = ${id}`,
    ],
    [
      'the rhythm',
      (id) =>
        `update work_plan_version set content = jsonb_set(content, '{rhythmWeeks}', '6') where id = ${id}`,
    ],
    [
      'a name',
      (id) => `update signature set name = 'Selam Hailé' where version_id = ${id} and party = 'client'`,
    ],
    [
      'a witness',
      (id) => `update signature set witness = 'Ada D' where version_id = ${id} and party = 'client'`,
    ],
    ['a place', (id) => `update signature set place = 'Solingen' where version_id = ${id}`],
    [
      'the moment',
      (id) => `update signature set signed_at = signed_at + interval '1 second' where version_id = ${id}`,
    ],
    ['the number of the version', (id) => `update work_plan_version set version = 7 where id = ${id}`],
  ])('%s shows', async (_, change) => expect(await tamper(change)).toBe(false))
})

describe('a plan', () => {
  it('that is a draft is offered once, however often it is asked', async () => {
    const { clientId, write, newest } = await freshPlan(city)
    await write(planContent(), { as: 'draft' })
    const { planId } = await newest()
    const both = await Promise.all([
      ask(clientId, { intent: 'offer', planId }),
      ask(clientId, { intent: 'offer', planId }),
    ])
    expect(both.every(({ ok }) => ok)).toBe(true)
    expect(await sheetOf(clientId)).toMatchObject({ state: 'offered', request: { reminders: 0 } })
  })
  it('that waits is withdrawn, and a new one is written in its place', async () => {
    const { clientId, planId, write, newest } = await offeredPlan(city)
    expect(await ask(clientId, { intent: 'withdraw', planId })).toEqual({ ok: true, value: null })
    expect(await sheetOf(clientId)).toMatchObject({ state: 'void' })
    expect(await ask(clientId, { intent: 'offer', planId })).toEqual({ ok: false, error: 'not-possible' })
    const { hash } = await newest()
    expect(await write(planContent('Maler'), { basis: hash })).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
  })
  it('in force ends with a reason, and goes on when that was a mistake', async () => {
    const { clientId, planId, hash, write, sign } = await signedPlan(city)
    await write(planContent('Maler'), { basis: hash })
    expect(await ask(clientId, { intent: 'end', planId, reason: 'reached' })).toEqual({
      ok: true,
      value: null,
    })
    expect(await sheetOf(clientId, 1)).toMatchObject({
      state: 'ended',
      endedOn: '2026-03-09',
      endReason: 'reached',
    })
    expect(await sheetOf(clientId, 2)).toMatchObject({ state: 'void' })
    expect(await sign('client')).toMatchObject({ ok: false })
    expect(await ask(clientId, { intent: 'resume', planId })).toEqual({ ok: true, value: null })
    expect(await sheetOf(clientId)).toMatchObject({ state: 'in-force', endedOn: null, version: 1 })
  })
  it('that ended does not come back beside another', async () => {
    const { clientId, planId, write } = await signedPlan(city)
    await ask(clientId, { intent: 'end', planId, reason: 'wish' })
    expect(await write(planContent('Koch'))).toMatchObject({ ok: true, value: { version: 1 } })
    expect(await ask(clientId, { intent: 'resume', planId })).toEqual({ ok: false, error: 'has-other' })
  })
  it('nobody signed cannot end', async () => {
    const { clientId, planId } = await offeredPlan(city)
    expect(await ask(clientId, { intent: 'end', planId, reason: 'other' })).toEqual({
      ok: false,
      error: 'not-possible',
    })
  })
  it.each(['offer', 'withdraw', 'link', 'resume'] as const)(
    'of another client is not found: %s',
    async (intent) => {
      const [mine, other] = [await freshPlan(city), await offeredPlan(city)]
      expect(await ask(mine.clientId, { intent, planId: other.planId })).toEqual({
        ok: false,
        error: 'not-found',
      })
      const states = await city.work(({ db }) =>
        db
          .select({ state: workPlanVersion.state })
          .from(workPlanVersion)
          .where(eq(workPlanVersion.planId, other.planId)),
      )
      expect(states).toEqual<{ state: VersionState }[]>([{ state: 'offered' }])
    },
  )
})

describe('steps', () => {
  const mark = (
    { clientId, planId }: { clientId: string; planId: string },
    other: { step?: string; state?: 'done' | 'dropped' | 'open'; note?: string; occurredOn?: string } = {},
  ) =>
    ask(clientId, {
      intent: 'mark',
      planId,
      step: 's1',
      state: 'done',
      note: '',
      occurredOn: '2026-03-09',
      appointmentId: undefined,
      ...other,
    })
  it('are ticked off, dropped with a reason and opened again, the last word counting', async () => {
    const plan = await signedPlan(city)
    expect(await mark(plan)).toEqual({ ok: true, value: null })
    expect(await mark(plan, { state: 'open' })).toEqual({ ok: false, error: 'reason-missing' })
    expect(await mark(plan, { state: 'open', note: 'Kurs war voll' })).toMatchObject({ ok: true })
    expect(await mark(plan, { step: 's2', state: 'dropped', note: 'hat schon einen' })).toMatchObject({
      ok: true,
    })
    expect((await sheetOf(plan.clientId))?.marks).toMatchObject([
      { stepKey: 's1', state: 'open', nth: 2, note: 'Kurs war voll' },
      { stepKey: 's2', state: 'dropped', nth: 1 },
    ])
  })
  it('by two people at once are one line', async () => {
    const plan = await signedPlan(city)
    const both = await Promise.all([mark(plan), mark(plan)])
    expect(both.every(({ ok }) => ok)).toBe(true)
    expect((await sheetOf(plan.clientId))?.marks).toMatchObject([{ stepKey: 's1', state: 'done', nth: 1 }])
  })
  it('that are done stay done in the next version', async () => {
    const plan = await signedPlan(city)
    await mark(plan)
    const sheet = await sheetOf(plan.clientId)
    if (!sheet) throw new Error('no plan')
    const content = { targetJob: 'Maler', rhythmWeeks: 6, goals: sheet.goals }
    await plan.write(content, { basis: plan.hash })
    await plan.both()
    expect(await sheetOf(plan.clientId)).toMatchObject({
      version: 2,
      marks: [{ stepKey: 's1', state: 'done' }],
    })
  })
  it('wait for both signatures', async () => {
    expect(await mark(await offeredPlan(city))).toEqual({ ok: false, error: 'not-in-force' })
  })
  it('of another client are not found', async () => {
    const [mine, other] = [await signedPlan(city), await signedPlan(city)]
    expect(await mark({ clientId: mine.clientId, planId: other.planId })).toEqual({
      ok: false,
      error: 'not-found',
    })
  })
})
