/** SQL and bytes that are no text, in every address and in the fields that take words. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FILE, handOver, inCity, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.close())

describe('SQL where words are expected', () => {
  const BENT = [
    "' or '1'='1",
    "'; drop table client; --",
    '1); delete from person; --',
    "x' union select password_hash from account --",
    '$$ || pg_sleep(5) || $$',
    '%_\\',
    '\u0000',
    'a\u0000b',
  ]

  it.each(BENT)('%j in every parameter of an address is an answer and no failure', async (bent) => {
    const names = [
      'after',
      'at',
      'of',
      'before',
      'day',
      'programme',
      'period',
      'question',
      'withdraw',
      'end',
      'show',
      'hide',
      'then',
      'list',
      'form',
      'party',
      'version',
      'told',
      'next',
      'what',
      'list',
      'more',
      'part',
      'sort',
      'order',
    ]
    const query = new URLSearchParams(names.map((name) => [name, bent]))
    for (const { path, loads } of scene.web.routes) {
      if (!loads) continue
      for (const account of [scene.lead, scene.dpo]) {
        const answer = await scene.web.get(`${scene.filled(path)}?${query}`, scene.cookieOf(account))
        expect([path, answer.status < 500]).toEqual([path, true])
      }
      const climbing = scene.filled(path, {
        street: encodeURIComponent(bent),
        id: encodeURIComponent(bent),
        step: encodeURIComponent(bent),
        city: encodeURIComponent(bent),
        token: encodeURIComponent(bent),
      })
      expect([climbing, (await scene.web.get(climbing, scene.cookieOf(scene.lead))).status < 500]).toEqual([
        climbing,
        true,
      ])
    }
    const street = `/c/${scene.home.slug}/outreach/street/${encodeURIComponent(bent)}`
    expect((await scene.web.get(street, scene.cookieOf(scene.lead))).status).toBe(404)
  })

  const TEXTS: [string, string, () => Record<string, string>][] = [
    ['/c/:city/clients', 'q', () => ({})],
    [FILE, 'text', () => ({ formKey: randomUUID(), readers: 'internal' })],
    ['/c/:city/employers/new', 'name', () => ({ town: 'Wuppertal' })],
    ['/c/:city/employers/new', 'town', () => ({ name: `Betrieb ${randomUUID()}` })],
    [`${FILE}/assessment/ability`, 'abilityNote', () => ({ formKey: randomUUID(), version: '0', nth: '0' })],
    [`${FILE}/permit`, 'wording', () => ({ formKey: randomUUID(), seenOn: '2026-03-09' })],
    [
      `${FILE}/plan/edit`,
      'targetJob',
      () => ({ 'goals[0].what': 'Deutsch', 'goals[0].steps[0].what': 'Kurs' }),
    ],
    [
      `${FILE}/placement`,
      'jobTitle',
      () => ({
        formKey: randomUUID(),
        employer: 'Kroll',
        town: 'W',
        workingTime: 'part-time',
        hoursPerWeek: '20',
        firstDay: '2026-03-09',
      }),
    ],
    [
      `${FILE}/counselling`,
      'note',
      () => ({ formKey: randomUUID(), kind: 'phone', duration: '10', occurredOn: '2026-03-09' }),
    ],
    [`${FILE}/undo/:kind/:act`, 'q', () => ({ intent: 'search' })],
    ['/c/:city/caseload', 'note', () => handOver(scene)],
    ['/c/:city/settings/days', 'name', () => ({ from: '2026-12-23' })],
    ['/c/:city/settings/programmes', 'name', () => ({ startsOn: '2026-01-01' })],
    [
      '/c/:city/settings/catalogue/new',
      'what',
      () => ({ formKey: randomUUID(), goal: 'job', who: 'client', weeks: '6' }),
    ],
    [
      '/c/:city/settings/catalogue/:step',
      'evidence',
      () => ({ goal: 'german', what: 'Kurs', who: 'client', weeks: '6' }),
    ],
    ['/c/:city/team/new', 'email', () => ({ as: 'lead' })],
    ['/sign-in', 'email', () => ({ password: 'x' })],
    ['/password-reset', 'email', () => ({})],
    ['/account/email', 'email', () => ({ password: 'x' })],
    ['/language', 'locale', () => ({})],
  ]
  it.each(TEXTS)('in %s, field %s, is kept as it is or refused', async (path, field, form) => {
    const people = () =>
      inCity(scene.home, async (sql) => [
        await sql`select count(*) from client`,
        await sql`select count(*) from person`,
      ])
    const before = await people()
    for (const bent of BENT) {
      const answer = await scene.web.post(
        scene.filled(path),
        { ...form(), [field]: bent },
        scene.cookieOf(scene.lead),
      )
      expect([path, bent, answer.status < 500]).toEqual([path, bent, true])
    }
    expect(await people()).toEqual(before)
  })

  it('finds nobody it would not find as words', async () => {
    for (const bent of BENT) {
      const text = await (
        await scene.web.post(scene.filled('/c/:city/clients'), { q: bent }, scene.cookieOf(scene.lead))
      ).text()
      expect(text).not.toContain(scene.mine.clientId)
    }
  })
})
