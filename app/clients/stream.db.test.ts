import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { at, job, START, takingBack } from '../../tests/factories/taking-back.ts'
import { recordCounselling } from '../counselling/commands.server.ts'
import { recordPlacement } from '../placements/commands.server.ts'
import { clientPage } from './overview.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const { undo, newClient } = takingBack(() => city)

describe('the stream', () => {
  it('comes by kind with counts, page by page, without what was taken back, and can only grow', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    for (let nth = 0; nth < 45; nth++)
      await city.work((work) =>
        recordCounselling(work, clientId, {
          formKey: randomUUID(),
          kind: 'phone',
          minutes: 10,
          occurredOn: '2026-03-09',
          withWhom: '',
          interpreter: false,
          note: `Anruf ${nth}`,
        }),
      )
    const placed = await city.work((work) => recordPlacement(work, clientId, job('Strom GmbH')))
    if (!placed.ok) throw new Error(placed.error)
    await undo(at('placement', clientId, placed.value))
    const stream = async (query: object) => {
      const asked = { group: null, hides: false, before: null, ...query }
      const page = await city.work(({ db }) => clientPage(db, clientId, asked))
      if (!page) throw new Error('no page')
      return page.stream
    }
    const first = await stream({})
    expect([first.entries.length, first.counts.contact, first.counts.work]).toEqual([40, 46, 2])
    const second = await stream({ before: first.next })
    expect([second.entries.length, second.next]).toEqual([8, null])
    const ids = [...first.entries, ...second.entries].map(({ id }) => id)
    expect(new Set(ids).size).toBe(48)
    const work = await stream({ group: 'work' })
    expect(work.entries.map(({ kind, struck }) => [kind, struck])).toEqual([
      ['taken-back', false],
      ['placed', true],
    ])
    expect((await stream({ group: 'work', hides: true })).entries).toEqual([])

    const staff = (statement: string) => city.work(({ db }) => db.execute(statement))
    await expect(staff(`update timeline set kind = 'visited'`)).rejects.toThrow()
    await expect(staff('delete from timeline')).rejects.toThrow()
    await expect(staff('truncate timeline')).rejects.toThrow()
  })
})
