import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cityAddress, withPlatform } from '../../../db/fleet/registry.ts'
import { withConnection } from '../../../db/fleet/server.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { makeHouse, order as orderOf } from '../../../tests/factories/rounds.ts'
import { recordVisit } from '../commands.server.ts'
import { builtOn, endStatesOf, lastImports, missingFrom, unreached } from '../imports.server.ts'
import { closeRound, planRound } from '../rounds/commands.server.ts'
import { roundsOfList } from '../rounds/queries.server.ts'
import { takeBackImport } from '../take-back.server.ts'
import type { DraftInput } from './input.ts'
import { draftPage, type PreviewPage } from './page.server.ts'
import { readDraft, runDraftForm } from './run.server.ts'
import { forgetOldDrafts, keepUpload } from './store.server.ts'

const LIST = readFileSync(new URL('../../../tests/fixtures/city-list-wuppertal.csv', import.meta.url))

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
  city.clock.set('2026-11-22T12:00:00Z')
})
afterAll(() => city.remove())

const count = async (what: string): Promise<number> => {
  const [row] = await city.work(({ db }) =>
    db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(what)}`),
  )
  return row?.n ?? -1
}

async function upload(bytes: Uint8Array): Promise<string> {
  const kept = await city.work((work) => keepUpload(work, { bytes, programme: 'laufend' }))
  if (!kept.ok) throw new Error(kept.error)
  await readDraft(city.access(), kept.value)
  return kept.value
}
async function pageOf(id: string, query = '') {
  const wait = async () => city.work(({ db }) => draftPage(db, city.slug, id, new URLSearchParams(query)))
  let page = await wait()
  while (page.kind === 'working' || page.kind === 'unread') {
    await new Promise((resolve) => setTimeout(resolve, 50))
    page = await wait()
  }
  return page
}
async function preview(id: string, query = ''): Promise<PreviewPage> {
  const page = await pageOf(id, query)
  if (page.kind !== 'preview') throw new Error(JSON.stringify(page))
  return page
}
const form = async (id: string, input: DraftInput) => {
  await runDraftForm(city.access(), id, input)
  return pageOf(id)
}
let minutes = 0
const take = async (id: string, what: 'everything' | 'created' | 'updated' = 'everything') => {
  const { fingerprint } = await preview(id)
  minutes += 1
  city.clock.set(`2026-11-22T12:${String(minutes).padStart(2, '0')}:00Z`)
  return form(id, { intent: 'take', take: what, fingerprint })
}
const importOf = async (id: string) =>
  (await city.work(({ db }) => lastImports(db))).find((one) => one.id === id)

const csv = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const HEAD = 'AZR-Nr;Familienname;Vorname;Geburtsdatum;Telefon;Straße;Hausnr.;PLZ;Ort'
const SELAM = '641672336265;Haile;Selam;19.11.1980;0202 5634321;Gathe;12;42107;Wuppertal'
const MOVED = '641672336265;Haile;Selam;19.11.1980;0202 5634322;Gathe;14;42107;Wuppertal'
const AMIN = ';Ahmadi;Amin;01.02.1990;;Gathe;12;42107;Wuppertal'

describe('a list on its way in', () => {
  it('shows what it would do, writes nobody, and is taken once by two people at once', async () => {
    const id = await upload(LIST)
    const page = await preview(id)
    expect(page.counts).toMatchObject({ created: 180, updated: 0, unchanged: 0, duplicate: 7, rejected: 13 })
    expect(page.rows).toBe(200)
    const rejected = await preview(id, 'show=rejected')
    expect(rejected.shown[0]).toMatchObject({
      line: 19,
      outcome: 'rejected',
      reason: { column: 'birth-date', code: 'in-future', cell: expect.stringMatching(/\d{4}/) },
    })
    expect(await count('person')).toBe(0)
    const input = { intent: 'take', take: 'everything', fingerprint: page.fingerprint } as const
    await Promise.all([runDraftForm(city.access(), id, input), runDraftForm(city.access(), id, input)])
    expect((await pageOf(id)).kind).toBe('taken')
    expect(await count('person')).toBe(180)
    expect(await count('list_import')).toBe(1)
    expect(await count('list_draft')).toBe(0)
  })

  it('a whole import goes back while nothing was built on it, and leaves nobody', async () => {
    const [{ id } = { id: '' }] = await city.work(({ db }) => lastImports(db))
    expect(await city.work(({ db }) => builtOn(db, id))).toEqual([])
    expect(await city.work((work) => takeBackImport(work, id, { reason: 'Falsche Datei' }))).toMatchObject({
      ok: true,
    })
    for (const table of [
      'person',
      'person_contact',
      'person_registry',
      'person_stay',
      'tenancy',
      'residence_title',
      'list_row',
    ])
      expect([table, await count(table)]).toEqual([table, 0])
    expect(await importOf(id)).toMatchObject({ rows: 200, created: 180, voidReason: 'Falsche Datei' })
    expect((await importOf(id))?.voidedAt).not.toBeNull()
    expect((await city.work((work) => takeBackImport(work, id, { reason: 'noch einmal' }))).ok).toBe(true)
    expect(await importOf(id)).toMatchObject({ voidReason: 'Falsche Datei' })
  })

  it('an unknown header is asked about, and never again', async () => {
    const file = csv(`${HEAD};Frobnikat;Bemerkung`, `${SELAM};Tigrinya;ruft an`)
    const id = await upload(file)
    const asked = await pageOf(id)
    expect(asked).toMatchObject({ kind: 'which-columns', questions: [{ position: 10 }, { position: 11 }] })
    const views = asked.kind === 'which-columns' ? asked.views : []
    const columns = views.map(({ meaning, header }) =>
      header === 'Frobnikat' ? 'language' : (meaning ?? 'leave-out'),
    )
    expect((await form(id, { intent: 'columns', columns })).kind).toBe('preview')
    const again = await preview(await upload(file))
    expect(again.views.slice(-2)).toMatchObject([
      { meaning: 'language', remembered: true },
      { meaning: 'leave-out', remembered: true },
    ])
    expect((await take(id)).kind).toBe('taken')
    const [row] = await city.work(({ db }) =>
      db.execute<{ language: string }>(sql`select language_text as language from person_contact`),
    )
    expect(row?.language).toBe('Tigrinya')
  })

  it('what changed since the preview is shown again before it is taken', async () => {
    const stale = await upload(csv(HEAD, MOVED, AMIN))
    const { fingerprint } = await preview(stale)
    await take(await upload(csv(HEAD, AMIN)))
    const page = await form(stale, { intent: 'take', take: 'everything', fingerprint })
    expect(page).toMatchObject({
      kind: 'preview',
      outdated: true,
      counts: { created: 0, updated: 1, unchanged: 1 },
    })
    const shown = await preview(stale, 'show=updated')
    expect(shown.shown[0]?.changes).toEqual([
      { column: 'house-number', before: '12', after: '14' },
      { column: 'phone', before: '+492025634321', after: '+492025634322' },
    ])
    await form(stale, { intent: 'throw-away' })
    expect((await pageOf(stale)).kind).toBe('gone')
  })

  it('takes what is chosen, and the rest is left out and still counted', async () => {
    const id = await upload(
      csv(
        HEAD,
        MOVED,
        AMIN,
        ';Neu;Eins;03.03.1993;;;;;',
        ';Neu;Zwei;04.04.1994;;;;;',
        ';Neu;Zwei;04.04.1994;;;;;',
      ),
    )
    await form(id, { intent: 'exclude', line: 4, back: '' })
    await form(id, { intent: 'exclude', line: 5, back: '' })
    await form(id, { intent: 'include', line: 4, back: '' })
    expect((await take(id, 'created')).kind).toBe('taken')
    expect(await importOf(id)).toMatchObject({
      rows: 5,
      created: 1,
      updated: 0,
      unchanged: 1,
      duplicates: 1,
      leftOut: 2,
    })
    const states = await city.work(({ db }) => endStatesOf(db, id))
    expect(states.reduce((sum, { rows }) => sum + rows, 0)).toBe(5)
    const missing = await city.work(({ db }) => missingFrom(db, id, { limit: 9, offset: 0 }))
    expect(missing.all).toBe(0)
  })

  it('a change goes back to what was before, and a visit or a later list stands in the way', async () => {
    const picture = () =>
      city.work(({ db }) => db.execute(sql`select person_id, picture from person_picture order by 1`))
    const before = await picture()
    const id = await upload(csv(HEAD, `${MOVED}`, ';Neu;Drei;05.05.1995;;;;;'))
    await take(id)
    expect(await picture()).not.toEqual(before)
    const later = await upload(csv(HEAD, MOVED))
    await take(later)
    expect(await city.work(({ db }) => builtOn(db, id))).toEqual([{ what: 'later-list', people: 1 }])
    expect(await city.work((work) => takeBackImport(work, id, { reason: 'Test' }))).toMatchObject({
      error: 'built-on',
    })
    await city.work((work) => takeBackImport(work, later, { reason: 'Test' }))
    expect((await city.work((work) => takeBackImport(work, id, { reason: 'Test' }))).ok).toBe(true)
    expect([...(await picture())]).toEqual([...before])

    const visited = await upload(csv(HEAD, ';Neu;Vier;06.06.1996;;Gathe;1;42107;Wuppertal'))
    await take(visited)
    const [one] = await city.work(({ db }) =>
      db.execute<{ id: string }>(sql`select id from person where given_name = 'Vier'`),
    )
    await city.work((work) =>
      recordVisit(work, {
        formKey: visited,
        personId: one?.id ?? '',
        outcome: 'nobody-home',
        occurredOn: '2026-11-22',
      }),
    )
    expect(await city.work(({ db }) => builtOn(db, visited))).toEqual([{ what: 'visit', people: 1 }])
    const missing = await city.work(({ db }) => missingFrom(db, visited, { limit: 1, offset: 0 }))
    expect(missing).toMatchObject({ all: 3, people: [{ familyName: 'Ahmadi', lastOn: '2026-11-22' }] })
    expect(await city.work(({ db }) => unreached(db))).toEqual([{ lastNamedOn: '2026-11-22', people: 4 }])
  })

  it('a title above the headers and a list without any are questions', async () => {
    const titled = await upload(csv('Liste der Ausländerbehörde', 'Stand;22.11.2026', HEAD, SELAM))
    expect(await pageOf(titled)).toMatchObject({ kind: 'which-columns', headerLine: 3 })
    const page = await form(titled, { intent: 'headers', headerLine: 3 })
    expect(page).toMatchObject({ kind: 'preview', rows: 1, counts: { unchanged: 1 } })
    const bare = await upload(csv(SELAM, AMIN))
    expect(await pageOf(bare)).toMatchObject({ kind: 'which-columns', questions: [{ code: 'no-header' }] })
    await form(bare, { intent: 'headers', headerLine: 0 })
    const columns = [
      'azr-number',
      'family-name',
      'given-name',
      'birth-date',
      'phone',
      'street',
      'house-number',
      'postcode',
      'town',
    ] as const
    const settled = await form(bare, { intent: 'columns', columns: [...columns] })
    expect(settled).toMatchObject({ kind: 'preview', rows: 2, counts: { unchanged: 2 } })
  })

  it('is forgotten after a day', async () => {
    const id = await upload(csv(HEAD, SELAM))
    city.clock.set('2026-11-23T12:00:00Z')
    await city.work(forgetOldDrafts)
    expect((await pageOf(id)).kind).toBe('preview')
    city.clock.set('2026-11-23T13:00:00Z')
    await city.work(forgetOldDrafts)
    expect((await pageOf(id)).kind).toBe('gone')
    expect(await count('list_draft')).toBe(0)
  })

  it('keeps nothing of the file in the audit trail', async () => {
    const address = await withPlatform(city.server, (platform) =>
      cityAddress(city.server, platform, city.slug, 'owner'),
    )
    const [kept] = await withConnection(
      address,
      (owner) => owner`select count(*)::int as n from audit_change where table_name = 'list_draft'`,
    )
    expect(kept?.n).toBe(0)
  })
})

describe('a list for a round', () => {
  it('goes into a round that runs, out of it when it is taken back, and into none that has ended', async () => {
    const NEW = ';Kassa;Meron;04.05.1992;;Höhne;3;42275;Wuppertal'
    const OTHER = ';Kassa;Dawit;05.06.1993;;Höhne;3;42275;Wuppertal'
    const walked = await city.work((work) =>
      makeHouse(work, [{ familyName: 'Osman', givenName: 'Idil', birthDate: '1991' }]),
    )
    const order = orderOf(walked.streetKey, { fromOn: '2026-11-22', untilOn: '2026-12-22' })
    const planned = await city.work((work) => planRound(work, order, [caseworker]))
    if (!planned.ok) throw new Error(planned.error)
    const into = async (id: string) => {
      const { fingerprint, rounds } = await preview(id)
      expect(rounds.map((one) => one.id)).toContain(planned.value)
      return form(id, { intent: 'take', take: 'everything', fingerprint, round: planned.value })
    }
    const inRound = () => count(`round_person where round_id = '${planned.value}'`)
    const before = await count('person')
    const id = await upload(csv(HEAD, NEW, OTHER))
    expect((await into(id)).kind).toBe('taken')
    expect(await inRound()).toBe(3)
    expect(await city.work(({ db }) => roundsOfList(db, id))).toMatchObject([{ people: 2 }])
    expect(await city.work(({ db }) => builtOn(db, id))).toEqual([])
    expect((await city.work((work) => takeBackImport(work, id, { reason: 'Falsche Datei' }))).ok).toBe(true)
    expect([await inRound(), await count('person')]).toEqual([1, before])

    const late = await upload(csv(HEAD, NEW))
    const { fingerprint } = await preview(late)
    await city.work((work) => closeRound(work, planned.value))
    const shown = await form(late, { intent: 'take', take: 'everything', fingerprint, round: planned.value })
    expect(shown).toMatchObject({ kind: 'preview', outdated: true, rounds: [] })
    await form(late, { intent: 'throw-away' })
  })
})
