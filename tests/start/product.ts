import { spawn } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../infra/start/port.ts'
import { makeFolder, root } from './folders.ts'
import { type Running, run, runNode } from './processes.ts'

export interface Product extends Running {
  port: number
  /** Settles with the line that says it is ready. */
  ready: Promise<string>
}

const START = 'infra/start/start.mjs'

interface StartOptions {
  clone?: string
  shell?: boolean
  /** Environment on top. */
  vars?: Record<string, string>
}

/** `npm start` with the demo on a free port; `shell` puts a shell in between, as npm does. */
export async function startProduct(
  dataDir: string,
  { clone = root, shell = false, vars = {} }: StartOptions = {},
): Promise<Product> {
  const port = await freePort()
  const own = { DATABASE_URL: '', REDIS_URL: '', DEMO: '' }
  const env = { ...own, ...vars, PORT: String(port), PARTIZIPATION_DATA: dataDir }
  const running = shell
    ? run('/bin/sh', ['-c', `node ${START}; exit $?`], { ...env, npm_lifecycle_event: 'start' }, clone)
    : runNode([START], env, clone)
  const ready = running.line(/^ready /)
  ready.catch(() => {})
  return { ...running, port, ready }
}

const execute = (command: string, args: string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    spawn(command, args, { stdio: 'inherit' }).once('error', reject).once('exit', resolve)
  })

const IS_LEFT_OUT = /^(node_modules|\.git|\.data|\.cache)$/

/** What a clone holds, with the build and the packages of this one, in a folder that only its owner may enter. */
export async function makeLockedClone(): Promise<string> {
  const clone = join(makeFolder({ locked: true }), 'clone')
  cpSync(root, clone, {
    recursive: true,
    filter: (source) => !IS_LEFT_OUT.test(source.slice(root.length).split('/')[0] ?? ''),
  })
  const from = join(root, 'node_modules')
  // Links where the file system allows: thousands of files in a second.
  const linked = await execute('cp', ['-al', from, clone])
  if (linked !== 0 && (await execute('cp', ['-a', from, clone])) !== 0)
    throw new Error('cannot copy node_modules')
  return clone
}
