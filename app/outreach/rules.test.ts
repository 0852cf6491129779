import { describe, expect, it } from 'vitest'
import { byReason, foldVisited, houseNames } from './rules.ts'

describe('the houses of a street', () => {
  const house = (houseNumber: string, postcode = '42107') => ({ street: 'Gathe', houseNumber, postcode })

  it('are called by street and number', () =>
    expect(houseNames([house('12'), house('14')])).toEqual(['Gathe 12', 'Gathe 14']))
  it('say the postcode where a number stands twice, and only there', () =>
    expect(houseNames([house('12'), house('12', '42105'), house('14')])).toEqual([
      'Gathe 12, 42107',
      'Gathe 12, 42105',
      'Gathe 14',
    ]))
  it('say no postcode where none is known', () =>
    expect(houseNames([house('12', ''), house('12')])).toEqual(['Gathe 12', 'Gathe 12, 42107']))
  it('without a number are called by the street', () => expect(houseNames([house('')])).toEqual(['Gathe']))
})

describe('the people behind a door', () => {
  const today = '2026-03-09'
  const seen = (state: 'open' | 'has-file' | 'moved', ...visits: string[]) => ({
    state,
    visits: visits.map((on) => ({ on })),
  })

  it('are folded away once nobody has to call on them any more', () => {
    const [open, tried, file, moved] = [
      seen('open'),
      seen('open', '2026-03-01'),
      seen('has-file', '2026-02-01'),
      seen('moved'),
    ]
    expect(foldVisited([open, file, tried, moved], today)).toEqual({
      shown: [open, tried],
      folded: [file, moved],
    })
  })
  it('stay in sight on the day of the visit', () => {
    const moved = seen('moved', today, '2026-01-01')
    expect(foldVisited([moved], today)).toEqual({ shown: [moved], folded: [] })
  })
})

describe('the rows of an import', () => {
  it('are grouped by reason, the most frequent first, each line once', () => {
    const noted = [
      { row: 3, column: 'birth-date', code: 'missing' },
      { row: 5, column: 'family-name', code: 'missing' },
      { row: 9, column: 'birth-date', code: 'missing' },
      { row: 9, column: 'birth-date', code: 'missing' },
      { row: 7, column: 'birth-date', code: 'in-future' },
    ]
    expect(byReason(noted)).toEqual([
      { column: 'birth-date', code: 'missing', rows: [3, 9] },
      { column: 'family-name', code: 'missing', rows: [5] },
      { column: 'birth-date', code: 'in-future', rows: [7] },
    ])
  })
  it('are none where nothing is noted', () => expect(byReason([])).toEqual([]))
})
