import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionsOf } from '../../app/access/sessions.server.ts'
import { clientPage } from '../../app/clients/overview.server.ts'
import { look } from '../../db/act.ts'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { verifyTrail } from '../../db/fleet/verify.ts'
import { mintAccess } from '../../db/mint.ts'
import { openDatabases } from '../../db/open.ts'
import { sealTrail } from '../../db/seal.ts'
import { systemClock } from '../../infra/clock.ts'
import { loadRootKey } from '../../infra/key.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { clientsIn, hundredths, middle } from './cities.ts'
import { addWorker } from './product.ts'
import type { Report } from './report.ts'
import { benchWriters } from './writers.ts'

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
    await benchWriters(report, { server, dataDir })
    await benchVerify(report, server, rows)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What session, membership, right and audit row add to the statement of a client's page, one request after the other. */
async function benchGuard(report: Report, server: Server): Promise<void> {
  const files = await clientsIn(server, SLUG, 1000)
  const { id, name } = await addWorker(server, [SLUG])
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_web' })
  try {
    const sessions = sessionsOf(databases.platform, { secure: false, demo: false, clock: systemClock })
    const begun = await sessions.begin(id, new Request('http://localhost/'))
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
        actor: { id, name, role: 'caseworker' },
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
