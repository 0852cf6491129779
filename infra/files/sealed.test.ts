import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenFile, seal, unseal } from './sealed.ts'

const key = randomBytes(32)
const name = { city: 'wuppertal', key: '0a000000-0000-4000-8000-000000000001' }

describe('sealed bytes', () => {
  it('open as they were, and show nothing of it while they are sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (plain) => {
        const sealed = seal(key, name, plain)
        expect(unseal(key, name, sealed).equals(plain)).toBe(true)
        if (plain.length > 8) expect(sealed.includes(Buffer.from(plain))).toBe(false)
      }),
    )
  })

  it('are others each time', () => {
    const plain = Buffer.from('Zeugnis')
    expect(seal(key, name, plain).equals(seal(key, name, plain))).toBe(false)
  })

  it('do not open in another city, as another file, or under another key', () => {
    const sealed = seal(key, name, Buffer.from('Zeugnis'))
    expect(() => unseal(key, { ...name, city: 'solingen' }, sealed)).toThrow(BrokenFile)
    expect(() => unseal(key, { ...name, key: name.key.replace('1', '2') }, sealed)).toThrow(BrokenFile)
    expect(() => unseal(randomBytes(32), name, sealed)).toThrow(BrokenFile)
  })

  it('do not open when one bit is another, or when they are cut off anywhere', () => {
    const sealed = seal(key, name, Buffer.from('Anerkennung als Schneiderin'))
    for (let at = 0; at < sealed.length; at += 1) {
      const bent = Buffer.from(sealed)
      bent.writeUInt8(bent.readUInt8(at) ^ 1, at)
      expect(() => unseal(key, name, bent)).toThrow(BrokenFile)
      expect(() => unseal(key, name, sealed.subarray(0, at))).toThrow(BrokenFile)
    }
  })
})
