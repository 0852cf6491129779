import { setTimeout as sleep } from 'node:timers/promises'

/** Asks every few milliseconds; false when `milliseconds` have passed and it is still not so. */
export async function until(isSo: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!(await isSo())) {
    if (performance.now() > end) return false
    await sleep(10)
  }
  return true
}
