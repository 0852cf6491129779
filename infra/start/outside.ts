import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, succeedsAs } from './account.ts'
import { StartError } from './steps.ts'

/** Made by root, changed by nobody else, entered by everybody. */
function prepare(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    const found = lstatSync(folder)
    return found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0
  } catch {
    return false
  }
}

/** Where root puts what PostgreSQL's account must reach when the clone lies in a folder only root may enter. */
export async function outsideFolder(account: Account): Promise<string> {
  for (const base of ['/var/lib', '/opt', tmpdir()]) {
    const folder = join(base, 'partizipation')
    if (prepare(folder) && (await succeedsAs(account, 'cd "$1"', folder))) return folder
  }
  throw new StartError(
    'There is no folder that the account PostgreSQL runs as can enter: start as another user than root',
  )
}
