import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cityAddress, withPlatform } from '../../../db/fleet/registry.ts'
import { withConnection } from '../../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { workbookOf } from '../../../tests/factories/workbook.ts'
import { nobodyHome, recordVisit } from '../commands.server.ts'
import { lastImports } from '../imports.server.ts'
import { takeBackImport } from '../take-back.server.ts'
import { takeDraft } from './commands.server.ts'
import { type DraftPage, draftPage, type PreviewPage } from './page.server.ts'
import { readDraft, runDraftForm } from './run.server.ts'
import { keepUpload } from './store.server.ts'

const TODAY = '2026-03-09'
const HEAD = ['Familienname', 'Vorname', 'Geburtsdatum', 'Straße', 'Hausnr.', 'PLZ', 'Ort']
const row = (given: string): string[] => ['Haile', given, '19.11.1980', 'Gathe', '12', '42107', 'Wuppertal']

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

async function upload(bytes: Uint8Array): Promise<string> {
  const kept = await city.work((work) => keepUpload(work, { bytes, programme: 'laufend' }))
  if (!kept.ok) throw new Error(kept.error)
  await readDraft(city.access(), kept.value)
  return kept.value
}
async function pageOf(id: string): Promise<DraftPage> {
  for (;;) {
    const page = await city.work(({ db }) => draftPage(db, city.slug, id, new URLSearchParams()))
    if (page.kind !== 'working' && page.kind !== 'unread') return page
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
async function preview(id: string): Promise<PreviewPage> {
  const page = await pageOf(id)
  if (page.kind !== 'preview') throw new Error(JSON.stringify(page))
  return page
}
const csv = (...rows: string[][]) =>
  new TextEncoder().encode([HEAD, ...rows].map((cells) => cells.join(';')).join('\n'))

async function takeIn(...given: string[]): Promise<string> {
  const id = await upload(csv(...given.map(row)))
  const { fingerprint } = await preview(id)
  await runDraftForm(city.access(), id, { intent: 'take', take: 'everything', fingerprint })
  expect((await pageOf(id)).kind).toBe('taken')
  return id
}

const TABLES = ['person', 'tenancy', 'dwelling', 'list_import', 'list_row', 'list_draft'] as const
async function counts(): Promise<Record<string, unknown>> {
  const parts = TABLES.map((name) => `(select count(*)::int from ${name}) as ${name}`)
  const [found] = await city.work(({ db }) => db.execute(sql.raw(`select ${parts.join(', ')}`)))
  return { ...found }
}
const personCalled = async (given: string): Promise<string> => {
  const [found] = await city.work(({ db }) =>
    db.execute<{ id: string }>(sql`select id from person where given_name = ${given}`),
  )
  if (!found) throw new Error(`Nobody is called ${given}`)
  return found.id
}

const ownerAddress = (): Promise<string> =>
  withPlatform(city.server, (platform) => cityAddress(city.server, platform, city.slug, 'owner'))

describe('an import that is cut off', () => {
  it('by the loss of its connection after the persons are written, leaves nothing and can be taken again', async () => {
    const id = await upload(csv(row('Selam'), row('Amin')))
    const { fingerprint } = await preview(id)
    const before = await counts()
    const take = () =>
      city.work((work) =>
        takeDraft(work, id, { take: 'everything', fingerprint }, { compared: () => {}, saved: () => {} }),
      )
    await withConnection(await ownerAddress(), (owner) =>
      owner.begin(async (tx) => {
        // Persons and the import are written by then, the rows of the list wait for this table.
        await tx`lock table list_row in share mode`
        const cut = expect(take()).rejects.toThrow()
        await withConnection(city.server.adminUrl, async (admin) => {
          for (let killed = 0; killed === 0; )
            killed = (
              await admin`select pg_terminate_backend(pid) from pg_stat_activity
                where datname = ${`city_${city.slug}`} and wait_event_type = 'Lock'`
            ).length
        })
        await cut
      }),
    )
    expect(await counts()).toEqual(before)
    expect(await take()).toMatchObject({ ok: true })
    expect(await counts()).toMatchObject({ person: 2, list_import: 1, list_row: 2, list_draft: 0 })
  })
})

describe('a workbook of several sheets', () => {
  it('asks which one is the list, and reads that one alone', async () => {
    const id = await upload(
      workbookOf([
        { name: 'Deckblatt', rows: [['Ausländerbehörde'], ['Stand 09.03.2026']] },
        { name: 'Februar', rows: [HEAD, row('Almaz')] },
        { name: 'März', rows: [HEAD, row('Biniam'), row('Sahra')] },
      ]),
    )
    expect(await pageOf(id)).toMatchObject({
      kind: 'which-sheet',
      sheets: [
        { name: 'Deckblatt', rows: 2 },
        { name: 'Februar', rows: 2 },
        { name: 'März', rows: 3 },
      ],
    })
    await runDraftForm(city.access(), id, { intent: 'sheet', sheet: 2 })
    expect((await preview(id)).shown.map(({ name }) => name)).toEqual(['Haile, Biniam', 'Haile, Sahra'])
    await runDraftForm(city.access(), id, { intent: 'sheet', sheet: 7 })
    expect((await preview(id)).rows).toBe(2)
    await runDraftForm(city.access(), id, { intent: 'throw-away' })
  })
})

describe('a visit while its list is being taken back', () => {
  const visit = (personId: string) =>
    city.work((work) =>
      recordVisit(work, { formKey: randomUUID(), personId, outcome: 'interested', occurredOn: TODAY }),
    )
  const houseOf = async (personId: string): Promise<string> => {
    const [home] = await city.work(({ db }) =>
      db.execute<{ id: string }>(sql`select dwelling_id as id from tenancy where person_id = ${personId}`),
    )
    return home?.id ?? ''
  }
  /** Does `first` and keeps it open until `second` waits for it. */
  async function meanwhile<A, B>(
    first: (work: Parameters<Parameters<TestCity['work']>[0]>[0]) => Promise<A>,
    second: () => Promise<B>,
  ): Promise<[A, B]> {
    let waiting: Promise<B> | undefined
    const done = await city.work(async (work) => {
      const result = await first(work)
      waiting = second()
      await untilSomebodyWaits()
      return result
    })
    if (!waiting) throw new Error('Nobody came second')
    return [done, await waiting]
  }
  const untilSomebodyWaits = (): Promise<void> =>
    withConnection(city.server.adminUrl, async (admin) => {
      for (let waits = 0; waits === 0; )
        waits = (
          await admin`select from pg_stat_activity where wait_event_type = 'Lock' and datname = ${`city_${city.slug}`}`
        ).length
    })

  it('finds nobody', async () => {
    const id = await takeIn('Dawit')
    const dawit = await personCalled('Dawit')
    const [back, visited] = await meanwhile(
      (work) => takeBackImport(work, id, { reason: 'Falsche Liste' }),
      () => visit(dawit),
    )
    expect([back, visited]).toMatchObject([{ ok: true }, { ok: false, error: 'unknown-person' }])
  })

  it('in a whole house finds those who stay', async () => {
    const id = await takeIn('Eyob')
    const home = await houseOf(await personCalled('Eyob'))
    const [back, visited] = await meanwhile(
      (work) => takeBackImport(work, id, { reason: 'Falsche Liste' }),
      () =>
        city.work((work) =>
          nobodyHome(work, { formKey: randomUUID(), dwellingId: [home], occurredOn: TODAY }),
        ),
    )
    expect([back, visited]).toMatchObject([{ ok: true }, { ok: true, value: 2 }])
  })

  it('that came first stands in the way', async () => {
    const id = await takeIn('Fithawi')
    const fithawi = await personCalled('Fithawi')
    const [visited, back] = await meanwhile(
      (work) =>
        recordVisit(work, {
          formKey: randomUUID(),
          personId: fithawi,
          outcome: 'nobody-home',
          occurredOn: TODAY,
        }),
      () => city.work((work) => takeBackImport(work, id, { reason: 'Falsche Liste' })),
    )
    expect([visited, back]).toMatchObject([{ ok: true }, { ok: false, error: 'built-on' }])
    expect(await personCalled('Fithawi')).toBe(fithawi)
  })
})

describe('lists of the same instant', () => {
  it('are later than each other in the order they were taken in', async () => {
    const first = await takeIn('Goitom')
    const second = await takeIn('Goitom')
    const order = (await city.work(({ db }) => lastImports(db))).map(({ id }) => id)
    expect(order.slice(0, 2)).toEqual([second, first])
    const back = (id: string) => city.work((work) => takeBackImport(work, id, { reason: 'Doppelt' }))
    expect(await back(first)).toMatchObject({ ok: false })
    expect(await back(second)).toMatchObject({ ok: true })
    expect(await back(first)).toMatchObject({ ok: true })
  })
})
