import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './build.ts'

/** A process of the product: web or worker. */
export interface Child {
  /** Settles when it has ended, with how; asked or not. */
  ended: Promise<string>
  /** Settles when it has printed the line it was to print. */
  announced: Promise<void>
  /** In good order within ten seconds, else by force. */
  stop(): Promise<void>
}

const STOPS_WITHIN = 10_000

/** What production runs is built; in development the source itself runs. */
const BUILT = {
  web: ['--enable-source-maps', 'build/processes/web.js'],
  worker: ['--enable-source-maps', 'build/processes/worker.js'],
}
const SOURCE = {
  web: ['--import', 'tsx', 'infra/server.ts'],
  worker: ['--import', 'tsx', 'workers/main.ts'],
}

interface ChildOptions {
  development: boolean
  env: NodeJS.ProcessEnv
  /** The line by which it says that it works; not passed on. */
  announcement?: string | undefined
}

/** Runs a part of the product whose output is ours. It ends when we are gone, however that came about. */
export function startChild(name: 'web' | 'worker', { development, env, announcement }: ChildOptions): Child {
  const child = spawn(
    process.execPath,
    ['--import', './infra/start/follow-parent.mjs', ...(development ? SOURCE : BUILT)[name]],
    // A session of its own, so that Ctrl-C comes from us, in order, and once.
    {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', announcement ? 'pipe' : 'inherit', 'inherit', 'ipc'],
    },
  )
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const announced = new Promise<void>((resolve) => {
    if (!child.stdout) return resolve()
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === announcement) resolve()
      else console.log(line)
    })
  })
  return {
    ended,
    announced,
    async stop() {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN)
      await ended
      clearTimeout(force)
    },
  }
}
