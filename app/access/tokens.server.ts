import { createHash, randomBytes } from 'node:crypto'

/** What the database keeps of a token: SHA-256, hexadecimal. Who reads the database opens no link. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** 256 random bits for an address, and their hash for the database. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}
