import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capacityFacts } from '../../app/capacity/queries.server.ts'
import { listClients, listClientsOf } from '../../app/clients/list.server.ts'
import { clientPage } from '../../app/clients/overview.server.ts'
import { todayOf } from '../../app/clients/today.server.ts'
import { dailyCounts, weekOf } from '../../app/digest/queries.server.ts'
import { talkPage } from '../../app/follow-ups/link/page.server.ts'
import { behindLink } from '../../app/follow-ups/link/talk.server.ts'
import {
  absencesFrom,
  appointmentPage,
  bookingPage,
  closuresAhead,
  entriesOf,
  feedsOf,
  holdPage,
  weekLines,
} from '../../app/follow-ups/queries.server.ts'
import { knowsNumber, messageOfVendor } from '../../app/messages/commands/reply.server.ts'
import { closeGaps, takeUpBatch } from '../../app/messages/commands.server.ts'
import { rungEffects } from '../../app/messages/effect.server.ts'
import { lettersToPost } from '../../app/messages/post/queries.server.ts'
import { dueMessages, messagesOf, nextDue } from '../../app/messages/queries.server.ts'
import { ownTexts } from '../../app/messages/texts/queries.server.ts'
import type { CityWork } from '../../db/act.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import type { StaffDb } from '../../db/handles.ts'
import { WORTH_KEEPING } from '../../db/tamed-driver.ts'
import { withCity } from '../../infra/cli/access.ts'
import { today } from '../../infra/clock.ts'
import { caseworker, standingClock, testServer } from '../factories/city.ts'

interface Statement {
  text: string
  parameters: unknown[]
}

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

const slug = `plans-${Date.now().toString(36)}`
const server = testServer()
/** A Monday: how much there is to show must not hang on the day these tests run. */
const clock = standingClock('2026-11-23T07:00:00Z')
const said: Statement[] = []
let sql: postgres.Sql
let city: CityWork
let clientId: string
let appointmentId: string

beforeAll(async () => {
  await provisionCity(server, { slug, name: 'Stadt der Pläne' })
  await withCity(server, clock, slug, (access) =>
    fillCity(access, { clients: 10_000, appointments: 50_000, workers: [caseworker] }),
  )
  await analyzeCity(server, slug)
  sql = postgres(await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'staff')), {
    max: 1,
  })
  const logger = { logQuery: (text: string, parameters: unknown[]) => void said.push({ text, parameters }) }
  const db: StaffDb = Object.assign(drizzle(sql, { logger }), { opens: 'staff' as const })
  city = {
    db,
    actor: caseworker,
    city: { slug, name: slug, colour: '#000000' },
    now: clock.now(),
    today: today(clock),
  }
  const [one] = await sql<{ id: string; appointment: string }[]>`
    select client.id, appointment.id as appointment
    from client join appointment on appointment.client_id = client.id and appointment.state = 'booked'
    where lead_id = ${caseworker.id} and starts_at > ${clock.now().toString()} limit 1`
  if (!one) throw new Error('The worker has no talk ahead')
  clientId = one.id
  appointmentId = one.appointment
}, 300_000)
afterAll(async () => {
  await sql.end()
  await removeCity(server, slug)
})

const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)]

/** The most rows of one table that any step of the plans of these statements touched. */
async function touched(run: () => Promise<unknown>): Promise<{ table: string; rows: number; how: string }[]> {
  said.length = 0
  await run()
  const all: PlanNode[] = []
  // What is written would be written twice.
  for (const { text, parameters } of said.filter(({ text }) => /^\s*(select|with)/i.test(text))) {
    const [row] = await sql.unsafe(`explain (analyze, format json) ${text}`, parameters.map(String))
    const [plan] = row?.['QUERY PLAN'] ?? []
    all.push(...nodes(plan.Plan))
  }
  return all.flatMap((node) => {
    const table = node['Relation Name']
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    return table ? [{ table, rows, how: node['Node Type'] }] : []
  })
}

