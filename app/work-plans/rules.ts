/**
 * The work plan: agreed face to face, signed by client and social worker, changed only as a new version that both sign
 * again (the agreement of case management after the DGCC model).
 */
import { tidyLine } from '../assessments/rules.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { isDrawing } from './rules/drawing.ts'

export const WHO = ['client', 'worker', 'partner', 'employer'] as const
export type Who = (typeof WHO)[number]

export interface PlanStep {
  what: string
  who: Who
  /** ISO date; null = as it comes. */
  until: string | null
}
export interface PlanContent {
  targetJob: string
  goals: { what: string; steps: PlanStep[] }[]
}

/** Content as it is kept: one kind of space, no control characters. What looks the same then is the same. */
export function tidyPlan({ targetJob, goals }: PlanContent): PlanContent {
  return {
    targetJob: tidyLine(targetJob),
    goals: goals.map((goal) => ({
      what: tidyLine(goal.what),
      steps: goal.steps.map(({ what, who, until }) => ({ what: tidyLine(what), who, until })),
    })),
  }
}

/**
 * The text a signature stands under. Positions instead of keys, for Postgres keeps no order of keys; nothing is left
 * out or folded, so two contents share it only when they are the same. Never change it: old hashes would not verify.
 */
export function canonical({ targetJob, goals }: PlanContent): string {
  return JSON.stringify([
    'work-plan/1',
    targetJob,
    goals.map((goal) => [goal.what, goal.steps.map(({ what, who, until }) => [what, who, until])]),
  ])
}

export const countSteps = ({ goals }: PlanContent): number =>
  goals.reduce((sum, { steps }) => sum + steps.length, 0)

export const PLAN_STATES = ['offered', 'in-force', 'ended'] as const
export type PlanState = (typeof PLAN_STATES)[number]
export const PLAN_EVENTS = ['version-offered', 'both-signed', 'ended'] as const
export type PlanEvent = (typeof PLAN_EVENTS)[number]

/**
 * What follows on what. A plan in force stays so while a new version waits for its signatures: the signed one counts
 * until then. A plan nobody signed is not ended, it is voided.
 */
const TRANSITIONS: Record<PlanState, Partial<Record<PlanEvent, PlanState>>> = {
  offered: { 'version-offered': 'offered', 'both-signed': 'in-force' },
  'in-force': { 'version-offered': 'in-force', 'both-signed': 'in-force', ended: 'ended' },
  ended: {},
}

export function nextState(state: PlanState, event: PlanEvent): Result<PlanState, 'not-possible'> {
  const next = TRANSITIONS[state][event]
  return next ? ok(next) : fail('not-possible')
}

export const PARTIES = ['client', 'worker'] as const
export type Party = (typeof PARTIES)[number]
export const METHODS = ['typed', 'drawn'] as const
export type Method = (typeof METHODS)[number]

/** What somebody signs: which version, as it was shown, and the proof. */
export interface Signing {
  version: number
  /** SHA-256 of the version that was shown, hexadecimal. */
  hash: string
  party: Party
  method: Method
  name: string
  witness?: string | undefined
  /** SVG path data, see rules/drawing.ts. */
  drawing?: string | undefined
}

export interface SigningFacts {
  state: PlanState
  /** The newest version; only this one can be signed. */
  version: number
  hash: string
  signedBy: readonly Party[]
}

export type ProofError = 'name-missing' | 'witness-missing' | 'witness-same' | 'drawing-missing'
export type SigningError = 'outdated' | 'ended' | ProofError

/** A typed name of a client proves little by itself, so somebody else who was there vouches for it. */
export function checkProof({
  party,
  method,
  name,
  witness,
  drawing,
}: Pick<Signing, 'party' | 'method' | 'name' | 'witness' | 'drawing'>): Result<true, ProofError> {
  const folded = (text: string): string => tidyLine(text).toLowerCase()
  if (!folded(name)) return fail('name-missing')
  if (method === 'drawn') return drawing && isDrawing(drawing) ? ok(true) : fail('drawing-missing')
  if (party === 'worker') return ok(true)
  if (!witness || !folded(witness)) return fail('witness-missing')
  return folded(witness) === folded(name) ? fail('witness-same') : ok(true)
}

export type SigningDecision = { write: false } | { write: true; completes: boolean; state: PlanState }

/**
 * May this signature stand under this plan, and what does it make of it? Whoever has signed has signed: a second time
 * changes nothing and is no error. `outdated`: somebody offered another version while this one was being read.
 */
export function decideSigning(facts: SigningFacts, signing: Signing): Result<SigningDecision, SigningError> {
  if (signing.version !== facts.version || signing.hash !== facts.hash) return fail('outdated')
  if (facts.signedBy.includes(signing.party)) return ok({ write: false })
  if (facts.state === 'ended') return fail('ended')
  const proof = checkProof(signing)
  if (!proof.ok) return proof
  const completes = PARTIES.every((party) => party === signing.party || facts.signedBy.includes(party))
  const next = completes ? nextState(facts.state, 'both-signed') : ok(facts.state)
  return next.ok ? ok({ write: true, completes, state: next.value }) : fail('ended')
}

/** Whose turn it is: the client signs first, on the tablet turned to them. */
export const nextToSign = (signedBy: readonly Party[]): Party | null =>
  PARTIES.find((party) => !signedBy.includes(party)) ?? null
