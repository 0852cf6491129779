import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** The full path of the first of these programs that lies on the PATH. */
export function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return statSync(path).isFile()
      } catch {
        return false
      }
    })
}

/** A program can be there and still lack its libraries, or be a stub that only points to a shop. */
export async function runs(program: string): Promise<boolean> {
  try {
    await exec(program, ['--version'], { timeout: 30_000 })
    return true
  } catch {
    return false
  }
}

const isDebianOrUbuntu = (): boolean =>
  existsSync('/etc/os-release') &&
  /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Why it could not be installed; undefined when it could. Only root on Debian or Ubuntu can. */
export async function aptInstall(name: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !isDebianOrUbuntu() || !onPath('apt-get')) return 'no apt-get for us'
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, maxBuffer: 64 * 1024 * 1024 }
  const install = () =>
    exec(
      'apt-get',
      ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', name],
      options,
    )
  try {
    // A fresh container has no list of packages, an old one names versions that are gone.
    await install().catch(async () => {
      await exec('apt-get', ['update'], options)
      await install()
    })
    return undefined
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return `apt-get install ${name} failed: ${said.trim().split('\n').at(-1)}`
  }
}
