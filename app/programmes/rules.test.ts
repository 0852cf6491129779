import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { decideDays, freeSlug, stateOn } from './rules.ts'

const day = Temporal.PlainDate.from
const today = day('2026-03-09')
const decide = (startsOn: string, endsOn: string | null = null) =>
  decideDays({ startsOn: day(startsOn), endsOn: endsOn === null ? null : day(endsOn) }, today)

describe('the days of a programme', () => {
  it('begin between 2000 and a year from now', () => {
    expect(decide('2008-01-01').ok).toBe(true)
    expect(decide('2000-01-01').ok).toBe(true)
    expect(decide('1999-12-31')).toEqual({ ok: false, error: 'starts' })
    expect(decide('0226-03-01')).toEqual({ ok: false, error: 'starts' })
    expect(decide('2027-03-09').ok).toBe(true)
    expect(decide('2027-03-10')).toEqual({ ok: false, error: 'starts' })
  })
  it('end after they begin, within ten years', () => {
    expect(decide('2026-01-01', '2026-01-01').ok).toBe(true)
    expect(decide('2026-01-01', '2025-12-31')).toEqual({ ok: false, error: 'turned' })
    expect(decide('2026-01-01', '2036-01-01').ok).toBe(true)
    expect(decide('2026-01-01', '2036-01-02')).toEqual({ ok: false, error: 'long' })
  })
})

it('a programme runs from its first day to its last', () => {
  const programme = { startsOn: '2026-01-01', endsOn: '2026-12-31' }
  expect(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => stateOn(programme, on)),
  ).toEqual(['coming', 'running', 'running', 'over'])
  expect(stateOn({ ...programme, endsOn: null }, '2099-01-01')).toBe('running')
})

describe('what a programme is called by commands', () => {
  it.each([
    ['Partizipation 2008–2010', 'partizipation-2008-2010'],
    ['Brücken in Arbeit', 'brucken-in-arbeit'],
    ['  Weg & Ziel!  ', 'weg-ziel'],
    ['???', 'programm'],
  ])('%s: %s', (name, slug) => expect(freeSlug(name, new Set())).toBe(slug))
  it('has a number when it is taken', () =>
    expect(freeSlug('Neustart', new Set(['neustart', 'neustart-2']))).toBe('neustart-3'))
})
