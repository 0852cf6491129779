import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { talkBehind, talkLink, talkToken } from './token.server.ts'

const key = Object.assign(randomBytes(32), { rootKey: true as const })
const other = Object.assign(randomBytes(32), { rootKey: true as const })

describe('the token of a talk', () => {
  const id = randomUUID()
  const token = talkToken(key, 'wuppertal', id)
  it('says which talk it is for, and is the same each time', () => {
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(talkToken(key, 'wuppertal', id)).toBe(token)
    expect(talkBehind(key, 'wuppertal', token)).toBe(id)
    const place = { origin: 'https://stadt.example', key }
    expect(talkLink(place, 'wuppertal', id)).toBe(`https://stadt.example/m/wuppertal/${token}`)
  })
  it('opens nothing in another city, with another key, or of another talk', () => {
    expect(talkBehind(key, 'solingen', token)).toBeUndefined()
    expect(talkBehind(other, 'wuppertal', token)).toBeUndefined()
    const forged = Buffer.from(token, 'base64url')
    Buffer.from(randomUUID().replaceAll('-', ''), 'hex').copy(forged)
    expect(talkBehind(key, 'wuppertal', forged.toString('base64url'))).toBeUndefined()
  })
  it('opens nothing with one bit changed, wherever', () => {
    const bytes = Buffer.from(token, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const bent = Buffer.from(bytes)
      bent.writeUInt8(bent.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(talkBehind(key, 'wuppertal', bent.toString('base64url'))).toBeUndefined()
    }
  })
  it.each([
    '',
    'A',
    'A'.repeat(43),
    'A'.repeat(44),
    `${'A'.repeat(1000)}`,
    'ä',
    token.slice(0, -1),
    `${token}A`,
    `${token}=`,
  ])('is not %s', (typed) => expect(talkBehind(key, 'wuppertal', typed)).toBeUndefined())
})
