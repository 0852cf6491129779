import { createHash } from 'node:crypto'
import { type SealedSignature, signatureText } from './rules/signing.ts'
import { sealedText, type VersionText } from './rules.ts'

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** SHA-256 of one version of one plan: what a signature stands under. */
export const versionHash = (version: VersionText): Buffer => sha256(sealedText(version))

/** SHA-256 over a version's hash and one signature with all that was said about the signing. */
export const signatureSeal = (hash: Buffer, signed: SealedSignature): Buffer =>
  sha256(signatureText(hash.toString('hex'), signed))
