/** What the server hands out for a walk without network, and what it takes back, as the phone knows it. */
import type { OfflineVisit, VisitOutcome } from '../outreach/input.ts'
import type { OfflineRound, TakenVisit } from '../outreach/rounds/offline.server.ts'

export type Round = OfflineRound
export type House = Round['houses'][number]
export type Person = House['people'][number]
export type Outcome = VisitOutcome
/** One knock, as it was entered at the door. The phone makes its id, so that it arrives once however often it is sent. */
export type Visit = Pick<OfflineVisit, 'id' | 'personId' | 'outcome' | 'occurredAt'> & {
  /** ISO instant. */
  callBackAt?: string
  /** BCP 47. */
  language?: string
}
export type Taken = TakenVisit
