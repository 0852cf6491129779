import { describe, expect, it } from 'vitest'
import {
  type ConsentFacts,
  decideConsent,
  decideReferral,
  formsOf,
  gridOf,
  inYears,
  type ReferralFacts,
} from './rules.ts'

const TODAY = '2026-03-09'
const consent = (facts: Partial<ConsentFacts & { formId: string }> = {}) => ({
  formId: 'f1',
  clientId: 'c',
  organisationId: 'o',
  organisationName: 'Diakonie',
  category: 'identity' as const,
  purpose: 'counselling' as const,
  answer: 'given' as const,
  occurredOn: '2026-01-01',
  expiresOn: null,
  withdrawnAt: null,
  voidedAt: null,
  ...facts,
})
const referral = (facts: Partial<ReferralFacts> = {}): ReferralFacts => ({
  clientId: 'c',
  organisationId: 'o',
  purpose: 'counselling',
  occurredOn: '2026-02-01',
  untilOn: null,
  endedAt: null,
  voidedAt: null,
  answer: null,
  ...facts,
})

describe('a form', () => {
  const form = {
    answer: 'given' as const,
    categories: ['identity', 'contact'] as const,
    occurredOn: TODAY,
    expiresOn: '2027-03-09',
    signedHow: 'typed' as const,
    signedName: 'Selam T.',
  }
  it.each([
    [{}, true],
    [{ occurredOn: '2026-03-10' }, 'given-ahead'],
    [{ categories: ['contact'] as const }, 'no-identity'],
    [{ expiresOn: '2026-03-08' }, 'expiry-past'],
    [{ expiresOn: '2031-03-10' }, 'expiry-far'],
    [{ signedName: '' }, 'no-signature'],
    [{ signedHow: null }, 'no-signature'],
    [{ answer: 'refused' as const, categories: ['health'] as const, signedHow: null }, true],
  ])('%j is answered by %s', (change, expected) => {
    const decided = decideConsent({ ...form, ...change }, TODAY)
    expect(decided.ok || decided.error).toBe(expected)
  })
  it('of 29 February ends on the 28th of another year', () =>
    expect(inYears('2028-02-29', 1)).toBe('2029-02-28'))
})

describe('a referral', () => {
  it.each([
    [consent(), null, [], true],
    [undefined, null, [], 'no-consent'],
    [consent({ category: 'contact' }), null, [], 'no-consent'],
    [consent({ withdrawnAt: '2026-03-01T08:00:00Z' }), null, [], 'no-consent'],
    [consent(), '2026-03-08', [], 'until-past'],
    [consent(), null, [referral()], 'already-referred'],
    [consent(), null, [referral({ answer: 'declined' })], true],
    [consent(), null, [referral({ untilOn: '2026-03-08' })], true],
    [consent(), null, [referral({ purpose: 'debt-advice' })], true],
  ])('by %j until %s beside %j is answered by %s', (by, untilOn, live, expected) => {
    const decided = decideReferral(by, { untilOn, today: TODAY, live })
    expect(decided.ok || decided.error).toBe(expected)
  })
})

describe('the grid', () => {
  it('shows what stands before what was said last, and who sees it', () => {
    const rows = gridOf(
      [
        consent({ category: 'contact', answer: 'refused' }),
        consent({ expiresOn: '2026-12-31' }),
        consent({ expiresOn: '2026-06-30' }),
        consent({ category: 'plan', withdrawnAt: '2026-03-01T08:00:00Z' }),
      ],
      [referral()],
      TODAY,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      sees: true,
      cells: {
        identity: { state: 'standing', on: '2026-12-31' },
        contact: { state: 'refused' },
        plan: { state: 'withdrawn' },
        health: { state: 'none' },
      },
    })
  })
  it('says that nothing is seen without identity', () => {
    expect(gridOf([consent({ category: 'contact' })], [referral()], TODAY)[0]?.sees).toBe(false)
  })
})

describe('forms', () => {
  it('gather the categories answered together', () => {
    const forms = formsOf([consent({ category: 'plan' }), consent(), consent({ formId: 'f2' })], TODAY)
    expect(forms.map(({ formId, categories }) => [formId, categories])).toEqual([
      ['f1', ['identity', 'plan']],
      ['f2', ['identity']],
    ])
  })
})
