import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, isBuilt, stampOf } from './freshness.mjs'
import { waitForFolder } from './lock.ts'
import { StartError } from './steps.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const STEPS = [
  ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--config', 'infra/vite.config.ts'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'infra/vite.processes.config.ts'],
]

/** Rejects with everything the build said when it fails. */
function run(args: string[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = []
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new StartError(`${Buffer.concat(said).toString()}\nThe build failed, its messages are above`))
    })
  })
}

/** Makes the production build when the sources are not those it was made from. One process at a time. */
export async function buildWhenStale(signal?: AbortSignal): Promise<'built' | 'fresh'> {
  const wanted = fingerprint(root)
  if (isBuilt(root, wanted)) return 'fresh'
  const lock = await waitForFolder(join(root, 'build'))
  try {
    if (isBuilt(root, wanted)) return 'fresh'
    // Interrupted halfway, the build must not pass for the one before.
    rmSync(stampOf(root), { force: true })
    for (const args of STEPS) await run(args, signal)
    writeFileSync(stampOf(root), wanted)
    return 'built'
  } finally {
    await lock.release()
  }
}
