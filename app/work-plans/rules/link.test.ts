import { describe, expect, it } from 'vitest'
import { decideLink, type LinkFacts } from './link.ts'

const facts: LinkFacts = {
  state: 'offered',
  voided: false,
  clientSigned: false,
  expired: false,
  wrongTries: 0,
  birthDate: '1980-11-19',
}

describe('a link', () => {
  it.each<[string, Partial<LinkFacts>, string, 'ok' | 'ended' | 'wrong']>([
    ['with the right day', {}, '1980-11-19', 'ok'],
    ['while the other half is signed', { state: 'partly-signed' }, '1980-11-19', 'ok'],
    ['with another day', {}, '1980-11-18', 'wrong'],
    ['on the fifth try', { wrongTries: 4 }, '1980-11-18', 'wrong'],
    ['after five wrong ones, with the right day too', { wrongTries: 5 }, '1980-11-19', 'ended'],
    ['that has expired', { expired: true }, '1980-11-19', 'ended'],
    ['that was used', { clientSigned: true }, '1980-11-19', 'ended'],
    ['to a plan that was taken back', { voided: true }, '1980-11-19', 'ended'],
    ['to a draft', { state: 'draft' }, '1980-11-19', 'ended'],
    ['to what was withdrawn', { state: 'void' }, '1980-11-19', 'ended'],
    ['to a plan in force', { state: 'in-force' }, '1980-11-19', 'ended'],
  ])('%s', (_, other, typed, expected) =>
    expect(decideLink({ ...facts, ...other }, typed)).toEqual(
      expected === 'ok' ? { ok: true, value: null } : { ok: false, error: expected },
    ),
  )
})
