import { describe, expect, it } from 'vitest'
import { CITY_ACTIONS, CITY_ROLES, demoGroups, may, safeNext } from './rules.ts'

describe('who may do what', () => {
  it('lets partners do nothing in a city but through referrals', () => {
    expect(CITY_ACTIONS.filter((action) => may('partner', action))).toEqual([
      'see-referred',
      'answer-referred',
    ])
  })
  it('shows the data protection officer figures and who looked at whom, never a case', () => {
    const allowed = CITY_ACTIONS.filter((action) => may('dpo', action))
    expect(allowed).toEqual(['see-report', 'see-access', 'search-access'])
  })
  it('lets nobody but the data protection officer search what a colleague looked at', () => {
    expect(CITY_ROLES.filter((role) => may(role, 'search-access'))).toEqual(['dpo'])
  })
  it('lets nobody but a lead take a second factor away', () => {
    expect(CITY_ROLES.filter((role) => may(role, 'remove-second-factor'))).toEqual(['lead'])
  })
  it('gives every action somebody', () => {
    for (const action of CITY_ACTIONS) expect(CITY_ROLES.some((role) => may(role, action))).toBe(true)
  })
})

describe('the way back after sign-in', () => {
  it.each(['/c/wuppertal/today', '/region?run=1', '/'])('keeps %s', (path) =>
    expect(safeNext(path)).toBe(path),
  )
  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/a\\b', '', 'c/x', '/a b', '/\n'])(
    'drops %j',
    (path) => expect(safeNext(path)).toBeNull(),
  )
})

describe('the accounts of the demo', () => {
  it('stand by city, then the partners, then who works across cities', () => {
    const account = (email: string) => ({ email, name: email })
    const groups = demoGroups(
      [
        'diakonie@partner.example',
        'dpo@solingen.example',
        'lead@wuppertal.example',
        'lead@solingen.example',
        'operator@partizipation.example',
        'region@bergisch.example',
      ].map(account),
    )
    expect(groups.map(({ kind, accounts }) => [kind, accounts.map(({ role }) => role)])).toEqual([
      [{ city: 'Solingen' }, ['dpo', 'lead']],
      [{ city: 'Wuppertal' }, ['lead']],
      ['partners', [null]],
      ['across', [null, null]],
    ])
  })
})
