import { describe, expect, it } from 'vitest'
import { foldName, namesKey, readSought, wayOf } from './rules.ts'

describe('names', () => {
  it.each([
    ['Müller-Nasser', 'mullernasser'],
    ['  ÖZTÜRK ', 'ozturk'],
    ['Oeztuerk', 'ozturk'],
    ["O'Brien", 'obrien'],
    ['Đorđević', 'dordevic'],
    ['Şahin', 'sahin'],
    ['Weiß', 'weiss'],
    ['يوسف', 'يوسف'],
  ])('folds %j to %j', (name, folded) => expect(foldName(name)).toBe(folded))

  it('keeps family and given name apart', () => {
    expect(namesKey('Alihassan', 'Omar')).not.toBe(namesKey('Ali', 'Hassan Omar'))
  })
})

describe('the search', () => {
  it.each([
    ['19.11.1980', { born: '1980-11-19' }],
    ['1.2.1980', { born: '1980-02-01' }],
    ['Haile, Selam', { words: ['haile', 'selam'] }],
    ['mül', { words: ['mul'] }],
    ['Muel', { words: ['mul'] }],
  ])('reads %j', (typed, sought) => expect(readSought(typed)).toEqual(sought))
  it.each(['', ' ', 'a', '%', '_'])('asks for more than %j', (typed) =>
    expect(readSought(typed)).toBeUndefined(),
  )
})

describe('the way', () => {
  const start = {
    listed: true,
    visited: true,
    assessed: true,
    planSigned: false,
    followUps: 0,
    jobs: [],
    extended: false,
    today: '2026-03-09',
  }
  const reached = (facts: Parameters<typeof wayOf>[0]) =>
    wayOf(facts).flatMap(({ station, reached }) => (reached ? [station] : []))

  it('marks what is behind', () => expect(reached(start)).toEqual(['list', 'visit', 'assessment']))
  it.each([
    ['2025-09-09', null, true],
    ['2025-09-10', null, false],
    ['2024-01-01', '2024-06-30', false],
    ['2024-01-01', '2024-07-01', true],
    ['2026-04-01', null, false],
  ])('a job from %s to %s is kept: %s', (from, until, kept) => {
    expect(reached({ ...start, jobs: [{ from, until }] }).includes('kept')).toBe(kept)
  })
  it('a job that begins later is not work yet', () => {
    expect(reached({ ...start, jobs: [{ from: '2026-04-01', until: null }] })).not.toContain('work')
  })
})
