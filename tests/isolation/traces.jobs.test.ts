import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeHeaders } from '../../app/outreach/list/headers.ts'
import { readList } from '../../app/outreach/list/read.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Server, type Sql, withConnection } from '../../db/fleet/server.ts'
import { loadRootKey } from '../../infra/key.ts'
import { findRunningPostgres } from '../../infra/start/postgres.ts'
import { plantCounts } from '../factories/region.ts'
import { BACKENDS, type Backend } from '../jobs/workers.ts'
import { startResend } from '../mocks/resend-server.ts'
import { needRedis } from '../setup/needs.ts'
import { makeFolder, removeFolders } from '../start/folders.ts'
import { killAll } from '../start/processes.ts'
import { type Product, startProduct } from '../start/product.ts'
import { LIST, liveThrough } from './busy-day.ts'
import { findPersons, type PersonRow, type Persons, personsIn, personsOf } from './persons.ts'
import { holdsNumber, platformRows, platformSeen, redisKeys, watchPlatform, watchRedis } from './traces.ts'

const CITIES = ['wuppertal', 'solingen', 'remscheid', 'haan']
/** The demo is loaded on a Sunday evening; its reminders fall due on the days after. */
const SUNDAY = '2026-11-22T20:00:00Z'
const DAYS: Record<Backend, string> = { postgres: '2026-11-23T08:20:00Z', redis: '2026-11-24T08:20:00Z' }
/** The second number betrays a single person beside the first. Both are larger than any port. */
const [LISTED, REACHED] = [70_347, 70_346]
const MINUTES = 60_000

let dataDir: string
let product: Product

async function start(vars: Record<string, string>): Promise<Server> {
  product = await startProduct(dataDir, { vars })
  await product.ready
  const key = loadRootKey({ key: undefined, dataDir })
  return { adminUrl: (await findRunningPostgres({ dataDir, key })) ?? '', key }
}

async function stop(): Promise<void> {
  product.interrupt()
  expect(await product.ended).toBe(0)
}

const inCity = <T>({ adminUrl }: Server, slug: string, work: (sql: Sql) => Promise<T>): Promise<T> =>
  withConnection(addressOf(adminUrl, databaseOf(slug)), work)

/** One in which two people found work, and all but one were met. */
async function makeTellingCity(server: Server): Promise<void> {
  await provisionCity(server, { slug: 'haan', name: 'Stadt Haan', region: 'bergisch' })
  await inCity(server, 'haan', async (sql) => {
    await sql`insert into programme (slug, name, starts_on) values ('laufend', 'Partizipation', '2025-01-01')`
    await plantCounts(sql, { listed: LISTED, reached: REACHED, working: 2 })
  })
}

beforeAll(async () => {
  dataDir = makeFolder()
  const server = await start({ PARTIZIPATION_NOW: SUNDAY })
  await withPlatform(server, watchPlatform)
  await makeTellingCity(server)
  await stop()
}, 6 * MINUTES)
afterAll(async () => {
  await killAll(dataDir)
  removeFolders()
})

/** Everybody on the list, also those whose line is rejected. */
function personsOnList(): PersonRow[] {
  const list = readList(new Uint8Array(readFileSync(LIST)))
  if (!list.ok) throw new Error(list.error)
  const { header, rows } = list.value
  const placed = placeHeaders(header, rows)
  if (!placed.ok) throw new Error('The list raises questions')
  const { at } = placed.value
  return rows.map(({ cells }) => ({
    family: cells[at['family-name'] ?? -1] ?? null,
    given: cells[at['given-name'] ?? -1] ?? null,
    born: cells[at['birth-date'] ?? -1] ?? null,
    phone: cells[at.phone ?? -1] ?? null,
    email: cells[at.email ?? -1] ?? null,
    azr: cells[at['azr-number'] ?? -1] ?? null,
  }))
}

/** Everybody, but for names that staff, organisations and cities have too: those belong into the platform. */
async function everybody(server: Server): Promise<Persons> {
  const known = await withPlatform(server, async (sql) => {
    const rows = await sql<{ text: string }[]>`
      select concat_ws(' ', name, email) as text from account union all select name from organisation
      union all select name from city union all select name from region`
    return rows.map(({ text }) => text).join(' ')
  })
  const inCities = await Promise.all(CITIES.map((slug) => inCity(server, slug, personsIn)))
  return personsOf([...inCities.flat(), ...personsOnList()], known)
}

