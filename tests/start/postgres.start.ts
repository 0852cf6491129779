import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { withConnection } from '../../db/fleet/server.ts'
import { loadRootKey } from '../../infra/key.ts'
import { hydrate } from '../../infra/start/binaries.ts'
import { clearOrphans, clusterOf } from '../../infra/start/place.ts'
import { findRunningPostgres, startPostgres } from '../../infra/start/postgres.ts'
import { readPostmaster } from '../../infra/start/postmaster.ts'
import { isRoot, makeFolder, removeFolders } from './folders.ts'
import { isRunning, killAll, runScript } from './processes.ts'

const holdDatabase = new URL('./hold-database.ts', import.meta.url)

let dataDir = ''

beforeEach(() => {
  dataDir = makeFolder()
})
afterEach(async () => {
  await killAll(dataDir)
  removeFolders()
})

const start = (folder = dataDir) =>
  startPostgres({ dataDir: folder, key: loadRootKey({ key: undefined, dataDir: folder }) })

const run = (url: string, statement: string) => withConnection(url, (sql) => sql.unsafe(statement))

/** One outside the data folder stays for a day when that is gone; tests need not leave it. */
function removeCluster(cluster: string): void {
  rmSync(dirname(cluster), { recursive: true })
  rmSync(`${dirname(cluster)}.json`)
}

/** The folder of a cluster that lies outside, after it was moved with what is said about it. */
function moveInto(clusters: string, cluster: string): string {
  const folder = join(clusters, basename(dirname(cluster)))
  renameSync(dirname(cluster), folder)
  renameSync(`${dirname(cluster)}.json`, `${folder}.json`)
  return folder
}

/** A server whose starter was killed, with one committed row. */
async function abandonedServer(): Promise<number> {
  const copy = runScript(holdDatabase, dataDir)
  const url = (await copy.line(/^using /)).slice('using '.length)
  await run(url, 'create table kept as select 1 as one')
  const pid = readPostmaster(clusterOf(dataDir))?.pid ?? 0
  copy.kill('SIGKILL')
  await copy.ended
  expect(isRunning(pid)).toBe(true)
  return pid
}

async function expectRowKept(): Promise<void> {
  const running = await start()
  expect(await run(running.adminUrl, 'select one from kept')).toMatchObject([{ one: 1 }])
  await running.stop()
}

