import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/start/build.ts'
import { freePort } from '../../infra/start/port.ts'
import type { Report } from './report.ts'

/** `npm start` in a clean clone with the npm cache as it is: twice, the second time with everything there. */
export async function benchStart(report: Report): Promise<void> {
  const clone = mkdtempSync(join(tmpdir(), 'partizipation-clone-'))
  try {
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const file of files.split('\0').filter(Boolean)) cpSync(join(root, file), join(clone, file))
    for (const run of ['first', 'second']) {
      const { seconds, steps } = await untilReady(clone)
      for (const step of steps) report({ scenario: 'start', run, ...step })
      report({ scenario: 'start', run, seconds: tenths(seconds), limit: run === 'first' ? 120 : 8 })
    }
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

interface Step {
  step: string
  seconds: number
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** The steps as `npm start` prints them; some run beside each other, so they need not add up. */
const stepsOf = (said: string): Step[] =>
  [...said.matchAll(/^ *(\d+\.\d) s {2}(.+)$/gm)].map(([, seconds, step = '']) => ({
    step,
    seconds: Number(seconds),
  }))

async function untilReady(clone: string): Promise<{ seconds: number; steps: Step[] }> {
  const began = performance.now()
  const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...env, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  const seconds = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk)
      said += chunk.toString()
      if (/^ready http/m.test(said)) resolve((performance.now() - began) / 1000)
    })
    ended.then(() => reject(new Error('npm start ended before it was ready')), reject)
  })
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return { seconds, steps: stepsOf(said) }
}
