/** What somebody with bad intent would try, against the production build as it runs outside the demo. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { tokenHash } from '../../app/access/tokens.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Sql, withConnection } from '../../db/fleet/server.ts'
import { type FullCity, fillCity } from '../e2e/full-city.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../factories/web.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const ORIGIN = 'http://localhost:3000'
const GOOD = 'korrekt pferd batterie heftklammer'

const web: Web = await makeWeb({ demo: false })
let home: TestCity
let other: TestCity
let mine: FullCity
let theirs: FullCity
let lead: TestAccount
let dpo: TestAccount
let worker: TestAccount
const cookies = new Map<TestAccount, string>()
const cookieOf = (account: TestAccount): string => cookies.get(account) ?? ''

const platform = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(home.server, work)
const inCity = <T>(city: TestCity, work: (sql: Sql) => Promise<T>): Promise<T> =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), work)

beforeAll(async () => {
  home = await makeCity()
  other = await makeCity()
  mine = await fillCity(home)
  theirs = await fillCity(other)
  lead = await makeAccount({ [home.slug]: 'lead' }, 'Leonie Leitung')
  dpo = await makeAccount({ [home.slug]: 'dpo' }, 'Dora Schutz')
  worker = await makeAccount({ [home.slug]: 'caseworker' }, 'Wanda Werk')
  for (const account of [lead, dpo, worker]) cookies.set(account, await signIn(web, account))
})
afterAll(async () => {
  await home.remove()
  await other.remove()
})

const filled = (path: string, values: Record<string, string> = {}): string =>
  path.replaceAll(/:(\w+)\??/g, (_, name: string) => {
    const known: Record<string, string> = {
      city: home.slug,
      id: mine.clientId,
      appointment: mine.appointmentId,
      import: mine.importId,
      member: worker.id,
      street: '-',
      token: 'A'.repeat(43),
    }
    return values[name] ?? known[name] ?? name
  })

describe('a cookie', () => {
  const page = (): string => `/c/${home.slug}/today`
  const opens = async (cookie: string): Promise<boolean> => (await web.get(page(), cookie)).status === 200

  it('that was made up, bent, or read out of the database opens nothing', async () => {
    const own = cookieOf(worker)
    const [name = '', id = ''] = own.split('=')
    const rows = await platform(
      (sql) => sql<{ id: string }[]>`select id from session where user_id = ${worker.id}`,
    )
    expect(await opens(own)).toBe(true)
    expect(rows.map((row) => row.id)).toEqual([createHash('sha256').update(id).digest('hex')])
    const forged = [
      `${name}=${rows[0]?.id}`,
      `${name}=${worker.id}`,
      `${name}=${randomBytes(25).toString('hex').slice(0, id.length)}`,
      `${name}=${id.slice(0, -1)}`,
      `${name}=${id}x`,
      `${name}=' or '1'='1`,
      `${name}=%00`,
      `${name}=`,
      `${name.replace('__Host-', '')}=${id}`,
      `${name.replace('session', 'half')}=${id}`,
    ]
    for (const cookie of forged) expect([cookie, await opens(cookie)]).toEqual([cookie, false])
  })

  it('is for this host, for https and for no script', async () => {
    const { email, password } = worker
    const answer = await web.post('/sign-in', { email, password })
    const [pair = '', ...attributes] = (answer.headers.get('Set-Cookie') ?? '').split('; ')
    expect(pair).toMatch(/^__Host-partizipation_session=[a-z0-9]{40}$/)
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax']))
    expect(attributes.filter((one) => one.startsWith('Domain'))).toEqual([])
  })

  it('kept from before opens nothing after signing out, or after the password was changed elsewhere', async () => {
    const account = await makeAccount({ [home.slug]: 'caseworker' })
    const [one, two] = [await signIn(web, account), await signIn(web, account)]
    await web.post('/sign-out', {}, one)
    expect([await opens(one), await opens(two)]).toEqual([false, true])
    const three = await signIn(web, account)
    const changed = await web.post('/account/password', { current: account.password, password: GOOD }, three)
    expect(changed.status).toBe(303)
    expect([await opens(two), await opens(three)]).toEqual([false, true])
  })

  it('planted before signing in does not become a session, and the planter’s own stays his', async () => {
    const victim = await makeAccount({ [home.slug]: 'caseworker' }, 'Vera Opfer')
    const attacker = await makeAccount({ [other.slug]: 'caseworker' }, 'Alma Angriff')
    const [name] = cookieOf(worker).split('=')
    const planted = [`${name}=${'a'.repeat(40)}`, await signIn(web, attacker)]
    for (const before of planted) {
      const { email, password } = victim
      const answer = await web.post('/sign-in', { email, password }, before)
      const after = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
      expect([await opens(after), await opens(before), after === before]).toEqual([true, false, false])
    }
  })
})

describe('an invitation', () => {
  async function invitationFor(email: string): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    await platform(
      (sql) => sql`
        insert into invitation (id, email, role, city_slug, invited_by, token_hash, created_at, expires_at)
        values (${randomUUID()}, ${email}, 'liaison', ${home.slug}, ${lead.id}, ${tokenHash(token)}, now(), now() + interval '1 day')`,
    )
    return token
  }
  const placesOf = (email: string) =>
    platform(
      (sql) => sql<{ city_slug: string; role: string }[]>`
        select city_slug, role from membership join account on account.id = account_id where email = ${email}`,
    )

  it('makes nobody of another address anything, whatever their form says', async () => {
    const email = `${randomBytes(6).toString('hex')}@stadt.example`
    const token = await invitationFor(email)
    const form = { name: 'Fremd', password: GOOD, email: worker.email, accountId: worker.id, role: 'lead' }
    await web.post(`/invitation/${token}`, form, cookieOf(worker))
    expect([await placesOf(email), await placesOf(worker.email)].map((rows) => [...rows])).toEqual([
      [],
      [{ city_slug: home.slug, role: 'caseworker' }],
    ])
  })

  it('makes its own address what it says and no more', async () => {
    const email = `${randomBytes(6).toString('hex')}@stadt.example`
    const token = await invitationFor(email)
    const more = {
      email: 'angriff@test.example',
      role: 'lead',
      city: other.slug,
      citySlug: other.slug,
      demo: 'true',
    }
    const answer = await web.post(`/invitation/${token}`, { name: 'Neu Hier', password: GOOD, ...more })
    expect(answer.status).toBe(303)
    expect([...(await placesOf(email))]).toEqual([{ city_slug: home.slug, role: 'liaison' }])
    expect([...(await placesOf(more.email))]).toEqual([])
  })
})

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

interface Attack {
  path: string
  form: () => Record<string, string>
  /** From a table and a column of the other city; a kind of id that no city holds is an account or an organisation there. */
  from: string
  status: number
  by?: () => TestAccount
}

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
const FILE = '/c/:city/clients/:id'
const talk = () => ({
  formKey: randomUUID(),
  occurredOn: '2026-03-09',
  schooling: 'lower',
  training: 'none',
  germanOral: 'a2',
  germanWritten: 'a1',
  germanProof: 'self',
  motivation: '4',
  ability: 'full',
  childcare: 'solved',
})
const handOver = () => ({ from: lead.id, to: worker.id, note: 'Übergabe', files: mine.clientId })
const absence = () => ({
  intent: 'deputy',
  absent: lead.id,
  deputy: worker.id,
  from: today(),
  until: today(),
})

