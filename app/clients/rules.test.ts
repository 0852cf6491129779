import { describe, expect, it } from 'vitest'
import { foldName, namesKey, readSought, wayOf } from './rules.ts'

describe('names', () => {
  it.each([
    ['Müller-Nasser', 'mueller nasser'],
    ['  ÖZTÜRK ', 'oeztuerk'],
    ["O'Brien", 'o brien'],
    ['Đorđević', 'dordevic'],
    ['Şahin', 'sahin'],
    ['Weiß', 'weiss'],
    ['يوسف', 'يوسف'],
  ])('folds %j to %j', (name, folded) => expect(foldName(name)).toBe(folded))

  it('keeps family and given name apart', () => {
    expect(namesKey('Ali Hassan', 'Omar')).not.toBe(namesKey('Ali', 'Hassan Omar'))
  })
})

describe('the search', () => {
  it.each([
    ['19.11.1980', { born: '1980-11-19' }],
    ['1.2.1980', { born: '1980-02-01' }],
    ['Haile, Selam', { words: ['haile', 'selam'] }],
    ['mül', { words: ['muel'] }],
  ])('reads %j', (typed, sought) => expect(readSought(typed)).toEqual(sought))
  it.each(['', ' ', 'a', '%', '_'])('asks for more than %j', (typed) =>
    expect(readSought(typed)).toBeUndefined(),
  )
})

describe('the way', () => {
  it('marks what is behind', () => {
    const way = wayOf({
      listed: true,
      visited: true,
      assessed: true,
      planSigned: false,
      followUps: 0,
      inWork: false,
      keptSixMonths: false,
      extended: false,
    })
    expect(way.filter((step) => step.reached).map((step) => step.station)).toEqual([
      'list',
      'visit',
      'assessment',
    ])
  })
})
