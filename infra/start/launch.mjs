import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
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

/**
 * Installs, then hands over to a TypeScript file and ends as it ends. The IPC channel tells it when this process dies.
 * @param {string} file relative to the root
 * @param {Record<string, string | undefined>} env
 */
export async function launch(file, env) {
  const problem = checkNode(process.versions.node)
  if (problem) refuse(problem)
  if (!(await installWhenStale(root))) process.exit(1)
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C in a terminal reaches the child by itself; passing it on once more does no harm there.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('exit', (code, signal) => {
    if (signal) console.error(`ended by ${signal}`)
    process.exit(code ?? 1)
  })
}
