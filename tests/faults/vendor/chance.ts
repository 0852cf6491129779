import { createHash } from 'node:crypto'
import type { Fate, Settings, Troubles } from './wire.ts'

/** From 0 to 1, even, and always the same of the same words: whatever runs beside it. */
export const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(JSON.stringify(words)).digest().readUInt32BE() / 2 ** 32

export type Trouble = keyof Troubles

/** What befalls the nth try of a key; null = nothing. */
export function troubleOf({ seed, troubles }: Settings, key: string, nth: number): Trouble | null {
  let at = chance(seed, 'trouble', key, nth)
  for (const name of ['fail', 'cut', 'hang', 'drop', 'slow'] as const) {
    if (at < troubles[name]) return name
    at -= troubles[name]
  }
  return null
}

/** What becomes of a mail after it was accepted. */
export function fateOf(seed: string, message: string, shares: { bounced: number; complained: number }): Fate {
  const at = chance(seed, 'fate', message)
  if (at < shares.bounced) return 'bounced'
  return at < shares.bounced + shares.complained ? 'complained' : 'delivered'
}
