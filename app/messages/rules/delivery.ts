/** What reports about a message that was handed over mean. They come twice, late and out of order. */
import type { DELIVERIES } from '../../../db/city/schema/messages.ts'

export type Delivery = (typeof DELIVERIES)[number]

/**
 * The more final one stands, whichever came first: what was accepted by a mailbox may still bounce, and who complained had it
 * in his hands. A mail that was delayed says nothing yet.
 */
const FINALITY: Record<Delivery, number> = {
  delayed: 1,
  delivered: 2,
  'soft-bounced': 3,
  bounced: 4,
  complained: 5,
}

/** Whether what was heard now says more than what was known. */
export const saysMore = (known: Delivery | null, heard: Delivery): boolean =>
  known === null || FINALITY[heard] > FINALITY[known]

/** Whether it says what became of the message. */
export const isFinal = (heard: Delivery): boolean => FINALITY[heard] > FINALITY.delayed

/** What is to be done about it: the message reached him, is to be tried once more, or another way must be found. */
export type Consequence = 'none' | 'reached' | 'once-more' | 'next-rung'

const CONSEQUENCE: Record<Delivery, Consequence> = {
  delayed: 'none',
  delivered: 'reached',
  'soft-bounced': 'once-more',
  bounced: 'next-rung',
  // It was in his hands; what he wants is no other one.
  complained: 'reached',
}

/** The mailbox may be full or its server down: two more tries, further apart each time. */
const TRIES = 3
const HOURS_UNTIL_TRY = [0, 1, 4] as const

/** What follows from a report about the `nth` try of a message. */
export function consequenceOf(heard: Delivery, nth: number): Consequence {
  const consequence = CONSEQUENCE[heard]
  return consequence === 'once-more' && nth >= TRIES ? 'next-rung' : consequence
}

/** Hours from a soft bounce of the `nth` try to the next. */
export const hoursUntilTry = (nth: number): number => HOURS_UNTIL_TRY[nth] ?? 4

/** Why nothing goes to an address any more; null = it is still good. */
export function blockedBy(heard: Delivery): 'bounced' | 'complained' | null {
  return heard === 'bounced' || heard === 'complained' ? heard : null
}

/** An address as blocks name it: the part before the @ has no case for any mailbox we know. */
export const addressKey = (address: string): string => address.trim().toLowerCase()
