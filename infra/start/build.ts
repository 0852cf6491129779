import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitForFolder } from './lock.ts'
import { StartError } from './steps.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const buildFolder = join(root, 'build')
const stamp = join(buildFolder, 'made-from')
const CLI = 'node_modules/@remix-run/dev/dist/cli.js'

const isTest = (name: string): boolean => /\.(test|e2e|start)\.tsx?$/.test(name)

function sources(): string[] {
  const inFolders = ['app', 'db', 'workers'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !isTest(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
      : [],
  )
  const inInfra = readdirSync(join(root, 'infra')).filter((name) => name.endsWith('.ts'))
  return [
    ...inFolders,
    ...inInfra.map((name) => join(root, 'infra', name)),
    ...['package-lock.json', 'remix.config.js'].map((name) => join(root, name)),
  ].sort()
}

/** What the production build is made from, as one hash. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources()) {
    hash.update(`${file.slice(root.length)}\0`)
    hash.update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex')
}

const isFresh = (wanted: string): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** Rejects with everything the build said when it fails. */
function runBuild(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = []
    const child = spawn(process.execPath, [CLI, 'vite:build', '--config', 'infra/vite.config.ts'], {
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
  const wanted = fingerprint()
  if (isFresh(wanted)) return 'fresh'
  const lock = await waitForFolder(buildFolder)
  try {
    if (isFresh(wanted)) return 'fresh'
    // Interrupted halfway, the build must not pass for the one before.
    rmSync(stamp, { force: true })
    await runBuild(signal)
    writeFileSync(stamp, wanted)
    return 'built'
  } finally {
    await lock.release()
  }
}
