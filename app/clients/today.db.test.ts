/** The lists of the home page that are not tested with what fills them: who stands in which, once, and the way to have acted. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { personContact } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { referralAnswer } from '../../db/city/schema/partners.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { share } from '../../tests/factories/partners.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { freshPlan } from '../../tests/factories/plans.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { dailyCounts } from '../digest/queries.server.ts'
import { planNextFollowUp } from '../follow-ups/commands.server.ts'
import { BUCKETS } from './rules/today.ts'
import { todayOf } from './today.server.ts'

let web: Web
let city: TestCity
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
})
afterAll(() => city.remove())

let nth = 0
/** A worker of her own, with as many clients as asked for. */
async function team(clients = 1) {
  nth += 1
  city.clock.set('2026-03-09T08:00:00Z')
  const me = { id: `0d000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Fachkraft ${nth}` }
  const work = <T>(body: (at: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const files: Awaited<ReturnType<typeof makeClient>>[] = []
  for (let one = 0; one < clients; one += 1) files.push(await work((at) => makeClient(at)))
  const give = (clientId: string, reason: string, refId: string = randomUUID(), dueOn = '2026-03-09') =>
    work(({ db, now }) => db.insert(task).values({ clientId, reason, refId, dueOn, createdAt: now }))
  const today = (now: string) => {
    city.clock.set(now)
    return work((at) => todayOf(at))
  }
  const [first] = files
  if (!first) throw new Error('nobody')
  return { me, work, files, first, give, today }
}

describe('no reaction', () => {
  /** A talk on Monday, 13 April, 9:00. */
  const talk = async () => {
    const who = await team()
    const plan = await who.work((at) =>
      planNextFollowUp(at, { ...who.first, after: 'plan-signed', on: '2026-03-09' }),
    )
    if (!plan.ok) throw new Error(plan.error)
    expect(plan.value.startsAt).toBe('2026-04-13T07:00:00Z')
    return { ...who, appointmentId: plan.value.appointmentId }
  }

  it('is who has to be reached for a talk of the next two working days, and leads to that talk', async () => {
    const { first, give, today, appointmentId, work } = await talk()
    await work(({ db }) =>
      db
        .update(personContact)
        .set({ phone: '+4915112345678' })
        .where(eq(personContact.personId, first.personId)),
    )
    await give(first.clientId, 'call', appointmentId)
    // On Wednesday it is three working days off: a task as others are.
    const far = await today('2026-04-08T08:00:00Z')
    expect([far.noReaction.count, far.tasks.count]).toEqual([0, 1])
    const near = await today('2026-04-09T08:00:00Z')
    expect([near.noReaction.count, near.tasks.count]).toEqual([1, 0])
    expect(near.noReaction.lines).toMatchObject([
      { clientId: first.clientId, reason: 'call', appointmentId, on: '2026-04-13', phone: '+4915112345678' },
    ])
  })

  it('is whoever did not react to a reminder, once, beside another task of his', async () => {
    const { first, give, today, appointmentId } = await talk()
    await give(first.clientId, 'no-reaction', appointmentId)
    await give(first.clientId, 'door-visit', appointmentId)
    await give(first.clientId, 'print-letter')
    const { noReaction, tasks } = await today('2026-04-10T08:00:00Z')
    expect([noReaction.count, noReaction.lines.map(({ appointmentId: of }) => of)]).toEqual([
      1,
      [appointmentId],
    ])
    expect([tasks.count, tasks.lines.map(({ reason }) => reason)]).toEqual([1, ['print-letter']])
  })
})

describe('referrals waiting', () => {
  it('are those nobody answered for three days', async () => {
    const { work, first, today } = await team()
    const organisationId = randomUUID()
    const referralId = await work((at) => share(at, first, { organisationId, categories: [] }))
    expect((await today('2026-03-11T08:00:00Z')).referrals.count).toBe(0)
    const { referrals } = await today('2026-03-12T08:00:00Z')
    expect(referrals).toMatchObject({ count: 1, lines: [{ clientId: first.clientId, on: '2026-03-09' }] })
    await work(({ db, now, actor }) =>
      db.insert(referralAnswer).values({
        referralId,
        organisationId,
        answer: 'accepted',
        answeredAt: now,
        answeredBy: actor.id,
      }),
    )
    expect((await today('2026-03-12T08:00:00Z')).referrals.count).toBe(0)
  })
})

describe('steps due', () => {
  it('are open steps of a plan in force, from a week before their day on, a person once', async () => {
    city.clock.set('2026-03-09T08:00:00Z')
    const { clientId, work, write, both } = await freshPlan(city)
    const step = { who: 'client' as const, evidence: '' }
    const steps = [
      { ...step, key: '', what: 'B1-Kurs anmelden', until: '2026-04-20' },
      { ...step, key: '', what: 'Lebenslauf schreiben', until: '2026-04-10' },
      { ...step, key: '', what: 'Führerschein', until: null },
    ]
    await write({ targetJob: 'Lagerist', rhythmWeeks: 5, goals: [{ what: 'Arbeit', steps }] })
    const today = (now: string) => {
      city.clock.set(now)
      return work((at) => todayOf(at))
    }
    // Not signed by both: nothing is owed yet.
    expect((await today('2026-04-30T08:00:00Z')).steps.count).toBe(0)
    city.clock.set('2026-03-09T08:00:00Z')
    await both()
    expect((await today('2026-04-02T08:00:00Z')).steps.count).toBe(0)
    expect((await today('2026-04-03T08:00:00Z')).steps.lines).toMatchObject([
      { clientId, what: 'Lebenslauf schreiben', more: 0, on: '2026-04-10' },
    ])
    expect((await today('2026-04-30T08:00:00Z')).steps).toMatchObject({
      count: 1,
      lines: [{ what: 'Lebenslauf schreiben', more: 1, on: '2026-04-10' }],
    })
  })
})

describe('a list', () => {
  it('is cut, the worst first, and shown in full when its address asks for it', async () => {
    const { work, files, give } = await team(15)
    for (const [at, { clientId }] of files.entries())
      await give(clientId, 'print-letter', undefined, `2026-03-${String(25 - at).padStart(2, '0')}`)
    const cut = await work((at) => todayOf(at))
    expect([cut.tasks.count, cut.tasks.lines.length]).toEqual([15, 12])
    const days = cut.tasks.lines.map(({ on }) => on)
    expect([days[0], days]).toEqual(['2026-03-11', days.toSorted()])
    const full = await work((at) => todayOf(at, 'tasks'))
    expect([full.tasks.lines.length, full.uninformed.lines.length]).toEqual([15, 12])
  })

  it('has a person once, and the mail in the morning counts the same', async () => {
    const { work, me, first, give } = await team(2)
    await give(first.clientId, 'print-letter')
    await give(first.clientId, 'call')
    const page = await work((at) => todayOf(at))
    for (const key of BUCKETS) {
      const ids = page[key].lines.map((line) => ('clientId' in line ? line.clientId : line.groupId))
      expect([key, ids.length]).toEqual([key, new Set(ids).size])
    }
    const counts = await city.work((at) => dailyCounts(at, me.id))
    expect(counts).toEqual(Object.fromEntries(BUCKETS.map((key) => [key, page[key].count])))
  })
})

describe('the page', () => {
  let worker: TestAccount
  let cookie: string
  let file: Awaited<ReturnType<typeof makeClient>>
  const own = <T>(body: (at: CityWork) => Promise<T>): Promise<T> =>
    act(city.access({ id: worker.id, name: 'Aylin Yildiz' }), { action: 'change', subject: 'test' }, body)
  const give = (reason: string) =>
    own(async ({ db, now }) => {
      const [row] = await db
        .insert(task)
        .values({ clientId: file.clientId, reason, refId: randomUUID(), dueOn: '2026-03-09', createdAt: now })
        .returning({ id: task.id })
      return row?.id ?? ''
    })
  beforeAll(async () => {
    city.clock.set('2026-03-09T08:00:00Z')
    worker = await makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Yildiz')
    file = await own((at) => makeClient(at))
    cookie = await signIn(web, worker)
  })

  it('is where a worker comes to after signing in', async () => {
    const home = await web.get('/', cookie)
    expect(home.headers.get('Location')).toBe(`/c/${city.slug}/today`)
  })

  it('shows every list of hers at a glance, those without anybody too, and leads to them by links alone', async () => {
    await give('print-letter')
    const page = await (await web.get(`/c/${city.slug}/today`, cookie)).text()
    for (const word of [
      'Termine heute',
      'Überfällig',
      'Ergebnis fehlt',
      'Keine Reaktion',
      'Fenster schließt',
      'Aufenthalt läuft ab',
      'Partner antwortet nicht',
      'Schritte fällig',
    ])
      expect(page).toContain(word)
    expect(page).toMatch(/href="#tasks"/)
    expect(page).toMatch(/id="tasks"/)
  })

  it('has done with one click, as on the client’s page and on that of a talk', async () => {
    const [page, talk] = [`/c/${city.slug}/clients/${file.clientId}`, randomUUID()]
    for (const [back, place] of [
      ['today', `/c/${city.slug}/today`],
      ['file', page],
      [talk, `${page}/appointments/${talk}`],
    ] as const) {
      const taskId = await give('call')
      const done = await web.post(`${page}/tasks`, { taskId, back }, cookie)
      expect([done.status, done.headers.get('Location')]).toEqual([303, place])
      const [row] = await own(({ db }) => db.select().from(task).where(eq(task.id, taskId)))
      expect(row?.doneBy).toBe(worker.id)
    }
    const taskId = await give('call')
    for (const back of ['//anders.example', 'constructor', '']) {
      const bent = await web.post(`${page}/tasks`, { taskId, back }, cookie)
      expect([back, bent.status]).toEqual([back, 404])
    }
    const none = { taskId: randomUUID(), back: 'today' }
    expect((await web.post(`${page}/tasks`, none, cookie)).status).toBe(404)
  })
})
