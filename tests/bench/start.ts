import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../infra/start/build.ts'
import { freePort } from '../../infra/start/port.ts'
import type { Report } from './main.ts'

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
      const seconds = await untilReady(clone)
      report({
        scenario: 'start',
        run,
        seconds: Math.round(seconds * 10) / 10,
        limit: run === 'first' ? 120 : 8,
      })
    }
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

async function untilReady(clone: string): Promise<number> {
  const began = performance.now()
  const { DATABASE_URL: _, REDIS_URL: __, ...env } = process.env
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...env, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const seconds = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk)
      said += chunk.toString()
      if (/^ready http/m.test(said)) resolve((performance.now() - began) / 1000)
    })
    ended.then(() => reject(new Error('npm start ended before it was ready')), reject)
  })
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return seconds
}
