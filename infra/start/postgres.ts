import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { withConnection } from '../../db/fleet/server.ts'
import { derivePassword, type RootKey } from '../key.ts'
import { type Account, serverAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, handOver, ownerOf, SUPERUSER, serverEnvironment } from './cluster.ts'
import { clusterOf, placeCluster } from './place.ts'
import { freePort } from './port.ts'
import { isAlive, readPostmaster, stopLeftovers } from './postmaster.ts'
import { StartError } from './steps.ts'
import { until } from './wait.ts'

export interface RunningPostgres {
  adminUrl: string
  pid: number
  /** Settles when the server has ended, asked or not. */
  ended: Promise<void>
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Locked by the caller, see lock.ts. */
  dataDir: string
  key: RootKey
  log?: (line: string) => void
  /** On top of ours; tests do without fsync. */
  settings?: Record<string, string>
  /** Where it listens; a free port unless somebody waits for it at one. */
  port?: number
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '500',
  shared_buffers: '256MB',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Short queries on many small pools: neither pays for itself.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // A refused statement and its values name people. The caller gets the error; the file gets what concerns the server.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
}

const LARGEST_LOG = 10_000_000

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > LARGEST_LOG) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const adminUrl = (key: RootKey, port: number): string =>
  `postgres://${SUPERUSER}:${derivePassword(key, 'postgres')}@127.0.0.1:${port}/postgres`

interface Launch {
  cluster: string
  binaries: Binaries
  account: Account | undefined
  logFile: string
  settings: Record<string, string>
  wished: number | undefined
}

/** The server's process on a port that is free now; undefined when somebody was faster to take that port. */
async function launch({ cluster, binaries, account, logFile, settings, wished }: Launch) {
  const port = wished ?? (await freePort())
  const log = openLog(logFile)
  const before = statSync(logFile).size
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(
    join(binaries.native, 'bin', 'postgres'),
    ['-D', cluster, '-p', String(port), ...args],
    {
      ...account,
      cwd: '/',
      env: serverEnvironment,
      // A session of its own: Ctrl-C in the terminal is for us, the database goes last.
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('exit', () => resolve())
  })
  const isReady = () => {
    const postmaster = readPostmaster(cluster)
    return postmaster?.pid === child.pid && postmaster?.ready === true
  }
  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  // Recovery after a crash takes as long as it takes.
  await Promise.race([ended, until(() => isReady() || hasEnded(), Number.POSITIVE_INFINITY)])
  if (!hasEnded()) return { child, port, ended }
  const said = readFileSync(logFile).subarray(before).toString()
  if (said.includes('could not bind')) return undefined
  throw new StartError(
    `PostgreSQL does not start, see ${logFile}: ${said.match(/(FATAL|PANIC): .*/)?.[0] ?? said.trim()}`,
  )
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const immediate = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await ended
  clearTimeout(immediate)
}

/** Starts the data folder's own server, making its cluster when there is none. Copes with whatever a kill left behind. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { key, log = () => {} } = options
  mkdirSync(options.dataDir, { recursive: true })
  const dataDir = realpathSync(options.dataDir)
  const account = ownerOf(clusterOf(dataDir)) ?? (await serverAccount())
  const [binaries, cluster] = await Promise.all([findBinaries(account), placeCluster(dataDir, account)])
  if (await stopLeftovers(cluster)) log('ended a database server that a killed copy had left behind')
  await ensureCluster(cluster, binaries, account, derivePassword(key, 'postgres'))
  if (account && statSync(cluster).uid !== account.uid) handOver(cluster, account)
  const settings = { ...SETTINGS, ...options.settings }
  const logFile = join(dataDir, 'postgres.log')
  for (let attempt = 1; ; attempt += 1) {
    const launched = await launch({ cluster, binaries, account, logFile, settings, wished: options.port })
    if (!launched && attempt < 5) continue
    if (!launched) throw new StartError(`PostgreSQL finds no free port, see ${logFile}`)
    const { child, port, ended } = launched
    const running: RunningPostgres = {
      adminUrl: adminUrl(key, port),
      pid: child.pid ?? 0,
      ended,
      stop: () => stop(child, ended),
    }
    try {
      await dataDirectoryOf(running.adminUrl)
      return running
    } catch (error) {
      await running.stop()
      throw error
    }
  }
}

const WRONG_PASSWORD = '28P01'

/** Asks the server itself, with our password. */
async function dataDirectoryOf(url: string): Promise<string> {
  try {
    return await withConnection(url, async (sql) => {
      const [row] = await sql<[{ directory: string }]>`select current_setting('data_directory') as directory`
      return row.directory
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === WRONG_PASSWORD)) throw error
    throw new StartError('The key does not fit the database in the data folder: it was made with another key')
  }
}

/** The admin address of the server that runs on this data folder now, if one does. Throws when the key is another. */
export async function findRunningPostgres(options: {
  dataDir: string
  key: RootKey
}): Promise<string | undefined> {
  if (!existsSync(options.dataDir)) return undefined
  const cluster = clusterOf(options.dataDir)
  const postmaster = readPostmaster(cluster)
  if (!postmaster?.ready || !isAlive(cluster)) return undefined
  const url = adminUrl(options.key, postmaster.port)
  try {
    return (await dataDirectoryOf(url)) === cluster ? url : undefined
  } catch (error) {
    // It may be on its way down; a wrong key stays wrong.
    if (error instanceof StartError) throw error
    return undefined
  }
}
