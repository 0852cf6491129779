import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { StartError } from './steps.ts'

const exec = promisify(execFile)

/** Who runs PostgreSQL when we are root, which it refuses to run as. */
export interface Account {
  uid: number
  gid: number
}

const OWN_ACCOUNT = 'partizipation'

async function find(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([exec('id', ['-u', name]), exec('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function create(name: string): Promise<Account | undefined> {
  const home = ['--no-create-home', '--shell', '/usr/sbin/nologin', name]
  try {
    await exec('useradd', ['--system', '--user-group', '--home-dir', '/nonexistent', ...home])
  } catch {
    // No useradd, a read-only /etc, or another copy that was faster: what counts is whether it is there.
  }
  return find(name)
}

/**
 * undefined: we are not root, and it runs as ourselves. An account of our own shares nothing with anybody; where none
 * can be made, `postgres` and `nobody` are there on most systems.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const account =
    (await find(OWN_ACCOUNT)) ??
    (await create(OWN_ACCOUNT)) ??
    (await find('postgres')) ??
    (await find('nobody'))
  if (account) return account
  throw new StartError(
    `PostgreSQL refuses to run as root, and there is no user "${OWN_ACCOUNT}", "postgres" or "nobody" to run it as: create one, or start as another user`,
  )
}

/** Whether the script, run by `sh` as this account with these arguments, succeeds. */
export function succeedsAs(account: Account, script: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    spawn('/bin/sh', ['-c', script, 'sh', ...args], { ...account, cwd: '/', stdio: 'ignore' })
      .on('error', () => resolve(false))
      .on('exit', (code) => resolve(code === 0))
  })
}
