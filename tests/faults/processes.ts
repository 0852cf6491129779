/** Processes of a scene. They end when whoever started them is gone, however that came about. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { root } from '../../infra/start/build.ts'
import { until } from '../../infra/start/wait.ts'

/** However slow the machine: only when this is over is a thing taken not to happen. */
export const PATIENCE_MS = 120_000

export interface Process {
  said(): string
  isOver(): boolean
  ended: Promise<unknown>
  /** In good order. */
  stop(): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
}

/** What it says of itself on stderr is added to `log`. */
export function run(args: readonly string[], vars: Record<string, string>, log: string): Process {
  const { VITEST: _, ...outside } = process.env
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', './infra/start/follow-parent.mjs', ...args],
    {
      cwd: root,
      env: { ...outside, NODE_ENV: 'production', ...vars },
      stdio: ['ignore', 'pipe', openSync(log, 'a'), 'ipc'],
    },
  )
  const ended = once(child, 'exit')
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (!isOver()) child.kill(signal)
    await ended
  }
  return { said: () => said, isOver, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Throws `what` when it does not come about. */
export async function patiently(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  if (!(await until(isSo, PATIENCE_MS))) throw new Error(`${what} in ${PATIENCE_MS / 1000} s`)
}

export const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )
