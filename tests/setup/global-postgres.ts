import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { loadRootKey } from '../../infra/key.ts'
import { claim, lockFolder } from '../../infra/start/lock.ts'
import { clusterOf } from '../../infra/start/place.ts'
import { startPostgres } from '../../infra/start/postgres.ts'
import { stopLeftovers } from '../../infra/start/postmaster.ts'

const PREFIX = 'partizipation-test-'
/** Each project has its own copy of this module; what the first one started the others find here. */
const [URL_VARIABLE, KEY_VARIABLE] = ['PARTIZIPATION_TEST_URL', 'PARTIZIPATION_TEST_KEY']

/** Folders, and servers, of runs that were killed: nobody holds their lock. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    const claimed = await claim(folder)
    if (!claimed.mine) {
      claimed.visit.leave()
      continue
    }
    await stopLeftovers(clusterOf(folder))
    rmSync(folder, { recursive: true, force: true })
    await claimed.lock.release()
  }
}

async function start(): Promise<{ adminUrl: string; key: string; stop: () => Promise<void> }> {
  await clearKilledRuns()
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  // As root, the server's own account has to get in.
  chmodSync(dataDir, 0o755)
  const lock = await lockFolder(dataDir)
  const key = randomBytes(32).toString('hex')
  const rootKey = loadRootKey({ key, dataDir })
  const running = await startPostgres({
    dataDir,
    key: rootKey,
    // A test database need not outlive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  const interrupt = () => process.kill(running.pid, 'SIGINT')
  process.once('exit', interrupt)
  process.once('SIGTERM', () => process.exit(143))
  await preparePlatform({ adminUrl: running.adminUrl, key: rootKey })
  return {
    adminUrl: running.adminUrl,
    key,
    async stop() {
      process.off('exit', interrupt)
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
      await lock.release()
    },
  }
}

/** One embedded Postgres for all projects of a run, with the platform prepared and no city in it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  let stop: (() => Promise<void>) | undefined
  if (!process.env[URL_VARIABLE]) {
    const started = await start()
    stop = started.stop
    process.env[URL_VARIABLE] = started.adminUrl
    process.env[KEY_VARIABLE] = started.key
  }
  project.provide('adminUrl', process.env[URL_VARIABLE] ?? '')
  project.provide('key', process.env[KEY_VARIABLE] ?? '')
  return stop
}
