import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const OLDEST_NODE = [20, 19]

/**
 * @param {string} version as in process.versions.node
 * @returns {string | undefined} what is wrong with it, as one line
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return undefined
  return `Node.js ${OLDEST_NODE.join('.')} or newer is needed, this is ${version}`
}

/**
 * What npm noted down when it last finished in node_modules, against what the lockfile asks for. An interrupted
 * `npm ci` leaves no note, and packages that are optional (other platforms' binaries) may be absent.
 * @param {string} root
 */
export function isInstalled(root) {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const { '': _root, ...wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(readFileSync(note, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    const found = there[path]
    if (!found) return entry.optional === true && !isForThisMachine(entry)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** @param {{ os?: string[], cpu?: string[], libc?: string[] }} entry */
const isForThisMachine = (entry) =>
  entry.os?.includes(process.platform) === true && entry.cpu?.includes(process.arch) === true && !entry.libc

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
const run = (command, args, options) =>
  new Promise((resolve, reject) => {
    spawn(command, args, options)
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1))
  })

/**
 * Installs what package-lock.json says when node_modules is missing or stale.
 * @param {string} root
 * @returns {Promise<boolean>} false when npm failed; it has said why
 */
export async function installWhenStale(root) {
  if (isInstalled(root)) return true
  const began = performance.now()
  console.log('installing the packages of package-lock.json ...')
  // NODE_ENV=production or an omit in somebody's .npmrc would leave out the test tools or Postgres itself.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // Under `npm start` this is the npm that started us, which need not be on the PATH.
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : await run('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (code === 0) console.log(`${seconds(began)}  packages installed`)
  else console.error(`The packages could not be installed: npm ci ended with code ${code}`)
  return code === 0
}

/** @param {number} began from performance.now() */
const seconds = (began) => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`