/** Every field of every form that takes the id of something there already; what is sent is the other city's. */
const FIELDS: Record<string, Attack> = {
  'access invitationActionInput.invitation': {
    path: '/c/:city/team',
    form: () => ({ intent: 'withdraw' }),
    from: 'invitation',
    status: 409,
  },
  'assessments talkInput.conductedBy': {
    path: `${FILE}/assessment`,
    form: talk,
    from: 'account',
    status: 409,
  },
  'caseload handOverInput.from': { path: '/c/:city/caseload', form: handOver, from: 'account', status: 303 },
  'caseload handOverInput.to': { path: '/c/:city/caseload', form: handOver, from: 'account', status: 409 },
  'caseload handOverInput.files': { path: '/c/:city/caseload', form: handOver, from: 'client', status: 303 },
  'caseload deputyInput.absent': { path: '/c/:city/caseload', form: absence, from: 'account', status: 409 },
  'caseload deputyInput.deputy': { path: '/c/:city/caseload', form: absence, from: 'account', status: 409 },
  'caseload endDeputyInput.deputyId': {
    path: '/c/:city/caseload',
    form: () => ({ intent: 'end-deputy' }),
    from: 'deputy',
    status: 404,
  },
  'caseload giveBackInput.loan': {
    path: '/c/:city/caseload',
    form: () => ({ intent: 'give-back', client: mine.clientId }),
    from: 'hand_over',
    status: 404,
  },
  'caseload giveBackInput.client': {
    path: '/c/:city/caseload',
    form: () => ({ intent: 'give-back', loan: randomUUID() }),
    from: 'client',
    status: 404,
  },
  'caseload restrictionInput.named': {
    path: `${FILE}/restriction`,
    form: () => ({ restriction: 'other' }),
    from: 'account',
    status: 400,
  },
  'follow-ups taskInput.taskId': {
    path: `${FILE}/appointments/:appointment`,
    form: () => ({ intent: 'task' }),
    from: 'task',
    status: 404,
  },
  'outreach visitInput.personId': {
    path: '/c/:city/outreach/street/:street',
    form: () => ({ formKey: randomUUID(), outcome: 'interested', occurredOn: '2026-03-09' }),
    from: 'person',
    status: 409,
  },
  'outreach houseInput.dwellingId': {
    path: '/c/:city/outreach/street/:street',
    form: () => ({ intent: 'house', formKey: randomUUID(), occurredOn: '2026-03-09' }),
    from: 'dwelling',
    status: 303,
  },
  'partners consentInput.organisationId': {
    path: `${FILE}/consent`,
    form: () => ({
      formKey: randomUUID(),
      purpose: 'counselling',
      categories: 'identity',
      answer: 'refused',
      occurredOn: '2026-03-09',
      textVersion: '1',
      languageShown: 'ti',
    }),
    from: 'organisation',
    status: 409,
  },
  'partners withdrawInput.formId': {
    path: `${FILE}/consent`,
    form: () => ({ intent: 'withdraw', how: 'phone' }),
    from: 'consent',
    status: 404,
  },
  'partners referralInput.consentId': {
    path: `${FILE}/referral`,
    form: () => ({ formKey: randomUUID() }),
    from: 'consent',
    status: 409,
  },
  'partners endInput.referralId': {
    path: `${FILE}/referral`,
    form: () => ({ intent: 'end', reason: 'Ende' }),
    from: 'referral',
    status: 404,
  },
  // The partner's page is not the lead's; what a partner may answer, partner.db.test.ts asks.
  'partners answerInput.referralId': {
    path: '/c/:city/partner/clients/:id',
    form: () => ({ intent: 'answer', answer: 'accepted' }),
    from: 'referral',
    status: 404,
  },
  'permits decideInput.extensionId': {
    path: `${FILE}/permit`,
    form: () => ({ intent: 'decide', outcome: 'refused', decidedOn: '2026-03-09' }),
    from: 'permit_extension',
    status: 404,
  },
  'placements endInput.placementId': {
    path: `${FILE}/placement`,
    form: () => ({ intent: 'end', endedOn: '2026-03-09' }),
    from: 'placement',
    status: 404,
  },
  'placements voidInput.placementId': {
    path: `${FILE}/placement`,
    form: () => ({ intent: 'void', reason: 'Doch nicht' }),
    from: 'placement',
    status: 404,
  },
  'privacy searchInput.actor': {
    path: '/c/:city/privacy/search',
    form: () => ({ from: today(), until: today(), reason: 'Beschwerde vom 3. März, Aktenzeichen 14/26' }),
    from: 'account',
    status: 200,
    by: () => dpo,
  },
  'work-plans signInput.planId': {
    path: `${FILE}/plan/sign`,
    form: () => ({
      version: '1',
      hash: 'a'.repeat(64),
      party: 'worker',
      method: 'typed',
      name: 'Selam Haile',
    }),
    from: 'work_plan',
    status: 404,
  },
}

