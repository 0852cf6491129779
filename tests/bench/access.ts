import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { sessionsOf } from '../../app/access/sessions.server.ts'
import { clientPage } from '../../app/clients/overview.server.ts'
import type { Result } from '../../app/kit/result.ts'
import { recordPlacement, voidPlacement } from '../../app/placements/commands.server.ts'
import { act, type CityWork, look } from '../../db/act.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { verifyTrail } from '../../db/fleet/verify.ts'
import { mintAccess } from '../../db/mint.ts'
import { openDatabases } from '../../db/open.ts'
import { sealTrail } from '../../db/seal.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock, today } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import type { Report } from './main.ts'

interface AccessOptions {
  /** Rows of the trail that is verified. */
  rows: number
}

const SLUG = 'bench'
const ROWS_PER_ACT = 10

/** What it costs to know who did what. */
export async function benchAccess(report: Report, { rows }: AccessOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-bench-'))
  const key = loadRootKey({ key: undefined, dataDir })
  const postgres = await startPostgres({ dataDir, key })
  const server: Server = { adminUrl: postgres.adminUrl, key }
  try {
    await preparePlatform(server)
    await provisionCity(server, { slug: SLUG, name: 'Stadt Bench' })
    await benchGuard(report, server)
    await benchWriters(report, server)
    await benchVerify(report, server, rows)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface BenchFile {
  clientId: string
  personId: string
}

const clientsIn = (server: Server, slug: string, clients: number): Promise<BenchFile[]> =>
  withCity(server, systemClock, slug, async (access) => {
    await fillCity(access, { clients, appointments: clients })
    await analyzeCity(server, slug)
    return act(access, { action: 'view', subject: 'clients' }, async ({ db }) => [
      ...(await db.execute<BenchFile & Record<string, unknown>>(
        sql`select id as "clientId", person_id as "personId" from client order by id`,
      )),
    ])
  })

const middle = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
const hundredths = (milliseconds: number): number => Math.round(milliseconds * 100) / 100

/** What session, membership, right and audit row add to the statement of a client's page, one request after the other. */
async function benchGuard(report: Report, server: Server): Promise<void> {
  const files = await clientsIn(server, SLUG, 1000)
  const account = { id: randomUUID(), name: 'Aylin Messfall' }
  await withPlatform(server, async (platform) => {
    await platform`insert into account (id, email, name, password_hash) values (${account.id}, 'guard@test.example', ${account.name}, '')`
    await platform`insert into membership (account_id, city_slug, role) values (${account.id}, ${SLUG}, 'caseworker')`
  })
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_web' })
  try {
    const sessions = sessionsOf(databases.platform, { secure: false, demo: false, clock: systemClock })
    const begun = await sessions.begin(account.id, new Request('http://localhost/'))
    const cookie = begun.split(';')[0] ?? ''
    const pool = await databases.city(SLUG, 'staff', 'look')
    const plainly = (clientId: string) =>
      clientPage({ opens: 'staff', execute: (statement) => pool.execute(statement) }, clientId)
    const guarded = async (clientId: string) => {
      const request = new Request(`http://localhost/c/${SLUG}/clients/${clientId}`, { headers: { cookie } })
      const signedIn = await sessions.read(request, SLUG)
      if (signedIn?.membership?.role !== 'caseworker') throw new Error('The bench worker is not let in')
      const access = mintAccess(databases, {
        kind: 'staff',
        city: signedIn.membership,
        actor: { ...account, role: 'caseworker' },
        clock: systemClock,
      })
      return look(access, { action: 'view', subject: 'client', subjectId: clientId }, ({ db }) =>
        clientPage(db, clientId),
      )
    }
    const times = { plainly: [] as number[], guarded: [] as number[] }
    for (const [nth, { clientId }] of files.entries()) {
      for (const [name, read] of Object.entries({ plainly, guarded })) {
        const began = performance.now()
        if (!(await read(clientId))) throw new Error('A client of the bench is not there')
        // The first ones warm plans and caches.
        if (nth >= 100) times[name === 'guarded' ? 'guarded' : 'plainly'].push(performance.now() - began)
      }
    }
    const [without, withGuard] = [middle(times.plainly), middle(times.guarded)]
    report({
      scenario: 'access',
      part: 'guard',
      requests: times.guarded.length,
      p50Without: hundredths(without),
      p50: hundredths(withGuard),
      adds: hundredths(withGuard - without),
      wanted: 3,
    })
  } finally {
    await databases.close()
  }
}

const WRITERS = 16
const ROUNDS = 6
const ROUND_MS = 3000

/** `key`: of the form that is sent. */
type Write = (city: CityWork, file: BenchFile, key: string) => Promise<unknown>

function done<T, E extends string>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`The bench is refused: ${result.error}`)
  return result.value
}

const recordJob: Write = (city, { clientId }, placementId) =>
  recordPlacement(city, clientId, {
    formKey: placementId,
    employer: 'Messbetrieb GmbH',
    town: 'Wuppertal',
    jobTitle: 'Helferin',
    workingTime: 'full-time',
    hoursPerWeek: 39,
    firstDay: city.today.toString(),
    sure: true,
  }).then(done)

const takeJobBack: Write = (city, { clientId }, placementId) =>
  voidPlacement(city, clientId, { placementId, reason: 'Gemessen' }).then(done)

