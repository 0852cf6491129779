import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './freshness.mjs'
import { checkNode, installWhenStale } from './install.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Prints one line and ends the process.
 * @param {string} line
 * @returns {never}
 */
export function refuse(line) {
  console.error(line)
  process.exit(1)
}

/** @param {string} path below /proc; '' where there is no such thing */
function readProcess(path) {
  try {
    return readFileSync(`/proc/${path}`, 'utf8').trim()
  } catch {
    return ''
  }
}

/**
 * npm runs us through a shell, and a signal that is meant for all but sent to npm alone ends npm and that shell only.
 * @param {() => void} onGone called when one of the two is gone
 */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return
  // A shell that replaced itself by us leaves npm as our parent, whose own parent is nobody's business.
  const isShell = readProcess(`${process.ppid}/comm`) === 'sh'
  const npm = () => (isShell ? readProcess(`${process.ppid}/stat`).split(') ').at(-1)?.split(' ')[1] : '')
  const family = () => `${process.ppid} ${npm()}`
  const atFirst = family()
  const watch = setInterval(() => {
    if (family() === atFirst) return
    clearInterval(watch)
    onGone()
  }, 250)
  watch.unref()
}

/**
 * Installs, then hands over to a file and ends as it ends. The IPC channel tells it when this process dies.
 * @param {string} file TypeScript, relative to the root
 * @param {Record<string, string | undefined>} env
 * @param {string} [built] the same in the production build, taken while that is fresh: it starts in half the time
 */
export async function launch(file, env, built) {
  const problem = checkNode(process.versions.node)
  if (problem) refuse(problem)
  if (!(await installWhenStale(root))) process.exit(1)
  const run = built && isBuilt(root) ? ['--enable-source-maps', built] : ['--import', 'tsx', file]
  const child = spawn(process.execPath, [...run, ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C in a terminal reaches the child by itself; passing it on once more does no harm there.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  watchNpm(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    if (signal) console.error(`ended by ${signal}`)
    process.exit(code ?? 1)
  })
}
