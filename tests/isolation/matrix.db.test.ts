/** Every route, its loader and its action, asked by everybody: generated from the built server's own table. */
import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CITY_ROLES, type CityRole } from '../../app/access/rules.ts'
import { restrictFile } from '../../app/caseload/commands/restriction.server.ts'
import { soundKey } from '../../app/clients/rules/sounds.ts'
import { act, type CityWork } from '../../db/act.ts'
import { actor } from '../../db/city/schema/actor.ts'
import { fileAccess } from '../../db/city/schema/caseload.ts'
import { client, person } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { consent, referral } from '../../db/city/schema/partners.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { type FullCity, fillCity, LETTER_CODE } from '../e2e/full-city.ts'
import { caseworker, makeCity, type TestCity } from '../factories/city.ts'
import { asFile, pdfOf } from '../factories/documents.ts'
import { makePartnerAccount, organisationNamed, share } from '../factories/partners.ts'
import { makePerson } from '../factories/people.ts'
import {
  type BuiltRoute,
  makeAccount,
  makeWeb,
  signIn,
  type TestAccount,
  type Web,
} from '../factories/web.ts'
import { ROWS, WHO, type Who } from './matrix.ts'

/** A row is two dozen requests. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

process.env.PARTIZIPATION_NOW = '2026-03-09T08:00:00Z'
/** Whose file is restricted. */
const HIDDEN = 'Unauffindbar'
const TODAY = '2026-03-09'
const region = `r${randomBytes(5).toString('hex')}`

const web: Web = await makeWeb()
let home: TestCity
let other: TestCity
let open: SharedFile
let restricted: SharedFile
let spare: TestAccount
let street: string
/** On a list only. */
let somebodyElse: string
interface Seat {
  cookie: string | undefined
  account?: TestAccount
}
const diakonie = organisationNamed('Diakonie')
const skf = organisationNamed('SkF')
const seats = new Map<Who, Seat[]>()

async function officeOf(role: 'coordinator' | 'operator'): Promise<TestAccount> {
  const account = await makeAccount({}, `Frau ${role}`, true)
  await withPlatform(
    home.server,
    (sql) =>
      sql`insert into office (account_id, role, region_slug) values (${account.id}, ${role}, ${role === 'coordinator' ? region : null})`,
  )
  return account
}

interface SharedFile extends FullCity {
  planId: string
  /** Of the consent to identity its referral to the Diakonie rests on. */
  consentId: string
  /** A form of consent that was taken back. */
  withdrawnForm: string
  /** Something to do, done any number of times. */
  taskId: string
}

/** Referred to two organisations, of which one has lost the consent again. */
async function shared(work: CityWork, file: FullCity): Promise<SharedFile> {
  const { clientId } = file
  await share(work, file, { organisationId: diakonie.id, categories: ['services'] })
  await share(work, file, { organisationId: skf.id, categories: ['services'] })
  const [over] = await work.db
    .update(consent)
    .set({ withdrawnAt: work.now, withdrawnBy: work.actor.id, withdrawnHow: 'phone' })
    .where(and(eq(consent.clientId, clientId), eq(consent.organisationId, skf.id)))
    .returning({ formId: consent.formId })
  const [kept] = await work.db
    .select({ id: referral.consentId })
    .from(referral)
    .where(and(eq(referral.clientId, clientId), eq(referral.organisationId, diakonie.id)))
  const [plan] = await work.db
    .select({ id: workPlan.id })
    .from(workPlan)
    .where(eq(workPlan.clientId, clientId))
  if (!over || !kept || !plan) throw new Error('nothing to ask for')
  const [toDo] = await work.db
    .insert(task)
    .values({ clientId, reason: 'call', refId: randomUUID(), dueOn: TODAY, createdAt: work.now })
    .returning({ id: task.id })
  if (!toDo) throw new Error('nothing to do')
  return { ...file, planId: plan.id, consentId: kept.id, withdrawnForm: over.formId, taskId: toDo.id }
}

