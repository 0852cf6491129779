import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './wait.ts'

/** What a running server writes into its own data directory. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

/** undefined: stopped in good order, or still so early in its start that it has written nothing of use. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** A number may belong to any process by now; a server's process works in its data directory. */
function worksIn(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === cluster
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}

/** Every process of this cluster; where there is no /proc, the postmaster, which takes the others with it. */
function processesOf(cluster: string): number[] {
  const pids =
    process.platform === 'linux'
      ? readdirSync('/proc')
          .map(Number)
          .filter((pid) => pid > 0)
      : [readPostmaster(cluster)?.pid ?? 0].filter((pid) => pid > 0)
  return pids.filter((pid) => worksIn(pid, cluster))
}

export const isAlive = (cluster: string): boolean => {
  const postmaster = readPostmaster(cluster)
  return postmaster !== undefined && worksIn(postmaster.pid, cluster)
}

function signal(pids: number[], name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/**
 * Ends what a killed copy left running on this cluster, gently first, and removes a lock file that has no process.
 * Only for the holder of the data folder's lock. Says whether there was anything running.
 */
export async function stopLeftovers(cluster: string): Promise<boolean> {
  if (!existsSync(join(cluster, 'postmaster.pid'))) return false
  const gone = (): boolean => processesOf(cluster).length === 0
  const found = !gone()
  // Interrupt is the server's word for a fast shutdown; without a postmaster only the harder ones are left.
  const postmaster = readPostmaster(cluster)
  if (postmaster && worksIn(postmaster.pid, cluster)) {
    signal([postmaster.pid], 'SIGINT')
    await until(() => !worksIn(postmaster.pid, cluster), 20_000)
  }
  if (!(await until(gone, 1000))) signal(processesOf(cluster), 'SIGQUIT')
  if (!(await until(gone, 5000))) signal(processesOf(cluster), 'SIGKILL')
  await until(gone, 5000)
  // Left behind by a kill, it would stop the next server as soon as its number belongs to some other process.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return found
}
