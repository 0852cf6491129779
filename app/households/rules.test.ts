import { describe, expect, it } from 'vitest'
import { ageOf, decideJoin, decideLeave, decideMove, type Home } from './rules.ts'

const today = '2026-03-09'
const fine = { ok: true, value: null }
const refused = (error: string) => ({ ok: false, error })

describe('joining and leaving', () => {
  it.each([
    ['today', '2018-05-04', today, fine],
    ['on the day of the birth', today, today, fine],
    ['tomorrow', '2018-05-04', '2026-03-10', refused('joined-ahead')],
    ['before the birth', '2018-05-04', '2018-05-03', refused('joined-before-birth')],
    ['unborn', '2026-03-10', '2026-03-10', refused('born-ahead')],
  ])('joins %s', (_, birthDate, fromOn, expected) => {
    expect(decideJoin({ birthDate, fromOn }, today)).toEqual(expected)
  })
  it.each([
    ['on the day of coming', '2026-03-01', fine],
    ['the day before', '2026-02-28', refused('left-before-joined')],
    ['tomorrow', '2026-03-10', refused('left-ahead')],
  ])('leaves %s', (_, untilOn, expected) => {
    expect(decideLeave('2026-03-01', untilOn, today)).toEqual(expected)
  })
})

describe('a home', () => {
  const door = { street: 'Gathe', houseNumber: '12', postcode: '42107', town: 'Wuppertal' }
  const none = { street: '', houseNumber: '', postcode: '', town: '' }
  const home = (kind: Home['kind'], homeName: string, where = door): Home => ({ kind, homeName, ...where })
  it.each([
    ['a flat', home('own-flat', ''), home('own-flat', '')],
    ['a flat has no name', home('own-flat', 'Hardt'), home('own-flat', '')],
    ['a named home', home('transitional', 'Hardt', none), home('transitional', 'Hardt', none)],
    ['with relatives, wherever', home('relatives', '', none), home('relatives', '', none)],
    ['no abode has no door', home('homeless', 'Hardt'), home('homeless', '', none)],
  ])('%s', (_, asked, expected) => {
    expect(decideMove(asked, today, { today, since: [today] })).toEqual({ ok: true, value: expected })
  })
  it.each([
    ['a flat nowhere', home('own-flat', '', none), today, 'street-missing'],
    ['a home without a name', home('transitional', ''), today, 'home-name-missing'],
    ['a centre without a name', home('reception', ''), today, 'home-name-missing'],
    ['from tomorrow', home('own-flat', ''), '2026-03-10', 'moved-ahead'],
    ['before the last move', home('own-flat', ''), '2026-02-28', 'moved-before-last'],
  ])('not %s', (_, asked, fromOn, error) => {
    expect(decideMove(asked, fromOn, { today, since: ['2026-03-01'] })).toEqual(refused(error))
  })
})

it.each([
  ['2018-03-09', 8],
  ['2018-03-10', 7],
  ['2026-03-09', 0],
  ['2018', null],
])('born %s is %s', (birthDate, age) => {
  expect(ageOf(birthDate, today)).toBe(age)
})
