/** Who may put a signature under what, and what a signature is worth. */
import { tidyLine } from '../../assessments/rules.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { isDrawing } from './drawing.ts'
import { isSignable, moved, type VersionEvent, type VersionState } from './states.ts'

export const PARTIES = ['client', 'worker'] as const
export type Party = (typeof PARTIES)[number]
export const METHODS = ['typed', 'drawn', 'paper'] as const
export type Method = (typeof METHODS)[number]
/** On the worker's tablet, by a link of the client's own, or on a sheet of paper. */
export const CHANNELS = ['tablet', 'link', 'paper'] as const
export type Channel = (typeof CHANNELS)[number]

export interface Proof {
  party: Party
  channel: Channel
  method: Method
  name: string
  witness?: string | undefined
  /** SVG path data, see drawing.ts. */
  drawing?: string | undefined
}

/** What somebody signs: which version, as it was shown, and the proof. */
export interface Signing extends Proof {
  version: number
  /** SHA-256 of the version that was shown, hexadecimal. */
  hash: string
  /** BCP 47: the language the plan was read in beside the German. */
  language: string
  place: string
  /** Who interpreted, if somebody did. */
  interpreter?: string | undefined
}

export interface SigningFacts {
  state: VersionState
  /** The newest version; only this one can be signed. */
  version: number
  hash: string
  signedBy: readonly Party[]
}

export type ProofError = 'name-missing' | 'witness-missing' | 'witness-same' | 'drawing-missing'
export type SigningError = 'outdated' | 'not-offered' | 'ended' | ProofError

/**
 * A typed name of a client proves little by itself, so somebody else who was there vouches for it; by a link of one's own
 * the link and the birth date do. On paper the sheet is the proof.
 */
export function checkProof({
  party,
  channel,
  method,
  name,
  witness,
  drawing,
}: Proof): Result<true, ProofError> {
  const folded = (text: string): string => tidyLine(text).toLowerCase()
  if (!folded(name)) return fail('name-missing')
  if (method === 'drawn') return drawing && isDrawing(drawing) ? ok(true) : fail('drawing-missing')
  if (party === 'worker' || method === 'paper' || channel === 'link') return ok(true)
  if (!witness || !folded(witness)) return fail('witness-missing')
  return folded(witness) === folded(name) ? fail('witness-same') : ok(true)
}

export type SigningDecision = { write: false } | { write: true; state: VersionState }

/**
 * May this signature stand under this version, and what does it make of it? Whoever has signed has signed: a second time
 * changes nothing and is no error. `outdated`: somebody wrote another version while this one was being read.
 */
export function decideSigning(facts: SigningFacts, signing: Signing): Result<SigningDecision, SigningError> {
  if (signing.version !== facts.version || signing.hash !== facts.hash) return fail('outdated')
  if (facts.signedBy.includes(signing.party)) return ok({ write: false })
  if (facts.state === 'draft') return fail('not-offered')
  if (!isSignable(facts.state)) return fail(facts.state === 'void' ? 'outdated' : 'ended')
  const proof = checkProof(signing)
  if (!proof.ok) return proof
  const event: VersionEvent = facts.signedBy.length === 0 ? 'sign' : 'complete'
  const next = moved(facts.state, event, signing.party)
  return next.ok ? ok({ write: true, state: next.value }) : fail('outdated')
}

/** Whose turn it is: the client signs first, on the tablet turned to them. */
export const nextToSign = (signedBy: readonly Party[]): Party | null =>
  PARTIES.find((party) => !signedBy.includes(party)) ?? null

/** Of one signature what its seal covers. */
export interface SealedSignature extends Proof {
  language: string
  place: string
  interpreter?: string | null | undefined
  textDigest: string
  /** ISO instant. */
  signedAt: string
  /** SHA-256 of the sheet that was signed by hand, hexadecimal. */
  paper?: string | null | undefined
}

/**
 * What the seal of a signature is made over: the hash of the version and everything said about the signing. Positions, and
 * null for what is not there. Never change it: old seals would not verify.
 */
export const signatureText = (versionHash: string, signed: SealedSignature): string =>
  JSON.stringify([
    'signature/1',
    versionHash,
    signed.party,
    signed.channel,
    signed.method,
    signed.name,
    signed.witness ?? null,
    signed.drawing ?? null,
    signed.language,
    signed.place,
    signed.interpreter ?? null,
    signed.textDigest,
    signed.signedAt,
    signed.paper ?? null,
  ])
