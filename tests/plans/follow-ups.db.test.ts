import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  appointmentPage,
  appointmentsToday,
  bookingPage,
  followUpsOf,
  nextAppointmentOf,
  openTasks,
  outcomeMissing,
  overdueOf,
  weekLoad,
  windowClosing,
} from '../../app/follow-ups/queries.server.ts'
import { dueMessages, nextDue } from '../../app/messages/queries.server.ts'
import type { CityWork } from '../../db/act.ts'
import * as schema from '../../db/city/schema/index.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import { cityAddress, withPlatform } from '../../db/fleet/registry.ts'
import type { StaffDb } from '../../db/handles.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock, today } from '../../infra/clock.ts'
import { caseworker, testServer } from '../factories/city.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

const slug = `talks-${Date.now().toString(36)}`
const server = testServer()
const said: { text: string; parameters: unknown[] }[] = []
let sql: postgres.Sql
let city: CityWork
let clientId: string
let appointmentId: string

beforeAll(async () => {
  await provisionCity(server, { slug, name: 'Stadt der Termine' })
  await withCity(server, systemClock, slug, (access) =>
    fillCity(access, { clients: 10_000, appointments: 50_000, workers: [caseworker] }),
  )
  await analyzeCity(server, slug)
  const address = await withPlatform(server, (platform) => cityAddress(server, platform, slug, 'staff'))
  sql = postgres(address, { max: 1 })
  const logger = { logQuery: (text: string, parameters: unknown[]) => void said.push({ text, parameters }) }
  const db: StaffDb = Object.assign(drizzle(sql, { schema, logger }), { opens: 'staff' as const })
  const known = { slug, name: slug, colour: '#000000' }
  city = { db, actor: caseworker, city: known, now: systemClock.now(), today: today(systemClock) }
  const [booked] = await sql<{ id: string; client: string }[]>`
    select id, client_id as client from appointment
    where responsible_id = ${caseworker.id} and state = 'booked' and starts_at > now() limit 1`
  appointmentId = booked?.id ?? ''
  clientId = booked?.client ?? ''
}, 300_000)
afterAll(async () => {
  await sql.end()
  await removeCity(server, slug)
})

const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)]

/** How many rows of a table each step of the plans touched, and through which index. */
async function touched(run: () => Promise<unknown>): Promise<{ table: string; how: string; rows: number }[]> {
  said.length = 0
  await run()
  const all: PlanNode[] = []
  for (const { text, parameters } of [...said]) {
    const [row] = await sql.unsafe(`explain (analyze, format json) ${text}`, parameters.map(String))
    const [plan] = row?.['QUERY PLAN'] ?? []
    all.push(...nodes(plan.Plan))
  }
  return all.flatMap((node) => {
    const table = node['Relation Name']
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    return table ? [{ table, how: node['Index Name'] ?? node['Node Type'], rows }] : []
  })
}

// A caseload is about 100 and a page 50 rows, of 10,000 clients and 50,000 appointments.
const MOST_ROWS = 700

describe('what is shown of talks does not grow with the city', () => {
  const { id } = caseworker
  const day = today(systemClock).toString()
  it.each([
    ['the talks of a day', () => appointmentsToday(city.db, id, day)],
    ['outcomes that are missing', () => outcomeMissing(city.db, id, day)],
    ['who is overdue', () => overdueOf(city.db, id, day)],
    ['windows that close', () => windowClosing(city.db, id, day)],
    ['open tasks', () => openTasks(city.db, id)],
    ['the week', () => weekLoad(city.db, id, day)],
    ["a client's next talk", () => nextAppointmentOf(city.db, clientId)],
    ["a client's talks", () => followUpsOf(city.db, clientId)],
    ["an appointment's page", () => appointmentPage(city, { clientId, appointmentId })],
    ['booking by hand', () => bookingPage(city, clientId)],
    ['messages that are due', () => dueMessages(city.db, city.now, 50)],
    ['when the next message is due', () => nextDue(city.db)],
  ])('%s', async (_what, run) => {
    const steps = await touched(run)
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter(({ rows }) => rows > MOST_ROWS)).toEqual([])
  })
})