/** `room schema.field` of every field that is an id, from the schemas themselves. */
async function idFields(): Promise<string[]> {
  const rooms = import.meta.glob<Record<string, unknown>>('../../app/*/input.ts')
  const isId = (schema: unknown): boolean => {
    if (schema instanceof z.ZodUUID) return true
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
    if (from === 'account') return (await makeAccount({ [other.slug]: 'caseworker' })).id
    if (from === 'invitation' || from === 'organisation') return randomUUID()
    if (from === 'client') return theirs.clientId
    const rows = await inCity(other, (sql) =>
      sql.unsafe<{ id: string }[]>(`select id::text from "${from}" limit 1`),
    )
    return rows[0]?.id ?? randomUUID()
  }

  it('is tried in every field that takes one', async () => {
    expect(await idFields()).toEqual(Object.keys(FIELDS).sort())
  })

  it.each(Object.entries(FIELDS))('changes nothing in %s', async (name, { path, form, from, status, by }) => {
    const field = name.split('.')[1] ?? ''
    const before = [await stateOf(home), await stateOf(other)]
    const sent = { ...form(), [field]: await foreign(from) }
    const answer = await web.post(filled(path), sent, cookieOf(by?.() ?? lead))
    expect([name, answer.status]).toEqual([name, status])
    expect([await stateOf(home), await stateOf(other)]).toEqual(before)
  })

  it.each(['/rejected.csv', ''])('opens no list%s, nor does a path that climbs', async (end) => {
    const climbing = [
      '..%2f..%2f..%2fetc%2fpasswd',
      '..%5c..%5cboot.ini',
      `${mine.importId}%00`,
      `${mine.importId}%2f..`,
    ]
    for (const id of [theirs.importId, ...climbing]) {
      const answer = await web.get(`/c/${home.slug}/outreach/lists/${id}${end}`, cookieOf(lead))
      expect([id, answer.status]).toEqual([id, 404])
    }
  })

  it('opens no file, whichever page it is put into', async () => {
    for (const { path, loads } of web.routes) {
      if (!loads || !path.includes('/:id')) continue
      const values = { id: theirs.clientId, appointment: theirs.appointmentId }
      expect([path, (await web.get(filled(path, values), cookieOf(lead))).status]).toEqual([path, 404])
    }
  })
})

