import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planCatalogueStep } from '../../../db/city/schema/work-plans.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { freshPlan } from '../../../tests/factories/plans.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../../tests/factories/web.ts'
import { readingIn } from '../reading.server.ts'
import { addStep, changeStep, turnStep } from './commands.server.ts'
import { PRODUCT_STEPS } from './product.server.ts'
import { catalogueOf } from './queries.server.ts'
import { stepNamed } from './rules.ts'

let city: TestCity
let other: TestCity
let web: Web
let lead: string
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  lead = await signIn(web, await makeAccount({ [city.slug]: 'lead' }))
})
afterAll(async () => {
  await city.remove()
  await other.remove()
})
/** A test looks at its own wording; the clock moves on between two of them. */
let minute = 0
beforeEach(() => {
  minute += 1
  city.clock.set(`2026-03-09T09:${String(minute).padStart(2, '0')}:00Z`)
})

const stepOf = (ref: string, where = city) =>
  where.work(async ({ db }) => stepNamed(await catalogueOf(db), ref))
const basisOf = async (ref: string) => (await stepOf(ref))?.basis ?? ''
const page = (end = ''): string => `/c/${city.slug}/settings/catalogue${end}`
const words = (what: string) => ({
  goal: 'german' as const,
  what,
  who: 'partner' as const,
  weeks: 3,
  evidence: 'Anmeldung',
})
const form = (what: string) => ({ ...words(what), weeks: '3' })
const change = async (ref: string, what: string, basis?: string) => {
  const input = { ...words(what), basis: basis ?? (await basisOf(ref)) }
  return city.work((work) => changeStep(work, ref, input))
}
const add = async (what: string, formKey: string = randomUUID()) => {
  const done = await city.work((work) => addStep(work, { ...words(what), formKey }))
  return { formKey, done }
}

describe('a proposal in the city’s words', () => {
  it('is said so here and nowhere else, and in the product’s words again', async () => {
    expect(await change('german-course', 'Kurs bei der VHS')).toMatchObject({ ok: true })
    expect(await stepOf('german-course')).toMatchObject({ ...words('Kurs bei der VHS'), origin: 'reworded' })
    expect(await stepOf('german-course', other)).toMatchObject({ origin: 'product', rowId: null })
    expect(await city.work((work) => turnStep(work, 'german-course', 'plain'))).toMatchObject({ ok: true })
    const product = PRODUCT_STEPS.find(({ key }) => key === 'german-course')
    expect(await stepOf('german-course')).toMatchObject({
      origin: 'product',
      translated: true,
      evidence: '',
      what: product?.what,
      who: product?.who,
      weeks: product?.weeks,
    })
  })
  it('is retired and brought back with the words it had', async () => {
    await change('german-test', 'Test beim Bildungswerk')
    for (const _ of ['once', 'twice'])
      expect(await city.work((work) => turnStep(work, 'german-test', 'retire'))).toMatchObject({ ok: true })
    expect(await stepOf('german-test')).toMatchObject({ retired: true })
    expect(await change('german-test', 'Anders')).toEqual({ ok: false, error: 'outdated' })
    expect(await city.work((work) => turnStep(work, 'german-test', 'bring-back'))).toMatchObject({ ok: true })
    expect(await stepOf('german-test')).toMatchObject({ retired: false, what: 'Test beim Bildungswerk' })
  })
  it('stays untouched by a button that has nothing to do', async () => {
    expect(await city.work((work) => turnStep(work, 'job-german', 'bring-back'))).toMatchObject({ ok: true })
    expect(await stepOf('job-german')).toMatchObject({ rowId: null })
  })
  it('that the product does not know is not found', async () => {
    expect(await change('no-such-key', 'Kurs')).toEqual({ ok: false, error: 'not-found' })
    for (const turn of ['retire', 'bring-back', 'plain'] as const)
      expect(await city.work((work) => turnStep(work, 'no-such-key', turn))).toEqual({
        ok: false,
        error: 'not-found',
      })
  })
})

describe('two people at once', () => {
  it('change one proposal: the second is told, and nothing is lost', async () => {
    const done = await Promise.all([
      change('literacy-course', 'Kurs A', ''),
      change('literacy-course', 'Kurs B', ''),
    ])
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(done.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'outdated' })
  })
  it('change one step to the same: both have it', async () => {
    const done = await Promise.all([
      change('recognition-gap', 'Gleich', ''),
      change('recognition-gap', 'Gleich', ''),
    ])
    expect(done.every(({ ok }) => ok)).toBe(true)
  })
  it('add the same sentence: it is there once', async () => {
    const done = await Promise.all([add('Sprachtandem'), add('Sprachtandem')])
    expect(done.map(({ done: { ok } }) => ok).sort()).toEqual([false, true])
    const rows = await city.work(({ db }) =>
      db.select().from(planCatalogueStep).where(eq(planCatalogueStep.what, 'Sprachtandem')),
    )
    expect(rows).toHaveLength(1)
  })
})

