/** Every act of a visitor leaves exactly one row of its own kind in the trail, through the production build. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { type FullCity, fillCity, previewedDraft } from '../e2e/full-city.ts'
import { pagePaths } from '../e2e/routes.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makePartnerAccount, organisationNamed, share } from '../factories/partners.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../factories/web.ts'

/** Every page of a city, one after the other. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const REASON = 'Beschwerde vom 3. März, Aktenzeichen 14/26'

let web: Web
let city: TestCity
let full: FullCity
let file: string
const cookies: Record<string, string> = {}
const accounts: Record<string, TestAccount> = {}

const asSuperuser = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) => sql.unsafe(query))

/** What a request leaves in the trail, the oldest first. */
async function traces(ask: () => Promise<Response>) {
  const [last] = await asSuperuser('select coalesce(max(id), 0)::text as id from audit_event')
  const answer = await ask()
  const text = await answer.text()
  const rows = await asSuperuser(
    `select action, subject, subject_id, actor_role, reason, special from audit_event where id > ${last?.id} order by id`,
  )
  return { status: answer.status, location: answer.headers.get('Location'), text, rows: [...rows] }
}
const at = (path: string): string => `/c/${city.slug}${path}`
const get = (who: string, path: string) => traces(() => web.get(at(path), cookies[who]))
const post = (who: string, path: string, form: Record<string, string>) =>
  traces(() => web.post(at(path), form, cookies[who]))

/** The pages of a city with something to show on each; streets are known by a key that no test needs. */
const paths = pagePaths().filter((path) => path.startsWith('/c/:city') && !path.includes(':street'))
const filled = (path: string): string => {
  const values: Record<string, string> = {
    id: full.clientId,
    import: full.importId,
    round: full.roundId,
    visit: full.visitId,
    draft: full.draftId,
    appointment: full.appointmentId,
    group: full.groupId,
    topic: 'school',
    message: 'day-before',
    channel: 'sms',
    language: 'ar',
    step: 'german-course',
    kind: 'placement',
    act: full.placementId,
    member: accounts.caseworker?.id ?? '',
    kept: full.personId,
    gone: full.twinId,
  }
  return path.replace('/c/:city', '').replaceAll(/:(\w+)\??/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`No value for :${name} of ${path}`)
    return value
  })
}
const visitorOf = (path: string): string => {
  if (path.startsWith('/c/:city/partner')) return 'partner'
  return path.includes('/privacy/') ? 'dpo' : 'lead'
}
/** Two people side by side: that they are compared, and each of the two that is opened. */
const BOTH = '/c/:city/clients/duplicates/:kept/:gone'
/** Ask the city nothing: a bare form, and who works here, which the platform knows. */
const BARE = new Set([
  '/c/:city/settings/catalogue/new',
  '/c/:city/clients/new',
  '/c/:city/employers/new',
  '/c/:city/team',
  '/c/:city/team/new',
  '/c/:city/team/:member',
])

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  full = await fillCity(city)
  file = `/clients/${full.clientId}`
  const organisation = organisationNamed('Diakonie Testfall')
  const shown = { organisationId: organisation.id, categories: ['identity', 'services', 'health'] as const }
  await city.work((work) => share(work, full, shown))
  for (const role of ['lead', 'caseworker', 'liaison', 'dpo', 'partner'] as const) {
    const account =
      role === 'partner'
        ? await makePartnerAccount(organisation, [city.slug])
        : await makeAccount({ [city.slug]: role }, `Frau ${role}`)
    accounts[role] = account
    cookies[role] = await signIn(web, account)
  }
  // The web's clock is the real one, by which a draft of the test's day is forgotten.
  city.clock.set(Temporal.Now.instant().toString())
  full.draftId = await previewedDraft(city)
})
afterAll(() => city.remove())

