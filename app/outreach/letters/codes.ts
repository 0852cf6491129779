import { createHash, randomInt } from 'node:crypto'

/** Neither vowels nor letters and digits that look alike: no word, and nothing to mistype. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ'
const LENGTH = 10

/** A new code as it is printed: `B7KQD-29XWM`, 47 random bits. It says nothing about anybody. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`
}

/** However it was typed: small letters, blanks and missing hyphens are no mistake. */
const plain = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** What the database keeps of a code: SHA-256, hexadecimal. */
export const codeDigest = (code: string): string =>
  createHash('sha256')
    .update(`letter:${plain(code)}`)
    .digest('hex')

/** Whether this can be a code at all. */
export const isCode = (typed: string): boolean => plain(typed).length === LENGTH
