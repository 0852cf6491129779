/** The id of another city in every form and every address that takes one. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { TestCity } from '../../factories/city.ts'
import { makeAccount } from '../../factories/web.ts'
import { FIELDS } from './id-fields.ts'
import { FILE, inCity, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

/** Every table of a city but its trail, as one digest: what differs afterwards was changed. */
async function stateOf(city: TestCity): Promise<Record<string, string>> {
  return inCity(city, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('audit_event', 'audit_value', 'audit_change', 'actor')`
    const digests = tables.map(
      ({ name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from "${name}" t`,
    )
    const rows = await sql.unsafe<{ name: string; digest: string }[]>(digests.join(' union all '))
    return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
  })
}

/** `room schema.field` of every field that is an id, from the schemas themselves. */
async function idFields(): Promise<string[]> {
  const rooms = import.meta.glob<Record<string, unknown>>('../../../app/*/input.ts')
  const isId = (schema: unknown): boolean => {
    if (schema instanceof z.ZodUUID) return true
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isId(schema.unwrap())
    if (schema instanceof z.ZodUnion) return schema.options.some(isId)
    return schema instanceof z.ZodArray && isId(schema.element)
  }
  const fields: string[] = []
  for (const [file, load] of Object.entries(rooms)) {
    const room = file.split('/').at(-2)
    for (const [name, exported] of Object.entries(await load())) {
      const schema: unknown =
        name === 'searchInput' && typeof exported === 'function' ? exported('2026-03-09') : exported
      if (!(schema instanceof z.ZodObject)) continue
      // The key of a form is made here and becomes the id of what is new.
      for (const [field, part] of Object.entries(schema.shape))
        if (isId(part) && field !== 'formKey') fields.push(`${room} ${name}.${field}`)
    }
  }
  return fields.sort()
}

describe('the id of another city', () => {
  /** Where the other city has no such row, any id is as good as a foreign one. */
  async function foreign(from: string): Promise<string> {
    if (from === 'account') return (await makeAccount({ [scene.other.slug]: 'caseworker' })).id
    if (from === 'invitation' || from === 'organisation') return randomUUID()
    if (from === 'client') return scene.theirs.clientId
    const rows = await inCity(scene.other, (sql) =>
      sql.unsafe<{ id: string }[]>(`select id::text from "${from}" limit 1`),
    )
    return rows[0]?.id ?? randomUUID()
  }

  it('is tried in every field that takes one', async () => {
    expect(await idFields()).toEqual(Object.keys(FIELDS).sort())
  })

  it.each(Object.entries(FIELDS))('changes nothing in %s', async (name, { path, form, from, status, by }) => {
    const field = name.split('.')[1] ?? ''
    const before = [await stateOf(scene.home), await stateOf(scene.other)]
    const sent = { ...form(scene), [field]: await foreign(from) }
    const answer = await scene.web.post(scene.filled(path), sent, scene.cookieOf(scene[by ?? 'lead']))
    expect([name, answer.status]).toEqual([name, status])
    expect([await stateOf(scene.home), await stateOf(scene.other)]).toEqual(before)
  })

  it.each(['/rejected.csv', ''])('opens no list%s, nor does a path that climbs', async (end) => {
    const climbing = [
      '..%2f..%2f..%2fetc%2fpasswd',
      '..%5c..%5cboot.ini',
      `${scene.mine.importId}%00`,
      `${scene.mine.importId}%2f..`,
    ]
    for (const id of [scene.theirs.importId, ...climbing]) {
      const answer = await scene.web.get(
        `/c/${scene.home.slug}/outreach/lists/${id}${end}`,
        scene.cookieOf(scene.lead),
      )
      expect([id, answer.status]).toEqual([id, 404])
    }
  })

  it('brings nobody here together with somebody there, nor is he taken in', async () => {
    const { home, other, mine, theirs, web, lead } = scene
    const cookie = scene.cookieOf(lead)
    const before = [await stateOf(home), await stateOf(other)]
    for (const path of [
      `/c/${home.slug}/clients/duplicates/${mine.personId}/${theirs.personId}`,
      `/c/${home.slug}/clients/duplicates/${theirs.personId}/${mine.personId}`,
    ]) {
      expect((await web.get(path, cookie)).status).toBe(404)
      expect((await web.post(path, { reason: 'Ausweis gesehen' }, cookie)).status).toBe(404)
    }
    const taken = {
      formKey: randomUUID(),
      asker: 'self',
      concern: 'Sucht Arbeit',
      familyName: 'Haile',
      birthDate: '1980',
      person: theirs.personId,
    }
    expect((await web.post(`/c/${home.slug}/clients/new`, taken, cookie)).status).toBe(409)
    expect((await web.get(`/c/${home.slug}/clients/new?person=${theirs.personId}`, cookie)).status).toBe(404)
    expect([await stateOf(home), await stateOf(other)]).toEqual(before)
  })

  it('downloads no document, put behind a file of this city either', async () => {
    const { mine, theirs, filled, web, lead } = scene
    const path = `${FILE}/documents/:document`
    const own = await web.get(filled(path), scene.cookieOf(lead))
    expect([own.status, own.headers.get('Content-Disposition')?.slice(0, 10)]).toEqual([200, 'attachment'])
    for (const values of [
      { document: theirs.documentId },
      { id: theirs.clientId, document: mine.documentId },
      { document: randomUUID() },
      { document: '..%2f..%2fkey' },
    ])
      expect((await web.get(filled(path, values), scene.cookieOf(lead))).status).toBe(404)
  })

  it('opens no file, whichever page it is put into', async () => {
    for (const { path, loads } of scene.web.routes) {
      if (!loads || !path.includes('/:id')) continue
      const { clientId: id, appointmentId: appointment, documentId: document } = scene.theirs
      const values = { id, appointment, document }
      const answer = await scene.web.get(scene.filled(path, values), scene.cookieOf(scene.lead))
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})
