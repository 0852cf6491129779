import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { client, timeline } from '../../db/city/schema/clients.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient, makePerson } from '../../tests/factories/people.ts'
import { applyForExtension, decideOnExtension, recordListedTitle, recordTitle } from './commands.server.ts'
import type { ApplyInput, DecideInput, TitleInput } from './input.ts'
import { currentTitleOf, expiringTitles, extensionsOf, openExtensionOf, titlesOf } from './queries.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))

const today = '2026-03-09'
const duldung = { status: 'duldung', wording: 'Duldung § 60a', validUntil: '2026-06-10' } as const
const later = () => city.clock.set('2026-03-09T08:05:00Z')
const newClient = () => city.work((work) => makeClient(work))
const see = (clientId: string, change: Partial<TitleInput> = {}) => {
  const input = { formKey: randomUUID(), ...duldung, seenOn: today, ...change }
  return city.work((work) => recordTitle(work, clientId, input))
}
const apply = (clientId: string, change: Partial<ApplyInput> = {}) => {
  const input = { formKey: randomUUID(), appliedOn: '2026-03-02', ...change }
  return city.work((work) => applyForExtension(work, clientId, input))
}
const decide = (clientId: string, extensionId: string, change: Partial<DecideInput> = {}) => {
  const input = {
    extensionId,
    outcome: 'granted' as const,
    decidedOn: '2026-03-05',
    status: 'ae-25b' as const,
    wording: '',
    validUntil: '2028-03-01',
    ...change,
  }
  return city.work((work) => decideOnExtension(work, clientId, input))
}
const told = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind, occurredOn, words }) => ({ kind, occurredOn, words })).slice(1)
  })
/** A client with a Duldung and an application. */
const applied = async () => {
  city.clock.set('2026-03-09T08:00:00Z')
  const { clientId, personId } = await newClient()
  await see(clientId)
  const extension = await apply(clientId)
  if (!extension.ok) throw new Error(extension.error)
  later()
  return { clientId, personId, extensionId: extension.value }
}

describe('papers', () => {
  it('keeps the history, and the one seen last is current', async () => {
    const { clientId, personId } = await newClient()
    await see(clientId, { seenOn: '2026-03-01' })
    await see(clientId, { seenOn: '2025-01-07', validUntil: '2025-07-07' })
    later()
    await see(clientId, { status: 'ae-25b', wording: '', validUntil: '2028-03-01' })
    const titles = await city.work(({ db }) => titlesOf(db, personId))
    expect(titles.map(({ validUntil }) => validUntil)).toEqual(['2028-03-01', '2026-06-10', '2025-07-07'])
    expect(titles[0]).toMatchObject({ wording: 'Aufenthaltserlaubnis § 25b (nachhaltige Integration)' })
    expect(await city.work(({ db }) => currentTitleOf(db, personId))).toMatchObject({ status: 'ae-25b' })
  })

  it('is one paper after a double click', async () => {
    const { clientId, personId } = await newClient()
    const formKey = randomUUID()
    expect(await Promise.all([see(clientId, { formKey }), see(clientId, { formKey })])).toEqual(
      Array(2).fill({ ok: true, value: formKey }),
    )
    expect(await city.work(({ db }) => titlesOf(db, personId))).toHaveLength(1)
  })

  it('takes from a list only what is news', async () => {
    const personId = await city.work((work) => makePerson(work))
    const listed = (validUntil: string) =>
      city.work((work) =>
        recordListedTitle(work, { personId, ...duldung, validUntil, seenOn: work.today.toString() }),
      )
    expect(await listed('2026-06-10')).toBe(true)
    expect(await listed('2026-06-10')).toBe(false)
    later()
    expect(await listed('2026-12-10')).toBe(true)
    expect(await listed('2026-06-10')).toBe(false)
    expect(await city.work(({ db }) => currentTitleOf(db, personId))).toMatchObject({
      validUntil: '2026-12-10',
    })
  })
})

