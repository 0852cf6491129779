import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { preparePlatform } from '../../db/fleet/platform.ts'
import { loadRootKey } from '../../infra/key.ts'
import { claim, lockFolder } from '../../infra/start/lock.ts'
import { clusterOf } from '../../infra/start/place.ts'
import { type RunningPostgres, startPostgres } from '../../infra/start/postgres.ts'
import { stopLeftovers } from '../../infra/start/postmaster.ts'
import { LANES } from './lanes.ts'

const PREFIX = 'partizipation-test-'
/** Each project has its own copy of this module; what the first one started the others find here. */
const [URLS_VARIABLE, KEY_VARIABLE, FOLDERS_VARIABLE] = [
  'PARTIZIPATION_TEST_URLS',
  'PARTIZIPATION_TEST_KEY',
  'PARTIZIPATION_TEST_FOLDERS',
]

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

export interface Place {
  dataDir: string
  release(): Promise<void>
}

/** A folder that the next run clears away, with the server in it, when this one is killed. */
export async function makePlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  // As root, the server's own account has to get in.
  chmodSync(dataDir, 0o755)
  const lock = await lockFolder(dataDir)
  return {
    dataDir,
    async release() {
      rmSync(dataDir, { recursive: true, force: true })
      await lock.release()
    },
  }
}

/** A server with the platform prepared and no city in it. */
async function run({ dataDir }: Place, key: string): Promise<RunningPostgres> {
  const rootKey = loadRootKey({ key, dataDir })
  const running = await startPostgres({
    dataDir,
    key: rootKey,
    // A test database need not outlive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  await preparePlatform({ adminUrl: running.adminUrl, key: rootKey })
  return running
}

interface Lanes {
  adminUrls: string[]
  /** Whoever holds the lock of one of these has its lane. */
  folders: string[]
  key: string
  stop(): Promise<void>
}

async function start(): Promise<Lanes> {
  await clearKilledRuns()
  const key = randomBytes(32).toString('hex')
  const first = await makePlace()
  const places = [first]
  await (await run(first, key)).stop()
  // What took seconds once is copied for the others, unless it lies where only this place finds it.
  const cluster = clusterOf(first.dataDir)
  const isWithin = dirname(cluster) === realpathSync(first.dataDir)
  for (let lane = 2; lane <= LANES; lane += 1) {
    const place = await makePlace()
    if (isWithin) execFileSync('cp', ['-a', cluster, place.dataDir])
    places.push(place)
  }
  const servers = await Promise.all(places.map((place) => run(place, key)))
  const interrupt = () => servers.map(({ pid }) => process.kill(pid, 'SIGINT'))
  process.once('exit', interrupt)
  process.once('SIGTERM', () => process.exit(143))
  return {
    adminUrls: servers.map(({ adminUrl }) => adminUrl),
    folders: places.map(({ dataDir }) => join(dataDir, 'lane')),
    key,
    async stop() {
      process.off('exit', interrupt)
      await Promise.all(servers.map((server) => server.stop()))
      for (const place of places) await place.release()
    },
  }
}

/** Embedded servers for all projects of a run, one a lane. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  let stop: (() => Promise<void>) | undefined
  if (!process.env[URLS_VARIABLE]) {
    const started = await start()
    stop = started.stop
    process.env[URLS_VARIABLE] = started.adminUrls.join(' ')
    process.env[KEY_VARIABLE] = started.key
    process.env[FOLDERS_VARIABLE] = JSON.stringify(started.folders)
  }
  project.provide('adminUrls', process.env[URLS_VARIABLE]?.split(' ') ?? [])
  project.provide('laneFolders', JSON.parse(process.env[FOLDERS_VARIABLE] ?? '[]'))
  project.provide('key', process.env[KEY_VARIABLE] ?? '')
  return stop
}