describe('more fields than the form has', () => {
  it('make nobody anything: neither role, nor city, nor organisation, nor the demo’s', async () => {
    const more = {
      role: 'lead',
      city: other.slug,
      citySlug: other.slug,
      city_slug: other.slug,
      accountId: worker.id,
      actorId: lead.id,
      organisationId: randomUUID(),
      regionSlug: 'bergisch',
      office: 'operator',
      demo: 'true',
      'membership.role': 'lead',
      '__proto__.role': 'lead',
    }
    const known = () =>
      platform(async (sql) => [
        ...(await sql`select id, email, demo, organisation_id from account where id in ${sql([worker.id, lead.id])} order by id`),
        ...(await sql`select account_id, city_slug, role from membership where city_slug in ${sql([home.slug, other.slug])} order by 1, 2`),
        ...(await sql`select * from office where account_id in ${sql([worker.id, lead.id])}`),
      ])
    const before = await known()
    for (const { path, acts } of web.routes) {
      // These end the session; signing in is tried on its own.
      if (!acts || ['/sign-out', '/sign-in'].includes(path)) continue
      const answer = await web.post(filled(path), more, cookieOf(worker))
      expect([path, answer.status < 500]).toEqual([path, true])
    }
    expect(await known()).toEqual(before)
  })

  it('do not write in another name', async () => {
    const form = { formKey: randomUUID(), text: 'Wer war es?', readers: 'internal' }
    const forged = {
      recordedBy: lead.id,
      recorded_by: lead.id,
      conductedBy: lead.id,
      organisationId: randomUUID(),
      clientId: theirs.clientId,
    }
    const answer = await web.post(filled(FILE), { ...form, ...forged }, cookieOf(worker))
    expect(answer.status).toBe(303)
    const rows = await inCity(
      home,
      (sql) =>
        sql`select recorded_by, conducted_by, organisation_id, client_id from note where id = ${form.formKey}`,
    )
    expect([...rows]).toEqual([
      { recorded_by: worker.id, conducted_by: worker.id, organisation_id: null, client_id: mine.clientId },
    ])
  })
})

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
      'void',
      'form',
      'party',
      'version',
      'told',
      'next',
      'what',
      'sort',
      'order',
    ]
    const query = new URLSearchParams(names.map((name) => [name, bent]))
    for (const { path, loads } of web.routes) {
      if (!loads) continue
      for (const account of [lead, dpo]) {
        const answer = await web.get(`${filled(path)}?${query}`, cookieOf(account))
        expect([path, answer.status < 500]).toEqual([path, true])
      }
      const climbing = filled(path, {
        street: encodeURIComponent(bent),
        id: encodeURIComponent(bent),
        city: encodeURIComponent(bent),
        token: encodeURIComponent(bent),
      })
      expect([climbing, (await web.get(climbing, cookieOf(lead))).status < 500]).toEqual([climbing, true])
    }
    const street = `/c/${home.slug}/outreach/street/${encodeURIComponent(bent)}`
    expect((await web.get(street, cookieOf(lead))).status).toBe(404)
  })

  const TEXTS: [string, string, () => Record<string, string>][] = [
    ['/c/:city/clients', 'q', () => ({})],
    [FILE, 'text', () => ({ formKey: randomUUID(), readers: 'internal' })],
    ['/c/:city/employers/new', 'name', () => ({ town: 'Wuppertal' })],
    ['/c/:city/employers/new', 'town', () => ({ name: `Betrieb ${randomUUID()}` })],
    [`${FILE}/assessment`, 'abilityNote', () => ({ ...talk(), conductedBy: caseworker.id })],
    [`${FILE}/permit`, 'wording', () => ({ formKey: randomUUID(), seenOn: '2026-03-09' })],
    [
      `${FILE}/plan/edit`,
      'targetJob',
      () => ({ basedOn: '1', 'goals[0].what': 'Deutsch', 'goals[0].steps[0].what': 'Kurs' }),
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
    ['/c/:city/caseload', 'note', handOver],
    ['/c/:city/team/new', 'email', () => ({ as: 'lead' })],
    ['/sign-in', 'email', () => ({ password: 'x' })],
    ['/password-reset', 'email', () => ({})],
    ['/account/email', 'email', () => ({ password: 'x' })],
    ['/language', 'locale', () => ({})],
  ]
  it.each(TEXTS)('in %s, field %s, is kept as it is or refused', async (path, field, form) => {
    const people = () =>
      inCity(home, async (sql) => [
        await sql`select count(*) from client`,
        await sql`select count(*) from person`,
      ])
    const before = await people()
    for (const bent of BENT) {
      const answer = await web.post(filled(path), { ...form(), [field]: bent }, cookieOf(lead))
      expect([path, bent, answer.status < 500]).toEqual([path, bent, true])
    }
    expect(await people()).toEqual(before)
  })

  it('finds nobody it would not find as words', async () => {
    for (const bent of BENT) {
      const text = await (await web.post(filled('/c/:city/clients'), { q: bent }, cookieOf(lead))).text()
      expect(text).not.toContain(mine.clientId)
    }
  })
})