describe('an extension', () => {
  it('is applied for, granted, and leaves the old paper in the history', async () => {
    const { clientId, personId, extensionId } = await applied()
    expect(await city.work(({ db }) => openExtensionOf(db, clientId))).toMatchObject({
      extensionId,
      appliedOn: '2026-03-02',
      title: duldung,
    })
    expect(await decide(clientId, extensionId)).toEqual({ ok: true, value: null })
    expect(await city.work(({ db }) => openExtensionOf(db, clientId))).toBeUndefined()
    expect((await city.work(({ db }) => titlesOf(db, personId))).map(({ status }) => status)).toEqual([
      'ae-25b',
      'duldung',
    ])
    expect(await told(clientId)).toEqual([
      { kind: 'extension-applied', occurredOn: '2026-03-02', words: {} },
      { kind: 'extension-granted', occurredOn: '2026-03-05', words: { until: '2028-03-01' } },
    ])
  })

  it('keeps the words of a paper that is extended as it is, and tells an unlimited one so', async () => {
    const one = await applied()
    await decide(one.clientId, one.extensionId, { status: null, validUntil: '2026-12-10' })
    expect(await city.work(({ db }) => currentTitleOf(db, one.personId))).toMatchObject({
      ...duldung,
      validUntil: '2026-12-10',
    })
    const two = await applied()
    await decide(two.clientId, two.extensionId, { status: 'niederlassung', validUntil: null })
    expect((await told(two.clientId)).at(-1)).toMatchObject({ kind: 'extension-unlimited' })
    expect(await apply(two.clientId, { appliedOn: today })).toEqual({ ok: false, error: 'unlimited' })
  })

  it('is one after a double click, and one of two workers', async () => {
    const { clientId } = await newClient()
    await see(clientId)
    const formKey = randomUUID()
    const results = await Promise.all([
      apply(clientId, { formKey }),
      apply(clientId, { formKey }),
      apply(clientId),
    ])
    expect(new Set(results.map((result) => result.ok && result.value)).size).toBe(1)
    expect(await apply(clientId, { appliedOn: '2026-03-03' })).toEqual({ ok: false, error: 'already-open' })
    expect(await city.work(({ db }) => extensionsOf(db, clientId))).toHaveLength(1)
    expect(await told(clientId)).toHaveLength(1)
  })

  it('needs a paper', async () => {
    const { clientId } = await newClient()
    expect(await apply(clientId)).toEqual({ ok: false, error: 'no-title' })
  })

  it('is not decided before it was applied for', async () => {
    const { clientId, personId, extensionId } = await applied()
    expect(await decide(clientId, extensionId, { decidedOn: '2026-03-01' })).toEqual({
      ok: false,
      error: 'decided-before-applied',
    })
    expect(await city.work(({ db }) => titlesOf(db, personId))).toHaveLength(1)
  })

  it('is decided once: the same answer again changes nothing, another is refused', async () => {
    const { clientId, personId, extensionId } = await applied()
    expect(await Promise.all([decide(clientId, extensionId), decide(clientId, extensionId)])).toEqual(
      Array(2).fill({ ok: true, value: null }),
    )
    expect(await decide(clientId, extensionId, { outcome: 'refused' })).toEqual({
      ok: false,
      error: 'already-decided',
    })
    expect(await city.work(({ db }) => titlesOf(db, personId))).toHaveLength(2)
    expect(await told(clientId)).toHaveLength(2)
  })

  it('takes one of two answers given at once', async () => {
    const { clientId, personId, extensionId } = await applied()
    const results = await Promise.all([
      decide(clientId, extensionId),
      decide(clientId, extensionId, { outcome: 'refused' }),
    ])
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(results).toContainEqual({ ok: false, error: 'already-decided' })
    const [extension] = await city.work(({ db }) => extensionsOf(db, clientId))
    const titles = await city.work(({ db }) => titlesOf(db, personId))
    expect(titles).toHaveLength(extension?.outcome === 'granted' ? 2 : 1)
    expect(await told(clientId)).toHaveLength(2)
  })

  it('is not found through another file', async () => {
    const { extensionId } = await applied()
    const { clientId } = await newClient()
    const title = await see(clientId)
    const nowhere = { ok: false, error: 'not-found' }
    expect(await decide(clientId, extensionId)).toEqual(nowhere)
    expect(await decide(clientId, randomUUID())).toEqual(nowhere)
    expect(await apply(clientId, { formKey: extensionId })).toEqual(nowhere)
    expect(await see(randomUUID())).toEqual(nowhere)
    const other = await newClient()
    expect(title.ok && (await see(other.clientId, { formKey: title.value }))).toEqual(nowhere)
  })
})

describe('what the page of the day warns of', () => {
  const expiring = () => city.work(({ db }) => expiringTitles(db, caseworker.id, '2026-06-09'))

  it("is the worker's open cases whose current paper runs out, the worst first, unless an application keeps it going", async () => {
    const before = new Set((await expiring()).map(({ clientId }) => clientId))
    const [over, soon, longer, extended, asked, askedInVain, closed, others] = await Promise.all(
      Array.from({ length: 8 }, async () => (await newClient()).clientId),
    )
    if (!over || !soon || !longer || !extended || !asked || !askedInVain || !closed || !others)
      throw new Error('no clients')
    await see(over, { validUntil: '2026-03-01' })
    for (const one of [soon, extended, closed, others]) await see(one, { validUntil: '2026-06-09' })
    await see(asked, { status: 'ae-25b', validUntil: '2026-06-09' })
    await see(askedInVain, { validUntil: '2026-06-08' })
    await see(longer, { validUntil: '2026-06-10' })
    later()
    await see(extended, { validUntil: '2027-06-09' })
    await apply(asked)
    await apply(askedInVain)
    await city.work(({ db }) => db.update(client).set({ closedOn: today }).where(eq(client.id, closed)))
    await city.work(({ db }) => db.update(client).set({ leadId: null }).where(eq(client.id, others)))
    const found = (await expiring()).filter(({ clientId }) => !before.has(clientId))
    expect(found).toMatchObject([
      { clientId: over, familyName: 'Haile', status: 'duldung', validUntil: '2026-03-01', appliedOn: null },
      { clientId: askedInVain, appliedOn: '2026-03-02' },
      { clientId: soon },
    ])
  })
})