const someone = (server: Server) =>
  inCity(server, 'wuppertal', async (sql) => {
    const [found] = await sql<{ family: string; given: string; email: string }[]>`
      select family_name as family, given_name as given, email from person
      join client on client.person_id = person.id join person_contact c on c.person_id = person.id
      where email is not null and length(family_name) > 4 and length(given_name) > 4 and closed_on is null
      order by person.id limit 1`
    if (!found) throw new Error('Nobody in Wuppertal has an address')
    return found
  })

interface Cell {
  measure: string
  raw: number
  value: number | null
}

/** What a city counted for each of the runs it took part in, beside what was released of it. */
const cellsOf = (server: Server, slug: string): Promise<Cell[]> =>
  inCity(server, slug, async (sql) => {
    const counted = await sql<{ run: string; measure: string; raw: number }[]>`
      select run_id as run, key as measure, value::int as raw from report_snapshot, jsonb_each_text(figures)`
    const released = await withPlatform(
      server,
      (platform) => platform<{ run: string; measure: string; value: number | null }[]>`
        select run_id as run, measure, value from released_figure where city_slug = ${slug}`,
    )
    return counted.flatMap(({ run, measure, raw }) => {
      const cell = released.find((one) => one.run === run && one.measure === measure)
      return cell ? [{ measure, raw, value: cell.value }] : []
    })
  })

describe.each(BACKENDS)('after a busy day, with the queue on %s,', (backend) => {
  const places: Record<string, string> = {}
  let persons: Persons
  let cells: Cell[]

  beforeAll(async () => {
    const resend = await startResend('drop')
    const redis = backend === 'redis' ? await watchRedis(needRedis()) : undefined
    const server = await start({
      PARTIZIPATION_NOW: DAYS[backend],
      REDIS_URL: redis ? needRedis() : '',
      RESEND_URL: resend.url,
      RESEND_API_KEY: 're_test',
    })
    const origin = `http://localhost:${product.port}`
    await liveThrough({ origin, server, resend, person: await someone(server) })
    persons = await everybody(server)
    cells = (await Promise.all(CITIES.map((slug) => cellsOf(server, slug)))).flat()
    places['the mails'] = resend.calls.map(({ body }) => body).join('\n')
    places['the platform database'] = await withPlatform(server, platformRows)
    places['the platform database meanwhile'] = await withPlatform(server, platformSeen)
    places.Redis = redis ? await redisKeys(needRedis()) : ''
    await stop()
    places['Redis meanwhile'] = redis?.seen() ?? ''
    places['the output of the product'] = product.output()
    places['the log of PostgreSQL'] = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    await redis?.stop()
    await resend.close()
  }, 8 * MINUTES)

  it('persons are found where they belong: so the search is able to find them', () => {
    expect(
      [persons.names, persons.emails, persons.numbers, persons.birthDates].map((all) => all.size > 200),
    ).toEqual(Array(4).fill(true))
    expect(findPersons(places['the mails'] ?? '', persons).length).toBeGreaterThan(2)
  })

  const used = backend === 'redis' ? ['Redis', 'Redis meanwhile'] : []
  const watched = ['the platform database', 'the platform database meanwhile', ...used]

  it.each([...watched, 'the output of the product', 'the log of PostgreSQL'])(
    'nobody is found in %s',
    (place) => {
      expect(places[place]).not.toBe('')
      expect(findPersons(places[place] ?? '', persons)).toEqual([])
    },
  )

  it('jobs were seen going through the queue', () => {
    const queue = places[backend === 'redis' ? 'Redis meanwhile' : 'the platform database meanwhile'] ?? ''
    for (const job of ['send-messages', 'count-city', 'combine-region']) expect(queue).toContain(job)
  })

  it('no count of one or two people was released, and none that betrays one', () => {
    const small = cells.filter(({ raw }) => raw === 1 || raw === 2)
    expect(small.length).toBeGreaterThan(0)
    expect(small.filter(({ value }) => value !== null)).toEqual([])
    const hidden = cells.filter(({ raw, value }) => raw > 10_000 && value === null)
    expect(hidden.map(({ measure }) => measure)).toContain('reached')
    for (const [place, text] of Object.entries(places)) {
      for (const { raw } of hidden) expect([place, holdsNumber(text, raw)]).toEqual([place, false])
    }
  })
})