beforeAll(async () => {
  home = await makeCity()
  other = await makeCity()
  await withPlatform(home.server, async (sql) => {
    await sql`insert into region (slug, name) values (${region}, 'Testregion')`
    await sql`update city set region_slug = ${region} where slug = ${home.slug}`
  })
  const files = [await fillCity(home), await fillCity(home)] as const
  const staff = (slug: string, role: CityRole) => makeAccount({ [slug]: role }, `Frau ${role}`)
  const named = await staff(home.slug, 'caseworker')
  const ofCity = Object.fromEntries(
    await Promise.all(CITY_ROLES.map(async (role) => [role, await staff(home.slug, role)] as const)),
  )
  const former = await staff(home.slug, 'caseworker')
  const unnamed = await staff(home.slug, 'caseworker')
  const gesa = organisationNamed('GESA')
  const partner = await makePartnerAccount(diakonie, [home.slug])
  const withdrawn = await makePartnerAccount(skf, [home.slug])
  const owing = await makePartnerAccount(organisationNamed('Jobcenter'), [home.slug])
  await withPlatform(home.server, (sql) => sql`update account set demo = false where id = ${owing.id}`)
  const elsewhere = await Promise.all(
    CITY_ROLES.map((role) =>
      role === 'partner' ? makePartnerAccount(diakonie, [other.slug]) : staff(other.slug, role),
    ),
  )
  spare = await staff(home.slug, 'liaison')

  open = await home.work((work) => shared(work, files[0]))
  somebodyElse = await home.work((work) => makePerson(work))
  restricted = await home.work((work) => shared(work, files[1]))
  await act(
    home.access({ id: named.id, name: 'Frau caseworker' }),
    { action: 'change', subject: 'test' },
    async (work) => {
      const [file] = await work.db
        .select({ leadId: client.leadId, personId: client.personId })
        .from(client)
        .where(eq(client.id, restricted.clientId))
      const people = [
        { id: named.id, name: 'Frau caseworker' },
        { id: file?.leadId ?? '', name: 'Frau Leitung' },
      ]
      const staff = people.map(({ id }) => id)
      const done = await restrictFile(work, restricted.clientId, {
        restriction: 'threatened',
        named: people,
        staff,
      })
      if (!done.ok) throw new Error(done.error)
      // As a hand-over leaves it behind.
      await work.db.insert(actor).values({ id: former.id, name: 'Frau caseworker' })
      await work.db.insert(fileAccess).values({
        clientId: restricted.clientId,
        actorId: former.id,
        kind: 'former-lead',
        untilOn: '2026-04-08',
        grantedAt: work.now,
        grantedBy: named.id,
      })
      await work.db
        .update(person)
        .set({
          familyName: HIDDEN,
          namesKey: HIDDEN.toLowerCase(),
          soundKey: soundKey(HIDDEN, null),
        })
        .where(eq(person.id, file?.personId ?? ''))
    },
  )

  const people: Record<Exclude<Who, 'anonymous'>, (TestAccount | undefined)[]> = {
    lead: [ofCity.lead],
    caseworker: [ofCity.caseworker],
    liaison: [ofCity.liaison],
    dpo: [ofCity.dpo],
    partner: [partner],
    unreferred: [await makePartnerAccount(gesa, [home.slug])],
    withdrawn: [withdrawn],
    owing: [owing],
    unnamed: [unnamed],
    named: [named],
    former: [former],
    elsewhere,
    coordinator: [await officeOf('coordinator')],
    operator: [await officeOf('operator')],
  }
  seats.set('anonymous', [{ cookie: undefined }])
  for (const who of WHO) {
    if (who === 'anonymous') continue
    const signed = people[who].map(async (account) => {
      if (!account) throw new Error(`nobody is ${who}`)
      return { account, cookie: await signIn(web, account) }
    })
    seats.set(who, await Promise.all(signed))
  }
  const page = await (await web.get(`/c/${home.slug}/outreach`, seats.get('lead')?.[0]?.cookie)).text()
  street = /\/outreach\/street\/([^"/]+)"/.exec(page)?.[1] ?? ''
})
afterAll(async () => {
  await withPlatform(home.server, (sql) => sql`delete from report_run where region_slug = ${region}`)
  await home.remove()
  await other.remove()
  await withPlatform(home.server, async (sql) => {
    await sql`delete from office where region_slug = ${region}`
    await sql`delete from region where slug = ${region}`
  })
})

const ABOUT_RESTRICTED: readonly Who[] = ['unnamed', 'named', 'former']
const fileOf = (who: Who): SharedFile => (ABOUT_RESTRICTED.includes(who) ? restricted : open)

/** The address with something that is there behind each parameter. */
function filled(path: string, who: Who): string {
  const file = fileOf(who)
  const values: Record<string, string> = {
    city: home.slug,
    id: file.clientId,
    appointment: file.appointmentId,
    group: open.groupId,
    topic: 'school',
    message: 'day-before',
    channel: 'sms',
    language: 'ar',
    step: 'german-course',
    import: open.importId,
    draft: open.draftId,
    kind: 'placement',
    act: file.placementId,
    document: file.documentId,
    member: spare.id,
    kept: file.personId,
    gone: somebodyElse,
    street,
    round: open.roundId,
    visit: open.visitId,
    code: LETTER_CODE,
    hash: 'a'.repeat(64),
    token: 'A'.repeat(43),
  }
  return path.replaceAll(/:(\w+)\??/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new Error(`No value for :${name} of ${path}`)
    return value
  })
}

/** One showing of a form: what comes from it again takes its own place. */
const SHOWN = randomUUID()

/** What is sent where an empty form would not reach the row it is about. */
const FORMS: Record<string, (file: SharedFile) => Record<string, string | File>> = {
  '/c/:city/clients/:id': () => ({ formKey: randomUUID(), text: 'Notiz', readers: 'internal' }),
  '/c/:city/clients/:id/appointments/:appointment': () => ({ day: '2026-03-08' }),
  '/c/:city/groups/:group': () => ({ intent: 'edit' }),
  '/c/:city/clients/:id/assessment': () => ({ formKey: randomUUID() }),
  // As a topic nobody answers, so that nothing is there to close a talk with.
  '/c/:city/clients/:id/assessment/:topic': () => ({
    formKey: SHOWN,
    version: '0',
    nth: '0',
    state: 'not-asked',
  }),
  '/c/:city/clients/:id/assessment/finish': (file) => ({
    draft: file.talkId,
    occurredOn: TODAY,
    conductedBy: caseworker.id,
  }),
  '/c/:city/clients/:id/counselling': () => ({
    formKey: randomUUID(),
    kind: 'phone',
    duration: '10',
    occurredOn: TODAY,
    note: 'Anruf',
  }),
  '/c/:city/clients/:id/documents': () => ({
    formKey: randomUUID(),
    kind: 'cv',
    title: 'Lebenslauf',
    file: asFile(pdfOf('Lebenslauf')),
  }),
  // Taken back a second time.
  '/c/:city/clients/:id/consent': (file) => ({
    intent: 'withdraw',
    formId: file.withdrawnForm,
    how: 'phone',
  }),
  // From the last day to the first: refused once the file is held.
  '/c/:city/clients/:id/hold': () => ({
    formKey: randomUUID(),
    reason: 'travel',
    from: TODAY,
    until: '2026-01-01',
  }),
  '/c/:city/clients/:id/tasks': (file) => ({ taskId: file.taskId, back: 'file' }),
  '/c/:city/clients/:id/household': () => ({
    intent: 'shared',
    formKey: randomUUID(),
    phone: '0202 563 0',
  }),
  '/c/:city/clients/:id/intake': () => ({
    intent: 'notice',
    formKey: randomUUID(),
    informed: randomUUID(),
    occurredOn: TODAY,
    language: 'de',
    way: 'handed-out',
  }),
  '/c/:city/clients/:id/permit': () => ({ intent: 'apply', formKey: randomUUID(), appliedOn: TODAY }),
  '/c/:city/clients/:id/placement': () => ({
    formKey: randomUUID(),
    employer: 'Bäckerei Kroll',
    town: 'Wuppertal',
    jobTitle: 'Verkauf',
    workingTime: 'part-time',
    hoursPerWeek: '20',
    firstDay: TODAY,
  }),
  '/c/:city/clients/:id/plan/edit': () => ({
    basis: 'b'.repeat(64),
    targetJob: 'Schneiderin',
    'goals[0].what': 'Deutsch',
    'goals[0].steps[0].what': 'Kurs',
  }),
  '/c/:city/clients/:id/plan': (file) => ({ intent: 'offer', planId: file.planId }),
  '/c/:city/clients/:id/plan/paper': (file) => ({
    formKey: randomUUID(),
    planId: file.planId,
    version: '1',
    hash: 'a'.repeat(64),
    language: 'de',
    clientName: 'Selam Haile',
    workerName: 'Frau caseworker',
    signedOn: TODAY,
    compared: 'on',
    file: asFile(pdfOf('Arbeitsplan')),
  }),
  '/c/:city/clients/:id/plan/sign': (file) => ({
    planId: file.planId,
    version: '1',
    hash: 'a'.repeat(64),
    party: 'worker',
    language: 'de',
    method: 'typed',
    name: 'Selam Haile',
  }),
  '/c/:city/clients/:id/referral': (file) => ({ formKey: randomUUID(), consentId: file.consentId }),
  '/c/:city/clients/:id/restriction': () => ({ restriction: 'other', named: spare.id }),
  '/c/:city/clients/:id/undo/:kind/:act': () => ({ intent: 'take-back', reason: 'Falsche Akte' }),
  '/c/:city/partner/clients/:id': () => ({ formKey: randomUUID(), text: 'Notiz' }),
  '/c/:city/outreach/lists/draft/:draft': () => ({ intent: 'exclude', line: '2' }),
  '/c/:city/outreach/street/:street': () => ({
    formKey: randomUUID(),
    personId: randomUUID(),
    outcome: 'nobody-home',
    occurredOn: TODAY,
  }),
  '/c/:city/outreach/do-not-visit': () => ({ markId: randomUUID(), reason: 'kam von selbst' }),
  '/c/:city/outreach/rounds/:round': () => ({ intent: 'sent' }),
  '/c/:city/outreach/rounds/:round/walk': () => ({
    formKey: randomUUID(),
    personId: randomUUID(),
    outcome: 'nobody-home',
    occurredOn: TODAY,
  }),
  '/c/:city/team': () => ({ intent: 'withdraw', invitation: randomUUID() }),
  '/c/:city/team/:member': () => ({ intent: 'role', role: 'liaison' }),
  '/operator': () => ({ id: randomUUID(), intent: 'retry' }),
}

const WAYS: [RegExp, string][] = [
  [/^\/sign-in/, 'in'],
  [/^\/account\/second-factor/, '2fa'],
]
/** A redirect in the form in which a data request carries it. */
const CARRIED = /"redirect","([^"]*)","status",(\d+)/

