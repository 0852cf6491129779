import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { endOf, wayIn } from './links.ts'

const at = (time: string) => Temporal.Instant.from(`2026-03-09T${time}Z`)

describe('a link', () => {
  const link = { usedAt: null, withdrawnAt: null, expiresAt: at('10:00:00') }
  it.each([
    ['works until it expires', link, '09:59:59.999', null],
    ['is over at that very instant', link, '10:00:00', 'expired'],
    [
      'used says used, even when it would have expired',
      { ...link, usedAt: at('09:00:00') },
      '11:00:00',
      'used',
    ],
    ['withdrawn says so', { ...link, withdrawnAt: at('09:00:00') }, '09:30:00', 'withdrawn'],
  ])('%s', (_, facts, now, end) => expect(endOf(facts, at(now))).toBe(end))
})

describe('the way in', () => {
  it.each([
    [{ known: false, signedInAs: null }, 'set-up'],
    [{ known: true, signedInAs: null }, 'sign-in'],
    [{ known: true, signedInAs: 'aylin@stadt.example' }, 'join'],
    [{ known: true, signedInAs: 'AYLIN@Stadt.Example' }, 'join'],
    [{ known: true, signedInAs: 'aylin@stadt.example.org' }, 'somebody-else'],
    [{ known: false, signedInAs: 'bert@stadt.example' }, 'somebody-else'],
  ])('%o -> %s', (facts, way) => expect(wayIn('Aylin@stadt.example', facts)).toBe(way))
})
