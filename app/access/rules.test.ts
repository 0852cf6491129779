import { describe, expect, it } from 'vitest'
import { CITY_ACTIONS, CITY_ROLES, may, safeNext } from './rules.ts'

describe('who may do what', () => {
  it('lets partners do nothing in a city but through referrals', () => {
    expect(CITY_ACTIONS.filter((action) => may('partner', action))).toEqual([])
  })
  it('shows the data protection officer figures, never a case', () => {
    expect(CITY_ACTIONS.filter((action) => may('dpo', action))).toEqual(['see-report'])
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