describe('a way on to another site', () => {
  const AWAY = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x=1',
    '\r\n//evil.example',
    '///evil.example',
    ' //evil.example',
  ]
  const isOurs = (location: string | null): boolean =>
    location !== null && new URL(location, ORIGIN).origin === ORIGIN && !/[\r\n]/.test(location)

  it.each(AWAY)('%j is not followed after signing in, nor after choosing a language', async (next) => {
    const { email, password } = worker
    const signed = await web.post('/sign-in', { email, password, next })
    expect([signed.status, isOurs(signed.headers.get('Location'))]).toEqual([302, true])
    const chosen = await web.post('/language', { locale: 'en', back: next })
    expect([chosen.status, isOurs(chosen.headers.get('Location'))]).toEqual([302, true])
    const page = await (await web.get(`/sign-in?next=${encodeURIComponent(next)}`)).text()
    expect(page).not.toMatch(/name="next"[^>]*evil|evil[^>]*name="next"/)
  })
})

describe('a form that does not say where it comes from', () => {
  // What says that it comes from elsewhere is refused before Remix sees it: infra/foreign-forms.test.ts.
  it('is refused by every action itself', async () => {
    for (const { path, acts } of web.routes) {
      if (!acts) continue
      const headers = { Host: 'localhost:3000', Cookie: cookieOf(lead) }
      const body = new URLSearchParams({ x: '1' })
      const request = new Request(`${ORIGIN}${filled(path)}`, { method: 'POST', body, headers })
      expect([path, (await web.send(request)).status]).toEqual([path, 403])
    }
  })
})

describe('an account', () => {
  const alike = async (path: string, form: (email: string) => Record<string, string>): Promise<void> => {
    const account = await makeAccount({ [home.slug]: 'lead' })
    const unknown = `${randomBytes(6).toString('hex')}@test.example`
    const told = async (email: string) => {
      const answer = await web.post(path, form(email))
      const text = (await answer.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(email, 'ADDRESS')
      return {
        status: answer.status,
        text,
        location: answer.headers.get('Location'),
        cookie: answer.headers.get('Set-Cookie'),
      }
    }
    expect(await told(unknown)).toEqual(await told(account.email))
  }

  it('known or unknown, is answered alike by sign-in and by reset', async () => {
    await alike('/sign-in', (email) => ({ email, password: 'falsch' }))
    await alike('/password-reset', (email) => ({ email }))
  })
})

it('outside the demo there is no outbox to read, and no demo account is let in', async () => {
  expect((await web.get('/dev/outbox', cookieOf(lead))).status).toBe(404)
  const { email, password } = await makeAccount({ [home.slug]: 'lead' }, 'Demo', true)
  const answer = await web.post('/sign-in', { email, password })
  expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([200, null])
})