describe('a step of the city’s own', () => {
  it('sent twice is there once', async () => {
    const { formKey } = await add('Sprachcafé')
    expect((await add('Sprachcafé', formKey)).done).toMatchObject({ ok: true })
    expect(await stepOf(formKey)).toMatchObject({ origin: 'own', proposal: null, translated: false })
  })
  it('has no words of the product to go back to', async () => {
    const { formKey } = await add('Lesepaten')
    expect(await city.work((work) => turnStep(work, formKey, 'plain'))).toEqual({
      ok: false,
      error: 'not-found',
    })
  })
  it('does not come back where its words stand by now', async () => {
    const { formKey } = await add('Vorlesen')
    await city.work((work) => turnStep(work, formKey, 'retire'))
    await add('Vorlesen')
    expect(await city.work((work) => turnStep(work, formKey, 'bring-back'))).toEqual({
      ok: false,
      error: 'said-already',
    })
    const answer = await web.post(page(`/${formKey}`), { intent: 'bring-back' }, lead)
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining('Dieser Schritt steht schon bei diesem Ziel.'),
    ])
  })
})

describe('the pages', () => {
  it('take a step in, with its words at the field when they are there already', async () => {
    const added = await web.post(page('/new'), { ...form('Probetag'), formKey: randomUUID() }, lead)
    expect(added.headers.get('Location')).toBe(page('?told=added'))
    expect(await (await web.get(page(), lead)).text()).toContain('Probetag')
    const again = await web.post(page('/new'), { ...form('Probetag'), formKey: randomUUID() }, lead)
    expect([again.status, await again.text()]).toEqual([
      409,
      expect.stringContaining('Dieser Schritt steht schon bei diesem Ziel.'),
    ])
  })
  it.each([
    ['no words', { what: '   ' }],
    ['too many words', { what: 'x'.repeat(301) }],
    ['no week', { weeks: '0' }],
    ['more than two years', { weeks: '105' }],
    ['half a week', { weeks: '1.5' }],
    ['a goal that is none', { goal: 'rich' }],
    ['somebody else', { who: 'mayor' }],
  ])('refuse %s and keep what was typed', async (_, wrong) => {
    const typed = { ...form('Beinahe'), evidence: 'Bleibt stehen', ...wrong, formKey: randomUUID() }
    const answer = await web.post(page('/new'), typed, lead)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Bleibt stehen')])
  })
  it('open no step of another city, and change none', async () => {
    const theirs = await other.work(async (work) => {
      const formKey = randomUUID()
      await addStep(work, { ...words('Nur dort'), formKey })
      return formKey
    })
    expect((await web.get(page(`/${theirs}`), lead)).status).toBe(404)
    for (const sent of [{ intent: 'retire' }, { intent: 'bring-back' }, form('Hier')])
      expect((await web.post(page(`/${theirs}`), sent, lead)).status).toBe(404)
    expect(await stepOf(theirs, other)).toMatchObject({ what: 'Nur dort', retired: false })
  })
})

describe('the summary of a talk', () => {
  it('proposes in the city’s words, each with its reason', async () => {
    const { clientId } = await freshPlan(city)
    await change('application', 'Mappe mit der Beratung fertig machen')
    const summary = await web.get(`/c/${city.slug}/clients/${clientId}/assessment/summary`, lead)
    const text = await summary.text()
    expect(text).toContain('Mappe mit der Beratung fertig machen')
    expect(text).toContain('weil jede Bewerbung damit beginnt')
    expect(text).not.toContain('Lebenslauf und Bewerbungsunterlagen erstellen')
    await city.work((work) => turnStep(work, 'application', 'plain'))
  })
})

describe('the editor of a plan', () => {
  it('proposes in the city’s words with the reason, nothing retired, and has the rest below', async () => {
    const { clientId } = await freshPlan(city)
    const editor = async () => (await web.get(`/c/${city.slug}/clients/${clientId}/plan/edit`, lead)).text()
    const before = await editor()
    expect(before).toContain('Lebenslauf und Bewerbungsunterlagen erstellen')
    await change('application', 'Bewerbungsmappe mit der GESA machen')
    await add('Schwimmkurs besuchen')
    const after = await editor()
    expect(after).not.toContain('Lebenslauf und Bewerbungsunterlagen erstellen')
    expect(after).toContain('Bewerbungsmappe mit der GESA machen')
    expect(after).toContain('weil jede Bewerbung damit beginnt')
    expect(after).toContain('Schwimmkurs besuchen')
    await city.work((work) => turnStep(work, 'application', 'retire'))
    expect(await editor()).not.toContain('Bewerbungsmappe mit der GESA machen')
  })
  it('gives words its client reads in his language, as long as they are the product’s', () => {
    for (const { what, who } of PRODUCT_STEPS) {
      const step = { key: '', what, who, until: null, evidence: '' }
      const content = { targetJob: '', rhythmWeeks: 5, goals: [{ what: 'x', steps: [step] }] }
      expect(readingIn('ar', content).goals[0]?.steps[0]?.what.translated).not.toBeNull()
    }
  })
})
