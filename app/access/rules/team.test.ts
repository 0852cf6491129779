import { expect, it } from 'vitest'
import { mayChangeRole, mayRemove, mayRemoveFactor } from './team.ts'

it.each([
  ['me', 'lead', 'yourself', 'yourself'],
  ['other', 'lead', null, null],
  ['other', 'caseworker', null, null],
  ['other', 'partner', 'partner', null],
] as const)('%s as %s: role %s, removal %s', (accountId, role, change, removal) => {
  const changed = mayChangeRole('me', { accountId, role })
  const removed = mayRemove('me', { accountId, role })
  expect([changed.ok ? null : changed.error, removed.ok ? null : removed.error]).toEqual([change, removal])
})

it.each([
  ['me', 'lead', false, 'yourself'],
  ['other', 'lead', false, null],
  ['other', 'dpo', false, null],
  ['other', 'caseworker', true, 'elsewhere'],
  ['other', 'partner', false, 'elsewhere'],
] as const)(
  'the factor of %s as %s, elsewhere: %s, is refused for: %s',
  (accountId, role, elsewhere, why) => {
    const removed = mayRemoveFactor('me', { accountId, role, elsewhere })
    expect(removed.ok ? null : removed.error).toBe(why)
  },
)
