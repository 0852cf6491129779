import { expect, it } from 'vitest'
import { mayChangeRole, mayRemove } from './team.ts'

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
