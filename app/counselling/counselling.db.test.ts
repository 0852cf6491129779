import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counselling } from '../../db/city/schema/counselling.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { at, START, takingBack } from '../../tests/factories/taking-back.ts'
import { recordCounselling } from './commands.server.ts'
import { countCounselling } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const { undo, move, told, windowOf, newClient, heldTalk } = takingBack(() => city)

describe('counselling', () => {
  const talk = (change: object = {}) => ({
    formKey: randomUUID(),
    kind: 'accompaniment' as const,
    minutes: 90,
    occurredOn: '2026-03-09',
    withWhom: 'Ausländerbehörde',
    interpreter: true,
    note: 'Antrag abgegeben',
    ...change,
  })
  const counted = () =>
    city.work(({ db }) => countCounselling(db, { programmeId: city.programmeId, from: null, to: null }))

  it('counts in hours by kind, once for a double click, moves no window, and no more when taken back', async () => {
    const { clientId } = await heldTalk()
    const before = await windowOf(clientId)
    const input = talk()
    const record = () => city.work((work) => recordCounselling(work, clientId, input))
    expect(await Promise.all([record(), record()])).toEqual(Array(2).fill({ ok: true, value: input.formKey }))
    expect(await counted()).toEqual([{ kind: 'accompaniment', times: 1, minutes: 90, people: 1 }])
    expect(await windowOf(clientId)).toEqual(before)
    expect((await told(clientId)).filter((kind) => kind === 'counselled')).toHaveLength(1)
    const other = { ...input, minutes: 10 }
    expect(await city.work((work) => recordCounselling(work, clientId, other))).toEqual({
      ok: false,
      error: 'already-saved',
    })
    const target = await newClient()
    expect((await move(at('counselling', clientId, input.formKey), target.clientId)).ok).toBe(false)
    city.clock.set(START)
    const taking = await newClient()
    const moved = await move(at('counselling', clientId, input.formKey), taking.clientId)
    expect(moved.ok).toBe(true)
    expect(await counted()).toEqual([{ kind: 'accompaniment', times: 1, minutes: 90, people: 1 }])
    const [row] = await city.work(({ db }) =>
      db.select().from(counselling).where(eq(counselling.clientId, taking.clientId)),
    )
    expect(row).toMatchObject({
      minutes: 90,
      withWhom: 'Ausländerbehörde',
      interpreter: true,
      voidedAt: null,
    })
    await undo(at('counselling', taking.clientId, row?.id ?? ''))
    expect(await counted()).toEqual([])
  })

  it('is refused ahead of today, before the person took part, and for a file of nobody', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    const record = (id: string, change: object) =>
      city.work((work) => recordCounselling(work, id, talk(change)))
    expect(await record(clientId, { occurredOn: '2026-03-10' })).toEqual({ ok: false, error: 'in-future' })
    expect(await record(clientId, { occurredOn: '2025-12-31' })).toEqual({ ok: false, error: 'before-entry' })
    expect(await record(randomUUID(), {})).toEqual({ ok: false, error: 'not-found' })
  })
})
