import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { until } from '../../infra/start/wait.ts'
import { root } from './folders.ts'

export interface Running {
  pid: number
  output(): string
  /** Settles with the line that matches; rejects when the process ends without it. */
  line(pattern: RegExp): Promise<string>
  /** Settles with the exit code; 'SIGKILL' and the like when a signal ended it. */
  ended: Promise<number | string>
  kill(signal: NodeJS.Signals): void
  /** Ctrl-C: a terminal tells every process of its foreground. */
  interrupt(): void
}

/** Runs a command in the repository, or in a clone of it. */
export function run(command: string, args: string[], env: Record<string, string> = {}, cwd = root): Running {
  const { NODE_ENV: _, VITEST: __, ...outside } = process.env
  const child = spawn(command, args, {
    cwd,
    env: { ...outside, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as in a terminal.
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  let isOver = false
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true
      resolve(code ?? signal ?? 'unknown')
    })
  })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    kill: (signal) => child.kill(signal),
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    async line(pattern) {
      const find = () => output.split('\n').find((line) => pattern.test(line))
      await until(() => find() !== undefined || isOver, 240_000)
      const found = find()
      if (found === undefined) throw new Error(`no line ${pattern} in:\n${output}`)
      return found
    },
  }
}

export const runNode = (args: string[], env?: Record<string, string>, cwd?: string): Running =>
  run(process.execPath, args, env, cwd)

export const runScript = (file: URL, ...args: string[]): Running =>
  runNode(['--import', 'tsx', fileURLToPath(file), ...args])

/** Whether it exists and is more than an entry that nobody has collected yet. */
export function isRunning(pid: number): boolean {
  try {
    if (!existsSync('/proc'))
      return (
        execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
          .toString()
          .trim() !== 'Z'
      )
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

const read = (what: () => string): string => {
  try {
    return what()
  } catch {
    return ''
  }
}

/** Every process that has the folder in its environment, its arguments, or as the place where it works. */
export function processesOf(folder: string): number[] {
  if (!existsSync('/proc')) {
    const lines = execFileSync('ps', ['axeww', '-o', 'pid=,command=']).toString().split('\n')
    return lines.filter((line) => line.includes(folder)).map((line) => Number.parseInt(line, 10))
  }
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
  return pids.filter((pid) => {
    const traces = [
      read(() => readFileSync(`/proc/${pid}/environ`, 'utf8')),
      read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')),
      read(() => readlinkSync(`/proc/${pid}/cwd`)),
    ]
    return traces.some((trace) => trace.includes(folder)) && isRunning(pid)
  })
}

export const commandOf = (pid: number): string =>
  existsSync('/proc')
    ? read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    : execFileSync('ps', ['-o', 'command=', '-p', String(pid)]).toString()

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It ended by itself after it was listed.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** kill -9 of everything that works on the folder. */
export async function killAll(folder: string): Promise<void> {
  for (const pid of processesOf(folder)) killOne(pid)
  await until(() => processesOf(folder).length === 0, 30_000)
}
