import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signatureSeal } from '../hash.server.ts'
import {
  checkProof,
  decideSigning,
  nextToSign,
  type SealedSignature,
  type Signing,
  type SigningFacts,
} from './signing.ts'

const hash = 'a'.repeat(64)
const facts: SigningFacts = { state: 'offered', version: 2, hash, signedBy: [] }
const half: Partial<SigningFacts> = { state: 'partly-signed' }
const typed: Signing = {
  version: 2,
  hash,
  party: 'client',
  channel: 'tablet',
  method: 'typed',
  name: 'Selam Haile',
  witness: 'Ada Dolm',
  language: 'ti',
  place: 'Wuppertal',
}

describe('a signature', () => {
  it.each<[string, Partial<SigningFacts>, Partial<Signing>, unknown]>([
    ['first of two', {}, {}, { write: true, state: 'partly-signed' }],
    ['second of two', { ...half, signedBy: ['worker'] }, {}, { write: true, state: 'in-force' }],
    [
      'the worker last',
      { ...half, signedBy: ['client'] },
      { party: 'worker' },
      { write: true, state: 'in-force' },
    ],
    ['a second time', { ...half, signedBy: ['client'] }, {}, { write: false }],
    [
      'a second time, when in force',
      { state: 'in-force', signedBy: ['client', 'worker'] },
      {},
      { write: false },
    ],
    ['a draft', { state: 'draft' }, {}, 'not-offered'],
    ['what was withdrawn', { state: 'void' }, {}, 'outdated'],
    ['what is superseded', { state: 'superseded' }, {}, 'ended'],
    ['an ended plan', { state: 'ended' }, {}, 'ended'],
    ['an older version', {}, { version: 1 }, 'outdated'],
    ['a version of tomorrow', {}, { version: 3 }, 'outdated'],
    ['another text', {}, { hash: 'b'.repeat(64) }, 'outdated'],
    ['no witness', {}, { witness: undefined }, 'witness-missing'],
    ['only spaces for a witness', {}, { witness: '  ' }, 'witness-missing'],
    ['being one’s own witness', {}, { witness: ' selam  HAILE' }, 'witness-same'],
    [
      'no witness, but a link and the birth date',
      {},
      { channel: 'link', witness: undefined },
      { write: true, state: 'partly-signed' },
    ],
    ['no name', {}, { name: ' ' }, 'name-missing'],
    ['an empty drawing', {}, { method: 'drawn', drawing: '' }, 'drawing-missing'],
    ['something else than a drawing', {}, { method: 'drawn', drawing: '<script>' }, 'drawing-missing'],
    [
      'on paper',
      {},
      { method: 'paper', channel: 'paper', witness: undefined },
      { write: true, state: 'partly-signed' },
    ],
  ])('%s', (_, otherFacts, otherSigning, expected) => {
    const decided = decideSigning({ ...facts, ...otherFacts }, { ...typed, ...otherSigning })
    expect(decided).toEqual(
      typeof expected === 'string' ? { ok: false, error: expected } : { ok: true, value: expected },
    )
  })
  it('of a worker is a name alone', () =>
    expect(checkProof({ party: 'worker', channel: 'tablet', method: 'typed', name: 'A. Yildiz' })).toEqual({
      ok: true,
      value: true,
    }))
  it('is the client’s turn first, then the worker’s', () => {
    expect(nextToSign([])).toBe('client')
    expect(nextToSign(['worker'])).toBe('client')
    expect(nextToSign(['client'])).toBe('worker')
    expect(nextToSign(['worker', 'client'])).toBeNull()
  })
})

describe('the seal of a signature', () => {
  const signed: SealedSignature = {
    party: 'client',
    channel: 'tablet',
    method: 'typed',
    name: 'Selam Haile',
    witness: 'Ada Dolm',
    drawing: undefined,
    language: 'ti',
    place: 'Wuppertal',
    interpreter: 'Ada Dolm',
    textDigest: 'c'.repeat(64),
    signedAt: '2026-03-09T08:00:00Z',
  }
  const under = Buffer.alloc(32, 1)
  it('breaks with every character of what was said, and with the version it stands under', () => {
    const seal = signatureSeal(under, signed)
    const fields = ['name', 'witness', 'language', 'place', 'interpreter', 'textDigest', 'signedAt'] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (field, at, other) => {
          const before = signed[field] ?? ''
          const spot = at % before.length
          const after = before.slice(0, spot) + other + before.slice(spot + 1)
          fc.pre(after !== before)
          expect(signatureSeal(under, { ...signed, [field]: after }).equals(seal)).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
    for (const changed of [
      { party: 'worker' },
      { channel: 'link' },
      { method: 'drawn', drawing: 'M0 0L9 9' },
      { witness: undefined },
      { interpreter: null },
      { paper: 'd'.repeat(64) },
    ] as const)
      expect(signatureSeal(under, { ...signed, ...changed }).equals(seal)).toBe(false)
    expect(signatureSeal(Buffer.alloc(32, 2), signed).equals(seal)).toBe(false)
  })
  it('stays what it is: old seals must verify', () =>
    expect(signatureSeal(under, signed).toString('hex')).toBe(
      'f761f0f5aec3f110bc3891fd2c4e94e99766efc66ca054ec1eaf873b19b19daf',
    ))
})
