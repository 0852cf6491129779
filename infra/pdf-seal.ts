/**
 * The seal of a PDF: one line behind its last, with a signature over every byte before it. Readers of PDFs leave it alone;
 * whoever has the installation's key can check the file without a database and without a network.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { deriveKey, type RootKey } from './key.ts'

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const MARK = '%partizipation-seal/1'
const LINE = /\n%partizipation-seal\/1 ([a-z0-9-]+) ([0-9a-f]{64}) ([\w-]{86})\n$/

const keyOf = (root: RootKey, city: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, deriveKey(root, `pdf-seal:${city}`)]),
    format: 'der',
    type: 'pkcs8',
  })

/** What is signed: the file, whose it is and which version of a plan it shows. */
const said = (pdf: Buffer, city: string, hash: string): Buffer =>
  Buffer.from(JSON.stringify(['pdf-seal/1', city, hash, createHash('sha256').update(pdf).digest('hex')]))

/** The file with its seal. `hash`: of the version it shows, 64 hexadecimal digits. */
export function sealPdf(pdf: Buffer, root: RootKey, { city, hash }: { city: string; hash: string }): Buffer {
  const signature = sign(null, said(pdf, city, hash), keyOf(root, city)).toString('base64url')
  return Buffer.concat([pdf, Buffer.from(`\n${MARK} ${city} ${hash} ${signature}\n`)])
}

/** `unsealed`: none of ours, or its end is cut off. `changed`: it is not what was sealed, or not with this key. */
export type SealCheck =
  | { state: 'unchanged'; city: string; hash: string }
  | { state: 'changed'; city: string; hash: string }
  | { state: 'unsealed' }

/** Whether a file is, byte for byte, what this installation made. */
export function checkPdf(file: Buffer, root: RootKey): SealCheck {
  // A signature and two names are shorter than this.
  const end = file.subarray(-400).toString('latin1')
  const line = LINE.exec(end)
  const [, city, hash, signature] = line ?? []
  if (!line || !city || !hash || !signature) return { state: 'unsealed' }
  const pdf = file.subarray(0, file.length - line[0].length)
  const bytes = Buffer.from(signature, 'base64url')
  // The last letter has bits that say nothing: one spelling alone is the seal.
  const asWritten = bytes.toString('base64url') === signature
  const good = asWritten && verify(null, said(pdf, city, hash), createPublicKey(keyOf(root, city)), bytes)
  return { state: good ? 'unchanged' : 'changed', city, hash }
}
