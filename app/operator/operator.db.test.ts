import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { platformAddress } from '../../db/fleet/platform.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Sql, withConnection } from '../../db/fleet/server.ts'
import { CITY_VERSION } from '../../db/open.ts'
import { organisationNamed } from '../../tests/factories/partners.ts'
import { makeRegion, type TestRegion } from '../../tests/factories/region.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { type CityCard, cityCards } from './queries.server.ts'

/** A day on which the cities of this test have been there for long. */
const NOW = '2027-03-09T08:00:00Z'
process.env.PARTIZIPATION_NOW = NOW
const now = Temporal.Instant.from(NOW)

let web: Web
let region: TestRegion
let operator: TestAccount
let lead: TestAccount
let cookie: string

const asAdmin = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => withPlatform(region.cities[0].server, work)
/** As the worker leaves it: all is sealed, and was found so. */
const sealedAgo = (minutes: number, seals = 7): Promise<unknown> =>
  asAdmin(async (sql) => {
    await sql`delete from trail_touch where city_slug in (select slug from city where region_slug = ${region.slug})`
    await sql`insert into audit_anchor (city_slug, seq, mac, last_row, anchored_at)
      select slug, ${seals}, '\\x00', 1, ${now.subtract({ minutes }).toString()} from city where region_slug = ${region.slug}
      on conflict (city_slug) do update set anchored_at = excluded.anchored_at, seq = excluded.seq`
  })
async function run(state: 'running' | 'done' | 'failed', part: string, minutes: number): Promise<void> {
  const id = randomUUID()
  const at = now.subtract({ minutes }).toString()
  await asAdmin(async (sql) => {
    await sql`insert into report_run (id, region_slug, period_to, state, started_at)
      values (${id}, ${region.slug}, '2027-03-09', ${state}, ${at})`
    await sql`insert into report_part (run_id, city_slug, state) values (${id}, ${region.cities[0].slug}, ${part})`
  })
}

async function cardOf(slug: string): Promise<CityCard> {
  const cards = await cityCards(region.cities[0].databases.platformOperator(), now)
  const card = cards.find((known) => known.slug === slug)
  if (!card) throw new Error('no card')
  return card
}

beforeAll(async () => {
  web = await makeWeb()
  region = await makeRegion()
  const [city] = region.cities
  lead = await makeAccount({ [city.slug]: 'lead' }, 'Frau Unverkennbar')
  for (const name of ['Herr Gezählt', 'Frau Gezählt']) await makeAccount({ [city.slug]: 'caseworker' }, name)
  operator = await makeAccount({}, 'Olga Betrieb', true)
  const { id } = organisationNamed('Diakonie Testfall')
  const gone = organisationNamed('SkF Testfall').id
  await asAdmin(async (sql) => {
    await sql`insert into office (account_id, role) values (${operator.id}, 'operator')`
    for (const one of [id, gone])
      await sql`insert into organisation (id, slug, name) values (${one}, ${one}, 'Träger') on conflict do nothing`
    await sql`insert into contract (organisation_id, city_slug, valid_from, valid_until)
      values (${id}, ${city.slug}, '2026-01-01', null), (${gone}, ${city.slug}, '2026-01-01', '2027-03-08')`
  })
  await sealedAgo(3)
  cookie = await signIn(web, operator)
})
afterAll(() => region.remove())

describe('a city as its operator sees it', () => {
  it('is its state and how many, with contracts that hold today', async () => {
    const [city] = region.cities
    expect(await cardOf(city.slug)).toEqual({
      slug: city.slug,
      name: `Stadt ${city.slug}`,
      colour: '#1f5f8b',
      region: 'Testregion',
      status: 'live',
      state: 'fine',
      urgent: false,
      needs: [],
      version: { is: CITY_VERSION, wanted: CITY_VERSION, behind: false },
      sealed: { seals: 7, ago: { unit: 'minutes', count: 3 } },
      members: [
        { role: 'lead', count: 1 },
        { role: 'caseworker', count: 2 },
      ],
      partners: 1,
      reports: { unfinished: 0, failed: 0 },
    })
  })

  it('counts the runs that failed since the last good one, and those that hang', async () => {
    const [{ slug }] = region.cities
    await run('done', 'failed', 900)
    await run('done', 'frozen', 800)
    expect(await cardOf(slug)).toMatchObject({ state: 'fine', reports: { unfinished: 0, failed: 0 } })
    await run('done', 'failed', 700)
    await run('failed', 'frozen', 600)
    await run('running', 'waiting', 90)
    expect(await cardOf(slug)).toMatchObject({
      state: 'attention',
      reports: { unfinished: 1, failed: 2 },
      needs: [
        { kind: 'report-stuck', command: `npm run report -- region ${region.slug}` },
        { kind: 'report-failed' },
      ],
    })
    await asAdmin((sql) => sql`delete from report_run where region_slug = ${region.slug}`)
  })
})

