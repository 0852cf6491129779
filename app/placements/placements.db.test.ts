import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CityWork } from '../../db/act.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { employer } from '../../db/city/schema/placements.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { takeBack } from '../undo/commands.server.ts'
import { endPlacement, recordPlacement } from './commands.server.ts'
import { type PlacementInput, placementInput } from './input.ts'
import { listPlacements, PAGE_SIZE, placementsOf } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const today = '2026-03-09'
const form = (change: Partial<PlacementInput> = {}): PlacementInput => ({
  formKey: randomUUID(),
  employer: 'Bäckerei Nowak',
  town: 'Wuppertal',
  jobTitle: 'Verkäuferin',
  workingTime: 'part-time',
  hoursPerWeek: 19.5,
  firstDay: today,
  sure: false,
  ...change,
})
const newClient = () => city.work((work) => makeClient(work).then(({ clientId }) => clientId))
const place = (clientId: string, input: PlacementInput) =>
  city.work((work) => recordPlacement(work, clientId, input))
const placed = (clientId: string) => city.work(({ db }) => placementsOf(db, clientId, today))
const told = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind, occurredOn, words }) => ({ kind, occurredOn, words })).slice(1)
  })
const count = (name: string) =>
  city.work(({ db }) => db.$count(employer, eq(sql`lower(${employer.name})`, name.toLowerCase())))

describe('recording a placement', () => {
  it('makes the employer, the placement and a line in the stream', async () => {
    const clientId = await newClient()
    const input = form({ firstDay: '2026-04-01', workingTime: 'full-time', hoursPerWeek: 39 })
    expect(await place(clientId, input)).toEqual({ ok: true, value: input.formKey })
    expect(await placed(clientId)).toMatchObject([
      {
        employerName: 'Bäckerei Nowak',
        employerTown: 'Wuppertal',
        fullTime: true,
        hoursPerWeek: 39,
        firstDay: '2026-04-01',
        state: 'planned',
        programmeName: 'Partizipation',
        voided: null,
      },
    ])
    const words = { job: 'Verkäuferin', employer: 'Bäckerei Nowak' }
    expect(await told(clientId)).toEqual([{ kind: 'placed', occurredOn: today, words }])
  })

  it('keeps one placement of a double click, and of two people who enter the same job', async () => {
    const clientId = await newClient()
    const name = `Werk ${randomUUID()}`
    const input = form({ employer: name })
    const twice = await Promise.all([place(clientId, input), place(clientId, input)])
    const second = await place(clientId, form({ employer: name.toUpperCase() }))
    expect([...twice, second]).toEqual(Array(3).fill({ ok: true, value: input.formKey }))
    expect([await placed(clientId), await told(clientId)].map((rows) => rows.length)).toEqual([1, 1])
    expect(await count(name)).toBe(1)
  })

  it('makes one employer when two clients start there at once', async () => {
    const name = `Werk ${randomUUID()}`
    const clients = await Promise.all([newClient(), newClient()])
    const results = await Promise.all(clients.map((clientId) => place(clientId, form({ employer: name }))))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(await count(name)).toBe(1)
  })

  it('refuses without a trace: no employer is made', async () => {
    const clientId = await newClient()
    const employer = `Werk ${randomUUID()}`
    const refusals = [
      await place(clientId, form({ employer, firstDay: '2026-03-08' })),
      await place(clientId, form({ employer, firstDay: '2026-09-10' })),
    ]
    expect(refusals).toEqual([
      { ok: false, error: 'before-entry' },
      { ok: false, error: 'too-far-ahead' },
    ])
    expect([await count(employer), (await told(clientId)).length]).toEqual([0, 0])
  })

  it('asks for the town where the name is not enough', async () => {
    const clientId = await newClient()
    const name = `Werk ${randomUUID()}`
    await place(clientId, form({ employer: name, town: 'Solingen' }))
    const alone = await place(clientId, form({ employer: name, town: '', firstDay: '2026-03-10' }))
    await place(clientId, form({ employer: name, town: 'Remscheid', firstDay: '2026-03-11' }))
    const unclear = await place(clientId, form({ employer: name, town: '', firstDay: '2026-03-12' }))
    expect([alone.ok, unclear]).toEqual([true, { ok: false, error: 'which-town' }])
    expect(await count(name)).toBe(2)
  })

  it('finds no file that is none, and keeps a key to its own file', async () => {
    const [clientId, other] = await Promise.all([newClient(), newClient()])
    const input = form()
    await place(clientId, input)
    expect(await place(randomUUID(), form())).toEqual({ ok: false, error: 'not-found' })
    expect(await place(other, input)).toEqual({ ok: false, error: 'not-found' })
    expect(await placed(other)).toEqual([])
  })
})