async function wordOf(answer: Response): Promise<string> {
  const text = await answer.text()
  const [, carried, status] = answer.status === 202 ? (CARRIED.exec(text) ?? []) : []
  const location = carried ?? answer.headers.get('Location') ?? ''
  return WAYS.find(([pattern]) => pattern.test(location))?.[1] ?? status ?? String(answer.status)
}

/** Document and data request alike: Remix asks a loader either way, and its own guard answers. */
async function wordsOf(method: string, { path, page }: BuiltRoute, seat: Seat, who: Who): Promise<string[]> {
  const address = filled(path, who)
  // Signing out ends the session the other rows need.
  const cookie = path === '/sign-out' && seat.account ? await signIn(web, seat.account) : seat.cookie
  if (method === 'POST')
    return [await wordOf(await web.post(address, FORMS[path]?.(fileOf(who)) ?? {}, cookie))]
  const document = await wordOf(await web.get(address, cookie))
  if (!page) return [document]
  return [document, await wordOf(await web.get(address === '/' ? '/_root.data' : `${address}.data`, cookie))]
}

/** One word when everybody in this column was told the same, whichever way they asked. */
async function asked(method: string, route: BuiltRoute, who: Who): Promise<string> {
  const words: string[] = []
  for (const seat of seats.get(who) ?? []) words.push(...(await wordsOf(method, route, seat, who)))
  return [...new Set(words)].join('|')
}