// A caseload is about 100, a page 50 rows; the city has 10,000 clients and 50,000 appointments.
const MOST_ROWS = 700
/** Room for the parameters that the audit row of a look adds to its page. */
const AUDIT_ROW = 20

const feedAt = () => ({ now: city.now, base: `/c/${slug}` })
async function linked(): Promise<unknown> {
  const behind = await behindLink(city, appointmentId)
  if (behind.is !== 'open') throw new Error('The link is not open')
  return talkPage(city, 'ar', { linked: behind })
}

describe('no page grows with the city', () => {
  it.each([
    ['today', () => todayOf(city)],
    ['the list of my clients', () => listClientsOf(city.db, caseworker.id, undefined)],
    ['the list of all clients', () => listClients(city.db, undefined)],
    ['its second page', () => listClients(city.db, clientId)],
    ['a client', () => clientPage(city.db, clientId)],
    ["an appointment's page", () => appointmentPage(city, { clientId, appointmentId })],
    ['booking by hand', () => bookingPage(city, { clientId })],
    ['all lines of one of its lists', () => todayOf(city, 'overdue')],
    ['her mail in the morning', () => dailyCounts(city, caseworker.id)],
    ["the page behind a client's link", linked],
    ['what a client was told', () => messagesOf(city.db, appointmentId)],
    ['resting a case', () => holdPage(city, clientId)],
    ['hours of a worker', () => weekLines(city, caseworker.id)],
    ['days off', () => Promise.all([absencesFrom(city, undefined), closuresAhead(city)])],
    ["a worker's calendar", () => entriesOf(city.db, { actorId: caseworker.id, roomId: null }, feedAt())],
    ["a room's calendar", () => entriesOf(city.db, { actorId: null, roomId: 1, name: 'Raum' }, feedAt())],
    ['addresses of calendars', () => feedsOf(city.db, caseworker.id)],
    ['letters for the printer', () => lettersToPost(city)],
    ["the city's own texts", () => ownTexts(city.db)],
    ['who has a number', () => knowsNumber(city, '+4920255555')],
    ['which message a vendor means', () => messageOfVendor(city.db, 'nobody')],
    ['messages that are due', () => dueMessages(city.db, city.now, { most: 50, by: ['call', 'visit'] })],
    ['when the next message is due', () => nextDue(city.db, ['email', 'call', 'visit'])],
  ])('%s touches a caseload or a page', async (_page, run) => {
    const steps = await touched(run)
    // A page that outgrows this is planned anew each time, which costs several times its running.
    for (const { parameters } of said)
      expect(parameters.length).toBeLessThanOrEqual(WORTH_KEEPING - AUDIT_ROW)
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter(({ rows }) => rows > MOST_ROWS)).toEqual([])
  })
})

/** Talks of some weeks of a whole city, and what hangs on each: three steps of a plan, three messages. */
const WEEKS = 25_000
const PARTS = 3 * WEEKS
/** Talks of the next days. */
const MOST_AHEAD = 5_000

const KEPT = ['appointment', 'message']

describe('what is asked of a whole city', () => {
  it.each([
    ['what is missing ahead', () => closeGaps(city), MOST_AHEAD],
    ['a call with mails', () => takeUpBatch(city), MOST_ROWS],
    ["the lead's mail of the week", () => weekOf(city), PARTS],
    ['what reminders brought about', () => rungEffects(city), PARTS],
    ['how many will be overdue', () => capacityFacts(city, [caseworker.id]), WEEKS],
  ])('%s touches no talk of the years before', async (_what, run, most) => {
    const steps = await touched(run)
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter(({ rows }) => rows > most)).toEqual([])
    // Both hold what happened in all years.
    expect(steps.filter(({ table, how }) => how === 'Seq Scan' && KEPT.includes(table))).toEqual([])
  })
})
