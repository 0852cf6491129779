import { setTimeout as sleep } from 'node:timers/promises'
import { preparePlatform } from '../../db/fleet/platform.ts'
import type { Server } from '../../db/fleet/server.ts'
import { type Env, EnvError, readEnv } from '../env.ts'
import { openFileRoom } from '../files/file-room.ts'
import { loadRootKey } from '../key.ts'
import { buildWhenStale } from './build.ts'
import { type Child, startChild } from './child.ts'
import { checkGivenServer } from './given-server.ts'
import { lockFolder } from './lock.ts'
import { freePort } from './port.ts'
import { startPostgres } from './postgres.ts'
import { fillSoundKeys } from './sound-keys.ts'
import { StartError, step } from './steps.ts'

interface Ending {
  code: number
  line: string
}

/** One run from the first step to the last: what to undo at its end, and the way to end it. */
interface Run {
  env: Env
  development: boolean
  /** Last things are undone first. */
  undos: (() => Promise<void>)[]
  /** Only the first call counts. */
  end(ending: Ending): void
  signal: AbortSignal
}

const READY_WITHIN = 120_000

async function startDatabase({ env, undos, end, signal }: Run): Promise<Server> {
  const key = loadRootKey(env)
  if (env.databaseUrl) {
    const server = { adminUrl: env.databaseUrl, key }
    await step('database server of DATABASE_URL', () => checkGivenServer(server))
    return server
  }
  const starting = startPostgres({ dataDir: env.dataDir, key, log: console.log })
  undos.push(async () => (await starting.catch(() => undefined))?.stop())
  const running = await step('database server', () => starting)
  const died = () =>
    end({ code: 1, line: `The database server ended unexpectedly, see ${env.dataDir}/postgres.log` })
  void running.ended.then(died)
  signal.throwIfAborted()
  return { adminUrl: running.adminUrl, key }
}

async function prepareDatabase(run: Run): Promise<void> {
  const server = await startDatabase(run)
  await step('platform and cities up to date', async () => {
    await preparePlatform(server)
    await fillSoundKeys(server)
  })
  run.signal.throwIfAborted()
  if (!run.env.demo) return
  await step(
    'demo cities',
    async () => {
      const { loadDemo } = await import('../../db/demo/load.ts')
      return loadDemo(server, { clock: run.env.clock, files: openFileRoom(run.env) })
    },
    (outcome) => `demo cities ${outcome}`,
  )
}

async function build({ development, signal }: Run): Promise<void> {
  if (development) return
  await step(
    'production build',
    () => buildWhenStale(signal),
    (outcome) => (outcome === 'fresh' ? 'production build is fresh' : 'production build made'),
  )
}

const addressOf = ({ host, port }: Env): string => {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  return host.includes(':') ? `http://[${host === '::' ? '::1' : host}]:${port}` : `http://${host}:${port}`
}

/** Throws StartError with what /readyz said last. */
async function answersReady({ env, signal }: Run): Promise<void> {
  let said = 'nothing'
  const end = performance.now() + READY_WITHIN
  while (performance.now() < end) {
    signal.throwIfAborted()
    try {
      const response = await fetch(`${addressOf(env)}/readyz`, { signal: AbortSignal.timeout(10_000) })
      said = (await response.text()).slice(0, 500)
      if (response.status === 200) return
    } catch (error) {
      said = error instanceof Error ? error.message : String(error)
    }
    await sleep(25)
  }
  throw new StartError(`The web process did not become ready; /readyz said: ${said}`)
}

function runPart(run: Run, name: 'web' | 'worker', announcement?: string): Child {
  const { development } = run
  const env = {
    ...process.env,
    NODE_ENV: development ? ('development' as const) : ('production' as const),
    PORT: String(run.env.port),
    PARTIZIPATION_DATA: run.env.dataDir,
  }
  const child = startChild(name, { development, env, announcement })
  run.undos.push(child.stop)
  void child.ended.then((how) =>
    run.end({ code: 1, line: `The ${name} process ended unexpectedly (${how})` }),
  )
  return child
}

async function start(run: Run): Promise<void> {
  const lock = await lockFolder(run.env.dataDir)
  run.undos.push(lock.release)
  run.signal.throwIfAborted()
  if (run.env.port === 0) run.env.port = await freePort()
  await Promise.all([prepareDatabase(run), build(run)])
  run.signal.throwIfAborted()
  await step('web and worker', async () => {
    runPart(run, 'web')
    const worker = runPart(run, 'worker', 'worker ready')
    await Promise.all([answersReady(run), worker.announced])
  })
  run.signal.throwIfAborted()
  console.log(`ready http://localhost:${run.env.port}`)
}

const lineOf = (error: unknown): string => {
  if (error instanceof StartError || error instanceof EnvError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function main(): Promise<number> {
  const halt = new AbortController()
  let end: Run['end'] = () => {}
  const ending = new Promise<Ending>((resolve) => {
    end = resolve
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(signal, () => end({ code: 0, line: 'stopping ...' }))
  }
  const undos: Run['undos'] = []
  const begin = async () =>
    start({ env: readEnv(), development: process.argv.includes('--dev'), undos, end, signal: halt.signal })
  void begin().catch((error: unknown) => end({ code: 1, line: lineOf(error) }))
  const { code, line } = await ending
  halt.abort()
  if (code === 0) console.log(line)
  else console.error(line)
  let failed = false
  for (let undo = undos.pop(); undo; undo = undos.pop()) {
    await undo().catch((error: unknown) => {
      failed = true
      console.error(lineOf(error))
    })
  }
  if (code === 0 && !failed) console.log('stopped')
  return failed ? 1 : code
}

// Whoever read our output may be gone; the product goes on, or stops, without it.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
process.exit(await main())