describe('ending and taking back', () => {
  const act = async <T>(body: (work: CityWork, clientId: string, placementId: string) => Promise<T>) => {
    const clientId = await newClient()
    const { formKey } = await placeOne(clientId)
    return { clientId, placementId: formKey, run: () => city.work((work) => body(work, clientId, formKey)) }
  }
  const placeOne = async (clientId: string) => {
    const input = form()
    await place(clientId, input)
    return input
  }

  it('ends once, however often it is sent', async () => {
    const { clientId, run } = await act((work, clientId, placementId) =>
      endPlacement(work, clientId, { placementId, endedOn: today }),
    )
    expect(await Promise.all([run(), run()])).toEqual(Array(2).fill({ ok: true, value: null }))
    expect(await placed(clientId)).toMatchObject([{ endedOn: today, state: 'running' }])
    expect((await told(clientId)).map(({ kind }) => kind)).toEqual(['placed', 'placement-ended'])
  })

  it('stays in sight when taken back, with the first reason, and can be entered anew', async () => {
    let reason = 'Falsche Akte'
    const { clientId, placementId, run } = await act((work, clientId, placementId) =>
      takeBack(work, { kind: 'placement', clientId, actId: placementId }, { reason }),
    )
    await run()
    reason = 'Ein zweiter Grund'
    await run()
    const voided = { by: 'Aylin Testfall', reason: 'Falsche Akte' }
    expect(await placed(clientId)).toMatchObject([{ state: 'voided', voided }])
    const end = city.work((work) => endPlacement(work, clientId, { placementId, endedOn: today }))
    expect(await end).toEqual({ ok: false, error: 'voided' })
    await placeOne(clientId)
    expect((await placed(clientId)).map(({ state }) => state).sort()).toEqual(['running', 'voided'])
    expect((await told(clientId)).map(({ kind }) => kind)).toEqual(['placed', 'taken-back', 'placed'])
  })

  it('finds no placement of another file', async () => {
    const clientId = await newClient()
    const { formKey: placementId } = await placeOne(await newClient())
    const results = await city.work(async (work) => [
      await endPlacement(work, clientId, { placementId, endedOn: today }),
      await takeBack(work, { kind: 'placement', clientId, actId: placementId }, { reason: 'Falsche Akte' }),
      await endPlacement(work, clientId, { placementId: randomUUID(), endedOn: today }),
    ])
    expect(results).toEqual(Array(3).fill({ ok: false, error: 'not-found' }))
  })
})

describe("the city's placements", () => {
  it('come page by page, the newest first, each once', async () => {
    const clientId = await newClient()
    for (let number = 0; number < PAGE_SIZE; number++)
      await place(
        clientId,
        form({ employer: `Seite ${number}`, firstDay: number % 2 ? '2026-03-20' : '2026-03-21' }),
      )
    const seen: { id: string; firstDay: string }[] = []
    let after: string | undefined
    do {
      const page = await city.work(({ db }) => listPlacements(db, after, today))
      seen.push(...page.rows.map(({ placementId, firstDay }) => ({ id: placementId, firstDay })))
      after = page.next ?? undefined
    } while (after)
    const all = await city.work(({ db }) =>
      db.execute<{ n: number }>(sql`select count(*)::int as n from placement`),
    )
    expect([seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([all[0]?.n, all[0]?.n])
    expect(seen.map(({ firstDay }) => firstDay)).toEqual(
      seen
        .map(({ firstDay }) => firstDay)
        .sort()
        .reverse(),
    )
    expect(seen.length).toBeGreaterThan(PAGE_SIZE)
  })
})

it('takes a contradiction between working time and hours only after asking', () => {
  const typed = { ...form(), workingTime: 'full-time', hoursPerWeek: '20' }
  expect(placementInput.safeParse(typed).error?.issues).toMatchObject([
    { path: ['sure'], message: 'placements:error.fullTimeFewHours' },
  ])
  expect(placementInput.parse({ ...typed, sure: true })).toMatchObject({ hoursPerWeek: 20 })
  expect(placementInput.safeParse({ ...typed, workingTime: 'part-time', hoursPerWeek: '35' }).success).toBe(
    false,
  )
})