const changePhone: Write = async ({ db, actor, now, today }, { clientId, personId }) => {
  await db.execute(sql`update person_contact set phone = ${now.toString()} where person_id = ${personId}`)
  await db.insert(timeline).values({
    clientId,
    occurredOn: today.toString(),
    recordedAt: now,
    recordedBy: actor.id,
    kind: 'attended',
  })
}

/** Acts of the product, and the least an act can be: one column and one line in the stream. */
const WRITES = { 'job recorded and taken back': [recordJob, takeJobBack], 'least act': [changePhone] }

/** The same writes by 16 writers in turn: as acts, and without a trail in a city that keeps no account of changes. */
async function benchWriters(report: Report, server: Server): Promise<void> {
  const plain = 'bench-plain'
  await provisionCity(server, { slug: plain, name: 'Stadt ohne Spur' })
  const actor = { id: randomUUID(), name: 'Aylin Messfall', role: 'caseworker' } as const
  await withConnection(addressOf(server.adminUrl, databaseOf(plain)), async (db) => {
    await db`insert into actor (id, name) values (${actor.id}, ${actor.name})`
    for (const {
      table,
    } of await db`select tgrelid::regclass::text as table from pg_trigger where tgname = 'audit_change'`)
      await db.unsafe(`alter table ${table} disable trigger audit_change`)
  })
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  try {
    const city = { slug: SLUG, name: 'Stadt Bench', colour: '#1f5f8b' }
    const access = mintAccess(databases, { kind: 'staff', city, actor, clock: systemClock })
    const unwatched = await databases.city(plain, 'staff')
    const watchedFiles = await clientsIn(server, SLUG, 1000)
    const plainFiles = await clientsIn(server, plain, 1000)
    const asActs = (write: Write, file: BenchFile, key: string) =>
      act(access, { action: 'change', subject: 'client', subjectId: file.clientId }, (work) =>
        write(work, file, key),
      )
    const withoutTrail = (write: Write, file: BenchFile, key: string) =>
      unwatched.transaction((tx) => {
        const db = Object.assign(tx, { opens: 'staff' as const })
        return write({ db, actor, city, now: systemClock.now(), today: today(systemClock) }, file, key)
      })
    for (const [what, writes] of Object.entries(WRITES)) {
      const [acts, plainly]: [number[], number[]] = [[], []]
      for (let round = 0; round <= ROUNDS; round += 1) {
        acts.push(await writesPerSecond(watchedFiles, writes, asActs))
        plainly.push(await writesPerSecond(plainFiles, writes, withoutTrail))
      }
      // The first round warms up.
      const [withTrail, without] = [middle(acts.slice(1)), middle(plainly.slice(1))]
      report({
        scenario: 'access',
        part: 'writers',
        what,
        writers: WRITERS,
        actsPerSecond: Math.round(withTrail),
        withoutTrail: Math.round(without),
        ratio: hundredths(withTrail / without),
        wanted: 0.9,
      })
    }
  } finally {
    await databases.close()
  }
}

/** Each writer has files of its own and does one after the other all that is to be written in it. */
async function writesPerSecond(
  files: readonly BenchFile[],
  writes: readonly Write[],
  write: (one: Write, file: BenchFile, key: string) => Promise<unknown>,
): Promise<number> {
  const began = performance.now()
  let written = 0
  const writer = async (nth: number): Promise<void> => {
    for (let at = nth; performance.now() - began < ROUND_MS; at += WRITERS) {
      const file = files[at % files.length] as BenchFile
      const key = randomUUID()
      for (const one of writes) {
        await write(one, file, key)
        written += 1
      }
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, nth) => writer(nth)))
  return (written / (performance.now() - began)) * 1000
}

/** A trail of many rows, sealed as the worker seals it, checked from beginning to end. */
async function benchVerify(report: Report, server: Server, rows: number): Promise<void> {
  process.stderr.write(`writing and sealing ${rows} rows ...\n`)
  await withConnection(addressOf(server.adminUrl, databaseOf(SLUG)), async (sql) => {
    await sql.unsafe(`set synchronous_commit = off`)
    await sql.unsafe(`
      do $$ begin for act in 1..${Math.ceil(rows / ROWS_PER_ACT)} loop
        insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject, subject_id)
        select 1, now(), gen_random_uuid(), 'Aylin Messfall', 'caseworker', 'view', 'client', gen_random_uuid()
        from generate_series(1, ${ROWS_PER_ACT});
        commit;
      end loop; end $$`)
    await sql.unsafe('vacuum analyze audit_event')
  })
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  const sealing = performance.now()
  try {
    while ((await sealTrail(databases, server.key, systemClock, SLUG)) > 0);
  } finally {
    await databases.close()
  }
  const sealed = performance.now()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  const trail = await verifyTrail(server, SLUG)
  clearInterval(watch)
  const seconds = (from: number, to: number): number => Math.round((to - from) / 10) / 100
  const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)
  report({
    scenario: 'access',
    part: 'verify',
    rows: trail.sealed,
    seals: trail.seals,
    intact: trail.intact,
    sealSeconds: seconds(sealing, sealed),
    seconds: seconds(sealed, performance.now()),
    rssBeforeMb: megabytes(before),
    rssPeakMb: megabytes(most),
  })
}
