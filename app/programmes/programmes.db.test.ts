import { afterAll, beforeAll, expect, it } from 'vitest'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import { withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makePerson } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn } from '../../tests/factories/web.ts'
import { openFile } from '../clients/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { type ProgrammeOrder, saveProgramme } from './commands.server.ts'
import { listProgrammes, runningProgramme } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const save = (order: ProgrammeOrder) => city.work((work) => saveProgramme(work, order))
const named = async (name: string) =>
  (await city.work(({ db }) => listProgrammes(db))).filter((programme) => programme.name === name)

it('is the one that new work belongs to from its first day on, until its last', async () => {
  const order = { name: 'Brücken', startsOn: '2026-03-01', endsOn: '2026-03-31' }
  expect(await save(order)).toEqual({ ok: true, value: null })
  const on = async (day: string) => (await city.work(({ db }) => runningProgramme(db, day)))?.name
  expect(await on('2026-02-28')).toBe('Partizipation')
  expect(await on('2026-03-01')).toBe('Brücken')
  expect(await on('2026-04-01')).toBe('Partizipation')
  const [made] = await named('Brücken')
  await save({ ...order, programme: made?.id, endsOn: undefined })
  expect(await on('2026-04-01')).toBe('Brücken')
  expect(await named('Brücken')).toEqual([{ ...made, slug: 'brucken', endsOn: null }])
})

it('keeps what belongs to it when its days change', async () => {
  await save({ name: 'Kurz', startsOn: '2026-03-05' })
  const [made] = await named('Kurz')
  const opened = await city.work(async (work) =>
    openFile(work, { personId: await makePerson(work), origin: 'door', occurredOn: '2026-03-09' }),
  )
  const ended = { name: 'Kurz', programme: made?.id, startsOn: '2026-03-05', endsOn: '2026-03-06' }
  expect(await save(ended)).toEqual({ ok: true, value: null })
  const head = await city.work(async ({ db }) => opened.ok && clientHead(db, opened.value.clientId))
  expect(head).toMatchObject({ programmeName: 'Kurz' })
})

it('bears a name of its own, in any case of letters', async () => {
  await save({ name: 'Neustart', startsOn: '2025-01-01' })
  expect(await save({ name: 'NEUSTART', startsOn: '2026-01-01' })).toEqual({ ok: false, error: 'named' })
  await save({ name: 'Aufbruch', startsOn: '2025-01-01' })
  const [other] = await named('Aufbruch')
  expect(await save({ name: 'neustart', programme: other?.id, startsOn: '2025-01-01' })).toEqual({
    ok: false,
    error: 'named',
  })
  expect(await save({ name: 'aufbruch', programme: other?.id, startsOn: '2025-01-01' })).toEqual({
    ok: true,
    value: null,
  })
  expect(await save({ name: 'Aufbruch!', startsOn: '2025-01-01' })).toEqual({ ok: true, value: null })
  expect((await named('Aufbruch!')).map(({ slug }) => slug)).toEqual(['aufbruch-2'])
})

it('is made once when two leads make it at once', async () => {
  const done = await Promise.all(
    ['2025-01-01', '2025-02-01'].map((startsOn) => save({ name: 'Zugleich', startsOn })),
  )
  expect(done.filter(({ ok }) => ok)).toHaveLength(1)
  expect(done).toContainEqual({ ok: false, error: 'named' })
  expect(await named('Zugleich')).toHaveLength(1)
})

it('is made once when its form is sent twice', async () => {
  const done = await Promise.all([1, 2].map(() => save({ name: 'Doppelt', startsOn: '2025-01-01' })))
  expect(done.map(({ ok }) => ok)).toEqual([true, true])
  expect(await named('Doppelt')).toHaveLength(1)
})

it('is not to be changed when it is none of the city', async () => {
  const stranger = '0b000000-0000-4000-8000-000000000009'
  expect(await save({ name: 'Fremd', programme: stranger, startsOn: '2025-01-01' })).toEqual({
    ok: false,
    error: 'not-found',
  })
  expect(await named('Fremd')).toEqual([])
})

it.each(['outreach/lists', 'reports', 'settings/programmes'])(
  'is said on %s to be none yet in a city that has just been made',
  async (path) => {
    const young = await makeCity()
    const address = await withPlatform(young.server, (platform) =>
      cityAddress(young.server, platform, young.slug, 'owner'),
    )
    await withConnection(address, (owner) => owner`delete from programme`)
    const web = await makeWeb()
    const cookie = await signIn(web, await makeAccount({ [young.slug]: 'lead' }))
    const page = await (await web.get(`/c/${young.slug}/${path}`, cookie)).text()
    await young.remove()
    expect(page).toContain('Es gibt noch kein Programm.')
    expect(page).not.toContain('name="file"')
  },
)
