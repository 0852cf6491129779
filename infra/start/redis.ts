import { spawn } from 'node:child_process'
import { createConnection } from 'node:net'
import type { Found } from './chromium.ts'
import { freePort } from './port.ts'
import { aptInstall, onPath, runs } from './programs.ts'
import { until } from './wait.ts'

const fromPath = (): string | undefined => onPath('redis-server', 'valkey-server')

/** The program of a Redis server, installed when there is none. Not asked when REDIS_URL names a running one. */
export async function needRedis(): Promise<Found> {
  const found = fromPath()
  if (found && (await runs(found))) return { path: found }
  const problem = await aptInstall('redis-server')
  const path = fromPath()
  if (path && (await runs(path))) return { path }
  return {
    missing: `There is no Redis for the worker tests: none on the PATH, and ${problem ?? 'the one of apt-get does not run'}. Install redis-server or valkey-server, or name a running one with REDIS_URL=...`,
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

export interface RunningRedis {
  url: string
  stop(): Promise<void>
}

/** A server of our own, in memory only, on a free port unless one is named. undefined when there is no program for it. */
export async function startRedis(wished?: number): Promise<RunningRedis | undefined> {
  const program = fromPath()
  if (!program) return undefined
  const port = wished ?? (await freePort())
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  // BullMQ wants to lose no key to a full memory.
  const child = spawn(program, [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore', cwd: '/' })
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  )
  process.once('exit', () => child.kill())
  if (!(await until(() => listens(port), 10_000)))
    throw new Error(`${program} does not answer on port ${port}`)
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