describe('a page', () => {
  it.each(paths)('%s leaves one row, and no link of it is fetched before it is followed', async (path) => {
    const { status, rows, text } = await get(visitorOf(path), filled(path))
    expect([path, status]).toEqual([path, 200])
    expect(rows).toHaveLength(BARE.has(path) ? 0 : path === BOTH ? 3 : 1)
    expect(['view', 'count']).toContain(rows[0]?.action ?? 'view')
    expect(text).not.toMatch(/rel="(?:prefetch|prerender)"/)
  })

  it('that reads health says so, and no other page does', async () => {
    const readers = `"${databaseOf(city.slug)}_staff", "${databaseOf(city.slug)}_partner"`
    // Postgres itself counts who reads a row of the table: a policy is asked for each.
    await asSuperuser(`
      create sequence public.trips start 2 minvalue 1; select nextval('public.trips');
      grant usage on sequence public.trips to ${readers};
      create function public.tripped() returns boolean language plpgsql as
        $$ begin perform nextval('public.trips'); return true; end $$;
      create policy trip on assessment_ability as restrictive to ${readers} using (public.tripped())`)
    const trips = async (): Promise<string> =>
      String((await asSuperuser('select last_value from public.trips'))[0]?.last_value)
    const said: string[] = []
    const read: string[] = []
    let before = await trips()
    for (const path of paths) {
      const { rows } = await get(visitorOf(path), filled(path))
      if (rows[0]?.special?.includes('health')) said.push(path)
      const after = await trips()
      if (after !== before) read.push(path)
      before = after
    }
    await asSuperuser(`drop policy trip on assessment_ability;
      drop function public.tripped(); drop sequence public.trips`)
    expect(said).toEqual(read)
    expect(said).toEqual([
      '/c/:city/clients/:id/assessment/finish',
      '/c/:city/clients/:id/assessment/summary',
      '/c/:city/clients/:id/plan/edit',
      '/c/:city/partner/clients/:id',
    ])
  })
})

describe('an act', () => {
  it('of searching for a person is a search with its words among the values, in no address', async () => {
    const { status, rows, text } = await post('caseworker', '/clients', { q: 'Haile-Unverwechselbar' })
    expect(status).toBe(200)
    expect(rows.filter(({ action }) => action === 'search')).toMatchObject([
      { subject: 'clients', subject_id: null },
    ])
    const [value] = await asSuperuser('select value from audit_value order by event_id desc limit 1')
    expect(value?.value).toEqual({ sought: 'Haile-Unverwechselbar' })
    const addresses = [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.filter((address) => /unverwechselbar/i.test(address ?? ''))).toEqual([])
    expect(text).toMatch(
      /<form[^>]*method="post"[^>]*role="search"|<form[^>]*role="search"[^>]*method="post"/,
    )
  })

  it('of searching after the session has ended forgets what was typed', async () => {
    const { status, location } = await traces(() => web.post(at('/clients'), { q: 'Unverwechselbar' }))
    expect([status, location]).toEqual([302, '/sign-in'])
  })

  it('of downloading the rejected lines is one export', async () => {
    const { status, rows } = await get('caseworker', `/outreach/lists/${full.importId}/rejected.csv`)
    expect(status).toBe(200)
    expect(rows).toMatchObject([{ action: 'export', subject: 'list', subject_id: full.importId }])
  })

  it('of creating and one of changing are one row each', async () => {
    const form = {
      employer: 'Bäckerei Kroll',
      town: 'Wuppertal',
      jobTitle: 'Verkauf',
      workingTime: 'part-time',
    }
    const job = { ...form, formKey: randomUUID(), hoursPerWeek: '20', firstDay: '2026-03-10' }
    const made = await post('caseworker', `${file}/placement`, job)
    expect(made.rows).toMatchObject([{ action: 'create', subject: 'placement', subject_id: full.clientId }])
    const changed = await post('caseworker', `${file}/undo/placement/${job.formKey}`, {
      reason: 'Doppelt eingetragen',
    })
    expect(changed.rows).toMatchObject([{ action: 'change', subject: 'undo' }])
  })
})

