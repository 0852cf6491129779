/** What a process and its children have cost so far, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

const fieldsOf = (pid: number | string): number[] | undefined => {
  try {
    // What comes before the bracket may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) \S /, '')
      .split(' ')
      .map(Number)
  } catch {
    // It has ended since its folder was listed; its parent has counted it.
    return undefined
  }
}

const ownOf = (pid: number | string): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

/** Milliseconds of processor time of a server whose sessions are children of it, ended ones too. */
export function treeCpuMs(pid: number): number {
  const fields = fieldsOf(pid) ?? []
  const ended = (fields[12] ?? 0) + (fields[13] ?? 0)
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && fieldsOf(name)?.[0] === pid)
  return ended * TICK_MS + ownOf(pid) + children.reduce((sum, of) => sum + ownOf(of), 0)
}
