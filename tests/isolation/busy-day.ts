/** A day in the demo's cities on which everything happens that could carry a person's name out of a city. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { allowConnections } from '../factories/region.ts'
import { eventually } from '../jobs/workers.ts'
import type { ResendStandIn } from '../mocks/resend-server.ts'
import { type Visitor, visitor } from './visitor.ts'

const PASSWORD = 'partizipation'
export const LIST = new URL('../fixtures/city-list-wuppertal.csv', import.meta.url)

interface Day {
  /** Where the web answers. */
  origin: string
  server: Server
  resend: ResendStandIn
  /** Somebody with a file in Wuppertal. */
  person: { family: string; given: string; email: string }
}

async function as(origin: string, email: string): Promise<Visitor> {
  const somebody = visitor(origin)
  await somebody.signIn(email, PASSWORD)
  return somebody
}

async function answersAll(who: Visitor, paths: Iterable<string>): Promise<void> {
  for (const path of paths) expect([path, (await who.get(path)).status]).toEqual([path, 200])
}

async function signInFails({ origin, person }: Day): Promise<void> {
  const refused = await visitor(origin).post('/sign-in', { email: person.email, password: person.family })
  expect(refused.status).toBe(200)
  const nobody = await visitor(origin).post('/sign-in', { email: person.family, password: person.given })
  expect(nobody.status).toBe(200)
}

async function takeListIn(worker: Visitor): Promise<void> {
  const form = new FormData()
  form.set('file', new File([readFileSync(LIST)], 'liste.csv', { type: 'text/csv' }))
  const kept = await worker.post('/c/wuppertal/outreach/lists', form)
  expect(kept.status).toBe(303)
  const fingerprint = await eventually(async () => {
    const { text } = await worker.get(kept.location)
    const found = /name="fingerprint" value="([^"]+)"/.exec(text)?.[1]
    if (!found) throw new Error('The list is not read yet')
    return found
  })
  await worker.post(kept.location, { intent: 'take', take: 'everything', fingerprint })
  const list = await eventually(async () => {
    const { location } = await worker.get(kept.location)
    if (!location) throw new Error('The list is not taken yet')
    return location
  })
  await answersAll(worker, [list, `${list}/rejected.csv`, '/c/wuppertal/outreach/lists'])
}

async function lookAround({ origin, person }: Day, worker: Visitor): Promise<void> {
  const list = await worker.get('/c/wuppertal/clients')
  const clients = new Set(list.text.match(/\/c\/wuppertal\/clients\/[0-9a-f-]{36}/g))
  expect(clients.size).toBeGreaterThan(10)
  await answersAll(worker, ['/c/wuppertal/today', '/c/wuppertal/outreach', ...[...clients].slice(0, 10)])
  const found = await worker.post('/c/wuppertal/clients', { q: `${person.family} ${person.given}` })
  expect(found.text).toContain(person.given)
  const guessed = `/c/wuppertal/clients/${encodeURIComponent(person.family)}`
  expect((await worker.get(guessed)).status).toBe(404)
  expect((await worker.get(`/c/wuppertal/clients?q=${encodeURIComponent(person.family)}`)).status).toBe(200)
  const liaison = await as(origin, 'liaison@wuppertal.example')
  await answersAll(liaison, ['/c/wuppertal/employers', '/c/wuppertal/placements'])
  await answersAll(await as(origin, 'lead@wuppertal.example'), ['/c/wuppertal/reports'])
}

/** A table is away for a moment: the statement that fails has what was typed among its values. */
async function somethingBreaks({ server, person }: Day, worker: Visitor): Promise<void> {
  const inCity = (statement: string) =>
    withConnection(addressOf(server.adminUrl, databaseOf('wuppertal')), (sql) => sql.unsafe(statement))
  await inCity('alter table person rename to person_away')
  try {
    const broken = await worker.post('/c/wuppertal/clients', { q: `${person.family} ${person.given}` })
    expect(broken.status).toBeGreaterThanOrEqual(500)
  } finally {
    await inCity('alter table person_away rename to person')
  }
}

/** The first mails are lost on their way, so that not all of the worker's day goes well either. */
async function remindersGoOut({ resend }: Day): Promise<void> {
  await eventually(() => expect(resend.calls.length).toBeGreaterThan(0))
  resend.manner = 'accept'
  await eventually(() => expect(resend.delivered.size).toBeGreaterThan(2))
}

async function regionIsCounted({ origin, server }: Day): Promise<void> {
  const coordinator = await as(origin, 'region@bergisch.example')
  const asked = await coordinator.post('/region', { period: 'all' })
  expect(asked.status).toBe(303)
  await eventually(async () => {
    const running = await withPlatform(
      server,
      (sql) => sql`select 1 from report_run where state = 'running' or finished_at is null`,
    )
    expect(running).toEqual([])
  })
  await answersAll(coordinator, ['/region?period=all'])
}

async function aCityIsClosed(day: Day): Promise<void> {
  const worker = await as(day.origin, 'caseworker@solingen.example')
  await allowConnections(day.server.adminUrl, 'solingen', false)
  try {
    expect((await worker.get('/c/solingen/today')).status).toBe(503)
    await regionIsCounted(day)
  } finally {
    await allowConnections(day.server.adminUrl, 'solingen', true)
  }
}

/** Throws when something did not happen that was to happen. */
export async function liveThrough(day: Day): Promise<void> {
  await signInFails(day)
  const worker = await as(day.origin, 'caseworker@wuppertal.example')
  await takeListIn(worker)
  await lookAround(day, worker)
  await somethingBreaks(day, worker)
  await remindersGoOut(day)
  await regionIsCounted(day)
  await aCityIsClosed(day)
  expect((await worker.post('/sign-out', {})).status).toBe(302)
}