describe('the page', () => {
  const page = async (): Promise<string> => {
    const answer = await web.get('/operator', cookie)
    expect(answer.status).toBe(200)
    return await answer.text()
  }
  const place = (html: string, slug: string): number => html.indexOf(`<dd>${slug}</dd>`)

  it('is where the operator is led to after signing in', async () => {
    const answer = await web.get('/', cookie)
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/operator'])
  })

  it('is not there for others', async () => {
    const coordinator = await makeAccount({}, 'Frau Region', true)
    await asAdmin(
      (sql) =>
        sql`insert into office (account_id, role, region_slug) values (${coordinator.id}, 'coordinator', ${region.slug})`,
    )
    for (const account of [lead, coordinator])
      expect((await web.get('/operator', await signIn(web, account))).status).toBe(404)
    const anonymous = await web.get('/operator')
    expect(anonymous.headers.get('Location')).toBe('/sign-in?next=%2Foperator')
    await asAdmin((sql) => sql`delete from office where account_id = ${coordinator.id}`)
  })

  it('says what to do about a city that is shut or behind, above one that is in order', async () => {
    const [fine, shut, behind] = region.cities
    await asAdmin(async (sql) => {
      await sql`update city set status = 'suspended' where slug = ${shut.slug}`
      await sql`update city set schema_version = schema_version - 1 where slug = ${behind.slug}`
    })
    const html = await page()
    expect(html).toContain(`npm run city -- resume ${shut.slug}`)
    expect(html).toContain('npm run city -- migrate')
    expect(html).toContain(`Stand ${CITY_VERSION - 1} statt ${CITY_VERSION}`)
    const places = [behind, shut, fine].map(({ slug }) => place(html, slug))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    await asAdmin(
      (sql) =>
        sql`update city set status = 'live', schema_version = ${CITY_VERSION} where region_slug = ${region.slug}`,
    )
  })

  it('says when a trail is no longer sealed', async () => {
    const [{ slug }] = region.cities
    await sealedAgo(27 * 60)
    const html = await page()
    expect(html).toContain('Siegel vor 27 Stunden geprüft')
    expect(html).toContain(`npm run city -- verify-audit ${slug}`)
    await sealedAgo(3)
  })

  it('names nobody but the one who reads it', async () => {
    const html = await page()
    expect(html).toContain('Olga Betrieb')
    for (const word of ['Unverkennbar', 'Gezählt', lead.email, lead.id, operator.id])
      expect(html).not.toContain(word)
  })
})

describe('the login it reads with', () => {
  const DENIED = { code: '42501' }
  const refused = [
    'select * from account',
    'select name from account',
    'select email from account',
    'select * from session',
    'select * from half_sign_in',
    'select * from invitation',
    'select * from account_link',
    'select * from second_factor',
    'select * from recovery_code',
    'select * from account_identity',
    'select * from office',
    'select account_id from membership',
    'select * from membership',
    'select requested_by from report_run',
    'select * from released_figure',
    'select * from city_credential',
    'select * from platform_mail',
    'select * from account_event',
    'select mac from audit_anchor',
    'delete from membership',
    "update city set status = 'suspended'",
  ]

  it.each(refused)('may not: %s', async (query) => {
    const db = region.cities[0].databases.platformOperator()
    await expect(db.execute(sql.raw(query))).rejects.toMatchObject({ cause: DENIED })
  })

  it('is the operator’s own', async () => {
    const [found] = await region.cities[0].databases
      .platformOperator()
      .execute<{ role: string }>(sql`select current_user::text as role`)
    expect(found?.role).toBe('platform_operator')
  })

  it('opens no city', async () => {
    const { server } = region.cities[0]
    const { username: role, password } = new URL(platformAddress(server, 'platform_operator'))
    const cities = await asAdmin(
      (sql) => sql<{ datname: string }[]>`select datname::text from pg_database where datname like 'city\\_%'
        and datallowconn`,
    )
    const ours = region.cities.map(({ slug }) => databaseOf(slug))
    expect(cities.map(({ datname }) => datname)).toEqual(expect.arrayContaining(ours))
    for (const database of [...ours, 'city_template'])
      await expect(
        withConnection(addressOf(server.adminUrl, database, { role, password }), (sql) => sql`select 1`),
      ).rejects.toMatchObject(DENIED)
  })
})