const verbsOf = ({ path, page, loads, acts }: BuiltRoute): string[] => [
  ...(page || loads ? [`GET ${path}`] : []),
  ...(acts ? [`POST ${path}`] : []),
]

describe('the table', () => {
  it('has a row for every loader and every action the server is built with, and no other', () => {
    expect(ROWS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      web.routes.flatMap(verbsOf).sort(),
    )
  })
})

const routeAt = (path: string): BuiltRoute => {
  const route = web.routes.find((known) => known.path === path)
  if (!route) throw new Error(`No such route: ${path}`)
  return route
}

describe('everybody asks for everything', () => {
  it.each(ROWS)('$method $path', async ({ method, path, expected }) => {
    const route = routeAt(path)
    const found: Partial<Record<Who, string>> = {}
    // Forms one after the other: what one writes, the next may meet.
    if (method === 'POST') for (const who of WHO) found[who] = await asked(method, route, who)
    else await Promise.all(WHO.map(async (who) => (found[who] = await asked(method, route, who))))
    expect(found).toEqual(expected)
  })

  it('a form for a page that takes none is refused, whoever sends it', async () => {
    for (const { path, page, acts } of web.routes) {
      if (!page || acts) continue
      for (const who of ['anonymous', 'lead', 'partner', 'coordinator'] as const)
        for (const { cookie } of seats.get(who) ?? [])
          expect([path, who, (await web.post(filled(path, who), {}, cookie)).status]).toEqual([
            path,
            who,
            405,
          ])
    }
  })
})

