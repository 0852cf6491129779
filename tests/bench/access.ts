import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { provisionCity } from '../../db/fleet/provision.ts'
import { addressOf, databaseOf, type Server, withConnection } from '../../db/fleet/server.ts'
import { verifyTrail } from '../../db/fleet/verify.ts'
import { openDatabases } from '../../db/open.ts'
import { sealTrail } from '../../db/seal.ts'
import { systemClock } from '../../infra/clock.ts'
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
    await benchVerify(report, server, rows)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
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
