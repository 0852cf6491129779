/**
 * What a version of a plan can become, as data: every event with where it may come from, where it leads and who may bring
 * it about. The database holds the same moves (db/city/triggers.sql).
 */
import { fail, ok, type Result } from '../../kit/result.ts'

export const VERSION_STATES = [
  'draft',
  'offered',
  'partly-signed',
  'in-force',
  'superseded',
  'ended',
  'void',
] as const
export type VersionState = (typeof VERSION_STATES)[number]

/** The client, the social worker, or the product itself as a consequence of what one of them did. */
export type Hand = 'client' | 'worker' | 'product'

interface Transition {
  from: readonly VersionState[]
  to: VersionState
  by: readonly Hand[]
}

export const TRANSITIONS = {
  /** Written on: only a draft can be. */
  save: { from: ['draft'], to: 'draft', by: ['worker'] },
  /** Laid before the client; from here on its words stand fast. */
  offer: { from: ['draft'], to: 'offered', by: ['worker'] },
  /** The first of the two signatures. */
  sign: { from: ['offered'], to: 'partly-signed', by: ['client', 'worker'] },
  /** The second one. */
  complete: { from: ['partly-signed'], to: 'in-force', by: ['client', 'worker'] },
  /** Not to be signed any more, by itself or because it was written anew: its signatures count for nothing. */
  withdraw: { from: ['draft', 'offered', 'partly-signed'], to: 'void', by: ['worker'] },
  /** A later version has come into force. */
  supersede: { from: ['in-force'], to: 'superseded', by: ['product'] },
  end: { from: ['in-force'], to: 'ended', by: ['worker'] },
  /** It had been ended by mistake. */
  resume: { from: ['ended'], to: 'in-force', by: ['worker'] },
} as const satisfies Record<string, Transition>
export type VersionEvent = keyof typeof TRANSITIONS

export const VERSION_EVENTS = [
  'save',
  'offer',
  'sign',
  'complete',
  'withdraw',
  'supersede',
  'end',
  'resume',
] as const satisfies readonly VersionEvent[]

/** `not-possible`: not from this state; `not-yours`: not by this hand. */
export type MoveError = 'not-possible' | 'not-yours'

/** The state an event leads to. */
export function moved(state: VersionState, event: VersionEvent, hand: Hand): Result<VersionState, MoveError> {
  const { from, to, by }: Transition = TRANSITIONS[event]
  if (!by.includes(hand)) return fail('not-yours')
  return from.includes(state) ? ok(to) : fail('not-possible')
}

/** Still to be written on or signed: a plan has one of these at most. */
export const isOpen = (state: VersionState): boolean =>
  state === 'draft' || state === 'offered' || state === 'partly-signed'
export const isSignable = (state: VersionState): boolean => state === 'offered' || state === 'partly-signed'
/** Both have signed it, whatever has become of it since. */
export const wasInForce = (state: VersionState): boolean =>
  state === 'in-force' || state === 'superseded' || state === 'ended'
