import { describe, expect, it } from 'vitest'
import { moved, VERSION_EVENTS, VERSION_STATES, type VersionEvent, type VersionState } from './states.ts'

/** All that is allowed, written out once more; everything else is not. */
const ALLOWED: Record<string, VersionState> = {
  'draft save': 'draft',
  'draft offer': 'offered',
  'draft withdraw': 'void',
  'offered sign': 'partly-signed',
  'offered withdraw': 'void',
  'partly-signed complete': 'in-force',
  'partly-signed withdraw': 'void',
  'in-force supersede': 'superseded',
  'in-force end': 'ended',
  'ended resume': 'in-force',
}
const HANDS: Record<VersionEvent, readonly string[]> = {
  save: ['worker'],
  offer: ['worker'],
  sign: ['client', 'worker'],
  complete: ['client', 'worker'],
  withdraw: ['worker'],
  supersede: ['product'],
  end: ['worker'],
  resume: ['worker'],
}

describe('a version of a plan', () => {
  const pairs = VERSION_STATES.flatMap((state) => VERSION_EVENTS.map((event) => [state, event] as const))
  it.each(pairs)('that is %s and "%s"', (state, event) => {
    const next = ALLOWED[`${state} ${event}`]
    for (const hand of ['client', 'worker', 'product'] as const)
      expect(moved(state, event, hand)).toEqual(
        HANDS[event].includes(hand)
          ? next
            ? { ok: true, value: next }
            : { ok: false, error: 'not-possible' }
          : { ok: false, error: 'not-yours' },
      )
  })
})