describe('whoever tries what she may not', () => {
  it.each([
    ['liaison', '/plan', 403],
    ['liaison', '/access', 403],
    ['caseworker', '/access', 403],
    ['dpo', '', 403],
    ['partner', '', 404],
  ])('a %s on a file%s leaves a failure', async (role, page, status) => {
    const tried = await get(role, `${file}${page}`)
    expect(tried.status).toBe(status)
    expect(tried.rows).toMatchObject([{ action: 'failure', subject_id: full.clientId, actor_role: role }])
  })

  it.each(['lead', 'caseworker', 'liaison'])('a %s does not search what a colleague opened', async (role) => {
    const form = {
      actor: accounts.caseworker?.id ?? '',
      from: '2026-03-01',
      until: '2026-03-09',
      reason: REASON,
    }
    for (const page of ['/privacy/search', '/privacy/search.csv']) {
      const tried = await post(role, page, form)
      expect(tried.status).toBe(403)
      expect(tried.rows).toMatchObject([{ action: 'failure', subject: 'search-access' }])
    }
  })

  it('guesses a file leaves a failure instead of the view that was taken back', async () => {
    const nobody = randomUUID()
    const tried = await get('caseworker', `/clients/${nobody}/plan`)
    expect(tried.status).toBe(404)
    expect(tried.rows).toMatchObject([{ action: 'failure', subject: 'plan', subject_id: nobody }])
  })

  it('from another city leaves nothing here', async () => {
    const other = await makeCity()
    const cookie = await signIn(web, await makeAccount({ [other.slug]: 'lead' }))
    const tried = await traces(() => web.get(at(file), cookie))
    expect([tried.status, tried.rows]).toEqual([404, []])
    await other.remove()
  })
})

describe('reading the trail', () => {
  it('the lead sees who opened a file', async () => {
    await get('caseworker', file)
    const { status, rows, text } = await get('lead', `${file}/access`)
    expect(status).toBe(200)
    expect(rows).toMatchObject([{ action: 'view', subject: 'client-access', subject_id: full.clientId }])
    expect(text).toContain('Frau caseworker')
  })

  it('the data protection officer sees whose file it is, and nothing else of it', async () => {
    const { text } = await get('dpo', `${file}/access`)
    expect(text).toContain('Haile')
    expect(text).not.toMatch(/Duldung|Schneiderin|19\.11\.1980/)
  })

  it('a made-up page of it is the same 404', async () => {
    for (const before of ['x', "1' or 1=1", ''])
      expect((await get('lead', `${file}/access?before=${encodeURIComponent(before)}`)).status).toBe(404)
  })

  it('the data protection officer searches a colleague for a reason, and saves it as a file', async () => {
    await get('caseworker', file)
    // The day on the city's wall: the web's clock runs here.
    const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
    const form = { actor: accounts.caseworker?.id ?? '', from: day, until: day, reason: REASON }
    const found = await post('dpo', '/privacy/search', form)
    expect(found.status).toBe(200)
    const searches = found.rows.filter(({ action }) => action === 'search')
    expect(searches).toMatchObject([{ subject: 'staff-access', subject_id: form.actor, reason: REASON }])
    expect(found.text).toContain(`${file}/access`)
    const saved = await post('dpo', '/privacy/search.csv', form)
    expect(saved.rows).toMatchObject([{ action: 'export', subject_id: form.actor, reason: REASON }])
    expect(saved.text).toContain(full.clientId)
  })

  it.each([
    ['a reason', { reason: 'Kontrolle' }, 'mindestens 20 Zeichen'],
    ['a colleague', { actor: '' }, 'um wen es geht'],
    ['a month at most', { from: '2026-01-01', until: '2026-03-01' }, 'länger als 31 Tage'],
    ['days in order', { from: '2026-03-02', until: '2026-03-01' }, 'Ende liegt vor dem Anfang'],
  ])('asks for %s, and keeps what was typed', async (_, wrong, sentence) => {
    const form = {
      actor: accounts.caseworker?.id ?? '',
      from: '2026-03-01',
      until: '2026-03-09',
      reason: REASON,
      ...wrong,
    }
    const { status, rows, text } = await post('dpo', '/privacy/search', form)
    expect(status).toBe(400)
    expect(text).toContain(sentence)
    expect(text).toContain(form.reason)
    expect(rows.filter(({ action }) => action === 'search')).toEqual([])
  })
})
