import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { client } from '../../db/city/schema/clients.ts'
import { placement } from '../../db/city/schema/placements.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { at, job, REASON, START, takingBack } from '../../tests/factories/taking-back.ts'
import { restrictFile } from '../caseload/commands/restriction.server.ts'
import { recordPlacement } from '../placements/commands.server.ts'
import { moveAct, takeBack } from './commands.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const { undo, restore, move, pageOf, told, newClient } = takingBack(() => city)

describe('a placement', () => {
  const place = async (clientId: string, employer: string) => {
    const done = await city.work((work) => recordPlacement(work, clientId, job(employer)))
    if (!done.ok) throw new Error(done.error)
    return at('placement', clientId, done.value)
  }
  const standing = (clientId: string) =>
    city.work(({ db }) =>
      db.$count(placement, and(eq(placement.clientId, clientId), isNull(placement.voidedAt))),
    )

  it('is taken back once by two at once, the first reason stays, and all of it is told', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    const address = await place(clientId, 'Bäckerei Nowak')
    expect(await Promise.all([undo(address), undo(address)])).toEqual(
      Array(2).fill({ ok: true, value: null }),
    )
    expect((await told(clientId)).slice(1)).toEqual(['placed', 'taken-back'])
    expect((await pageOf(address))?.voided).toMatchObject({ by: caseworker.name, reason: REASON })
    expect([(await restore(address)).ok, await standing(clientId)]).toEqual([true, 1])
    await undo(address)
    await place(clientId, 'Bäckerei Nowak')
    expect(await restore(address)).toEqual({ ok: false, error: 'contradicts' })
  })

  it('moves to one person only, whoever asks for which', async () => {
    city.clock.set(START)
    const [here, one, two] = [await newClient(), await newClient(), await newClient()]
    const address = await place(here.clientId, 'Café Ada')
    const both = await Promise.all([move(address, one.clientId), move(address, two.clientId)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'not-standing' })
    expect([
      await standing(here.clientId),
      (await standing(one.clientId)) + (await standing(two.clientId)),
    ]).toEqual([0, 1])
  })

  it('moves across between two files at once without waiting for each other', async () => {
    city.clock.set(START)
    const [one, two] = [await newClient(), await newClient()]
    const [a, b] = [await place(one.clientId, 'Links'), await place(two.clientId, 'Rechts')]
    const moved = await Promise.all([move(a, two.clientId), move(b, one.clientId)])
    expect(moved.map(({ ok }) => ok)).toEqual([true, true])
  })

  it('is refused where it makes no sense, and changes nothing then', async () => {
    city.clock.set(START)
    const here = await newClient()
    const address = await place(here.clientId, 'Werkstatt Süd')
    city.clock.set('2026-03-10T08:00:00Z')
    const late = await newClient()
    city.clock.set(START)
    const same = await newClient()
    await place(same.clientId, 'Werkstatt Süd')
    const refused = await Promise.all(
      [late.clientId, here.clientId, same.clientId, randomUUID()].map((target) => move(address, target)),
    )
    expect(refused.map((result) => !result.ok && result.error)).toEqual([
      'not-taking-part',
      'same-person',
      'has-same',
      'no-such-file',
    ])
    expect([await standing(here.clientId), (await told(here.clientId)).slice(1)]).toEqual([1, ['placed']])
  })

  it('goes into no restricted file of others, and leaves a row on each of both files', async () => {
    city.clock.set(START)
    const [here, there, hidden] = [await newClient(), await newClient(), await newClient()]
    const stranger = { id: randomUUID(), name: 'Nora Fremd' }
    const second = { id: randomUUID(), name: 'Nils Fremd' }
    const address = await place(here.clientId, 'Hof Ost')
    await act(city.access(stranger), { action: 'change', subject: 'test' }, async (work) => {
      await work.db.update(client).set({ leadId: stranger.id }).where(eq(client.id, hidden.clientId))
      const done = await restrictFile(work, hidden.clientId, {
        restriction: 'threatened',
        named: [stranger, second],
        staff: [stranger.id, second.id],
      })
      if (!done.ok) throw new Error(done.error)
    })
    expect(await move(address, hidden.clientId)).toEqual({ ok: false, error: 'no-such-file' })
    await act(city.access(), { action: 'change', subject: 'undo', subjectId: here.clientId }, (work) =>
      moveAct(work, address, { targetId: there.clientId, reason: REASON, formKey: randomUUID() }),
    )
    const rows = await withConnection(
      addressOf(city.server.adminUrl, databaseOf(city.slug)),
      (sql) => sql`select subject_id from audit_event where subject = 'undo' and action = 'change'`,
    )
    const subjects = rows.map((row) => row.subject_id)
    expect(subjects).toEqual(expect.arrayContaining([here.clientId, there.clientId]))
  })

  it('of another city or another file is not there', async () => {
    const other = await makeCity()
    const mine = await newClient()
    const address = await place(mine.clientId, 'Hier')
    const foreign = await other.work((work) => makeClient(work))
    const results = await Promise.all([
      other.work((work) => takeBack(work, address, { reason: REASON })),
      undo({ ...address, clientId: (await newClient()).clientId }),
      undo({ ...address, clientId: foreign.clientId }),
      undo({ ...address, kind: 'note' }),
      move(address, foreign.clientId),
    ])
    await other.remove()
    expect(results.map((result) => !result.ok && result.error)).toEqual([
      'not-found',
      'not-found',
      'not-found',
      'not-found',
      'no-such-file',
    ])
  })
})