describe('the embedded server', () => {
  test('keeps its data from start to start, and answers only on 127.0.0.1 with a password', async () => {
    const first = await start()
    await run(first.adminUrl, 'create table kept as select 1 as one')
    const [settings] = await run(
      first.adminUrl,
      `select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
              current_setting('fsync') as fsync, current_setting('max_connections') as connections,
              current_setting('server_encoding') as encoding, current_user as superuser`,
    )
    expect(settings).toEqual({
      listens: '127.0.0.1',
      sockets: '',
      fsync: 'on',
      connections: '500',
      encoding: 'UTF8',
      superuser: 'partizipation',
    })
    const guess = new URL(first.adminUrl)
    guess.password = 'wrong'
    await expect(run(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await first.stop()
    expect(isRunning(first.pid)).toBe(false)
    await expectRowKept()
  })

  test('is found while it runs, and not afterwards', async () => {
    const key = loadRootKey({ key: undefined, dataDir })
    expect(await findRunningPostgres({ dataDir, key })).toBeUndefined()
    const running = await start()
    expect(await findRunningPostgres({ dataDir, key })).toBe(running.adminUrl)
    await running.stop()
    expect(await findRunningPostgres({ dataDir, key })).toBeUndefined()
  })

  test('writes no refused statement and no value into its log', async () => {
    const running = await start()
    await run(running.adminUrl, 'create table person (name text primary key)')
    const insert = `insert into person values ('Amina Beispielfrau')`
    await run(running.adminUrl, insert)
    await expect(run(running.adminUrl, insert)).rejects.toMatchObject({ code: '23505' })
    await expect(run(running.adminUrl, `select 'Amina Beispielfrau'::date`)).rejects.toThrow()
    await running.stop()
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('Amina')
  })

  test('refuses a key that is not the one it was made with, and does not stay running', async () => {
    await (await start()).stop()
    const other = loadRootKey({ key: randomBytes(32).toString('hex'), dataDir })
    await expect(startPostgres({ dataDir, key: other })).rejects.toThrow('The key does not fit')
    expect(readPostmaster(clusterOf(dataDir))).toBeUndefined()
  })

  test('makes the links that an install without scripts leaves out', () => {
    const native = join(dataDir, 'native')
    mkdirSync(join(native, 'lib'), { recursive: true })
    writeFileSync(join(native, 'lib', 'libpq.so.5.18'), '')
    writeFileSync(
      join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
    )
    expect([hydrate(native), hydrate(native)]).toEqual([true, true])
    expect(readlinkSync(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
  })
})

describe('after a kill', () => {
  test('a server that outlived its starter is ended and started again', async () => {
    const pid = await abandonedServer()
    await expectRowKept()
    expect(isRunning(pid)).toBe(false)
  })

  test('a server that was killed itself recovers', async () => {
    const pid = await abandonedServer()
    process.kill(pid, 'SIGKILL')
    await expectRowKept()
  })

  test('a lock file whose number belongs to some other process now is no hindrance', async () => {
    await (await start()).stop()
    const cluster = clusterOf(dataDir)
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
    )
    await (await start()).stop()
  })

  test('a cluster half made is made anew', async () => {
    const half = join(dataDir, '.postgres.init-0000')
    mkdirSync(join(half, 'cluster', 'base'), { recursive: true })
    await (await start()).stop()
    expect(existsSync(half)).toBe(false)
    expect(readdirSync(dataDir).sort()).toEqual(['key', 'postgres', 'postgres.log'])
  })
})

describe('commands that work on the data folder without a running copy', () => {
  test('the one that started the server waits for the one that came later', async () => {
    const first = runScript(holdDatabase, dataDir)
    const using = await first.line(/^using /)
    const second = runScript(holdDatabase, dataDir)
    expect(await second.line(/^using /)).toBe(using)
    const pid = readPostmaster(clusterOf(dataDir))?.pid ?? 0
    first.kill('SIGTERM')
    await first.line(/^leaving/)
    expect(await run(using.slice('using '.length), 'select 1')).toHaveLength(1)
    second.kill('SIGTERM')
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
    expect(isRunning(pid)).toBe(false)
  })
})

describe('a data folder that only its owner may enter', () => {
  test('has a cluster that PostgreSQL can enter', async () => {
    const locked = join(makeFolder({ locked: true }), '.data')
    const running = await start(locked)
    await run(running.adminUrl, 'create table kept as select 1 as one')
    await running.stop()
    const cluster = clusterOf(locked)
    // PostgreSQL refuses to run as root, and who runs it instead may not go where root alone may.
    expect(cluster.startsWith(locked)).toBe(!isRoot)
    expect(statSync(cluster).uid === 0).toBe(false)
    const again = await start(locked)
    expect(await run(again.adminUrl, 'select one from kept')).toHaveLength(1)
    await again.stop()

    rmSync(locked, { recursive: true })
    const fresh = await start(locked)
    await expect(run(fresh.adminUrl, 'select one from kept')).rejects.toMatchObject({ code: '42P01' })
    await fresh.stop()
    if (!isRoot) return
    // In a folder of their own: what else lies there is no business of a test.
    const clusters = mkdtempSync(join(dirname(dirname(cluster)), 'own-'))
    onTestFinished(() => rmSync(clusters, { recursive: true }))
    const [first, second] = [moveInto(clusters, cluster), moveInto(clusters, clusterOf(locked))]
    const inTwoDays = Date.now() + 2 * 86_400_000
    // The second start has marked the first cluster as nobody's.
    await clearOrphans(clusters, inTwoDays)
    expect([existsSync(first), existsSync(second)]).toEqual([false, true])
    rmSync(locked, { recursive: true })
    await clearOrphans(clusters)
    expect(existsSync(second)).toBe(true)
    await clearOrphans(clusters, inTwoDays)
    expect(existsSync(second)).toBe(false)
  })

  test('may be locked after it was used', async () => {
    const folder = makeFolder()
    const before = await start(folder)
    await run(before.adminUrl, 'create table kept as select 1 as one')
    await before.stop()
    chmodSync(folder, 0o700)
    const after = await start(folder)
    expect(await run(after.adminUrl, 'select one from kept')).toHaveLength(1)
    await after.stop()
    if (isRoot) removeCluster(clusterOf(folder))
  })
})
