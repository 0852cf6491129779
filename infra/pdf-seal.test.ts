import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRootKey } from './key.ts'
import { checkPdf, sealPdf } from './pdf-seal.ts'

const root = loadRootKey({ key: 'a'.repeat(64), dataDir: '.' })
const hash = 'b'.repeat(64)
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2000), Buffer.from('\n%%EOF\n')])
const sealed = sealPdf(pdf, root, { city: 'wuppertal', hash })

describe('the seal of a file', () => {
  it('says whose it is, and leaves the file as it was', () => {
    expect(checkPdf(sealed, root)).toEqual({ state: 'unchanged', city: 'wuppertal', hash })
    expect(sealed.subarray(0, pdf.length).equals(pdf)).toBe(true)
  })
  it('breaks with every byte of the file and of the seal', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sealed)
        changed[at] = ((changed[at] ?? 0) + by) % 256
        expect(checkPdf(changed, root).state).not.toBe('unchanged')
      }),
      { numRuns: 500 },
    )
  })
  it.each<[string, Buffer]>([
    ['something put behind it', Buffer.concat([sealed, Buffer.from(' ')])],
    ['its end cut off', sealed.subarray(0, -10)],
    ['no seal', pdf],
    ['nothing', Buffer.alloc(0)],
  ])('is none with %s', (_, file) => expect(checkPdf(file, root)).toEqual({ state: 'unsealed' }))
  it('is not another city’s, and not another installation’s', () => {
    const named = Buffer.from(sealed.toString('latin1').replace(' wuppertal ', ' remscheid '), 'latin1')
    expect(checkPdf(named, root)).toMatchObject({ state: 'changed', city: 'remscheid' })
    const other = loadRootKey({ key: 'c'.repeat(64), dataDir: '.' })
    expect(checkPdf(sealed, other).state).toBe('changed')
  })
})
