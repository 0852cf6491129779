import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { StartError } from './steps.ts'

export const SUPERUSER = 'partizipation'

/** Nothing of our own environment: it holds secrets, and PG* variables of somebody's shell would change its ways. */
export const serverEnvironment = {
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  NODE_ENV: 'production' as const,
}

/** Who owns the cluster and so must run it; undefined when there is none yet, or when that is ourselves. */
export function ownerOf(cluster: string): Account | undefined {
  const found = statSync(cluster, { throwIfNoEntry: false })
  const own = process.getuid?.()
  if (!found || own === undefined || found.uid === own) return undefined
  if (own === 0) return { uid: found.uid, gid: found.gid }
  throw new StartError(`The database in ${cluster} belongs to another user: start as that one, or as root`)
}

/** After somebody gave the whole clone to root, PostgreSQL's account needs its cluster back. */
export function handOver(folder: string, account: Account): void {
  lchownSync(folder, account.uid, account.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) handOver(path, account)
    else lchownSync(path, account.uid, account.gid)
  }
}

async function initialise(draft: string, binaries: Binaries, account: Account | undefined, password: string) {
  const passwordFile = join(draft, 'password')
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) {
    chownSync(draft, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  const args = [
    `--pgdata=${join(draft, 'cluster')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-messages=C',
    '--no-instructions',
  ]
  await promisify(execFile)(join(binaries.native, 'bin', 'initdb'), args, {
    ...account,
    cwd: '/',
    env: serverEnvironment,
  })
  return join(draft, 'cluster')
}

/** Makes the cluster when there is none. It appears under its name complete, or, after a crash, not at all. */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  account: Account | undefined,
  password: string,
): Promise<void> {
  const [parent, drafts] = [dirname(cluster), `.${basename(cluster)}.init-`]
  for (const name of readdirSync(parent)) {
    if (name.startsWith(drafts)) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 10 })
  }
  const versionFile = join(cluster, 'PG_VERSION')
  if (!existsSync(versionFile)) {
    const draft = join(parent, `${drafts}${randomBytes(4).toString('hex')}`)
    renameSync(await initialise(draft, binaries, account, password), cluster)
    rmSync(draft, { recursive: true })
  }
  const [has, brings] = [readFileSync(versionFile, 'utf8').trim(), binaries.version.split('.')[0]]
  if (has === brings) return
  throw new StartError(
    `${cluster} was made by PostgreSQL ${has}, this version brings ${brings}: dump it with the old one first`,
  )
}