it.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x'])(
  'what is sent as %s is no form, and no fault of ours, whichever address it comes to',
  async (type) => {
    const fallen: string[] = []
    for (const { path, acts } of web.routes) {
      if (!acts || path === '/sign-out') continue
      for (const who of ['anonymous', 'lead', 'partner', 'coordinator', 'operator'] as const)
        for (const { cookie } of seats.get(who) ?? []) {
          const request = new Request(`http://localhost:3000${filled(path, who)}`, {
            method: 'POST',
            body: '{"intent":"outcome"}',
            headers: {
              'Content-Type': type,
              Host: 'localhost:3000',
              Origin: 'http://localhost:3000',
              ...(cookie ? { Cookie: cookie } : {}),
            },
          })
          const { status } = await web.send(request)
          if (status >= 500) fallen.push(`${who} ${path}: ${status}`)
        }
    }
    expect(fallen).toEqual([])
  },
)

describe('a restricted file', () => {
  const ofFile = ROWS.filter(({ path }) => path.includes('/clients/:id'))

  it.each(ofFile)(
    '$method $path is nobody’s but the named, whatever their role',
    async ({ method, path }) => {
      for (const who of ['lead', 'liaison', 'dpo', 'unnamed', 'elsewhere'] as const)
        for (const { cookie } of seats.get(who) ?? []) {
          const address = filled(path, 'unnamed')
          const form = FORMS[path]?.(restricted) ?? {}
          const answer = await (method === 'GET' ? web.get(address, cookie) : web.post(address, form, cookie))
          expect([who, ['403', '404'].includes(await wordOf(answer)), answer.status]).toEqual([
            who,
            true,
            answer.status,
          ])
        }
    },
  )

  it('stands on no page of anybody else, whatever page they open', async () => {
    const shows = async (who: Who, path: string): Promise<boolean> => {
      for (const { cookie } of seats.get(who) ?? []) {
        const text = await (await web.get(filled(path, 'lead'), cookie)).text()
        if (text.toLowerCase().includes(HIDDEN.toLowerCase())) return true
      }
      return false
    }
    const found: string[] = []
    for (const { path, page } of web.routes)
      for (const who of ['lead', 'caseworker', 'liaison', 'dpo', 'operator'] as const)
        if (page && path.startsWith('/c/:city') && (await shows(who, path))) found.push(`${who} ${path}`)
    expect(found).toEqual([])
    const sought = (who: Who) =>
      web.post(filled('/c/:city/clients', who), { q: HIDDEN }, seats.get(who)?.[0]?.cookie)
    const foundBy = async (who: Who) => (await (await sought(who)).text()).includes(restricted.clientId)
    expect([await foundBy('named'), await foundBy('lead'), await foundBy('unnamed')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
