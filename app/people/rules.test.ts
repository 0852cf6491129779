import { describe, expect, it } from 'vitest'
import { compare, type Likeness, readSought, WORTH_A_LOOK } from './rules.ts'

describe('the search', () => {
  it.each([
    ['19.11.1980', { words: [], born: '1980-11-19' }],
    ['5.3.90', { words: [], born: '1990-03-05' }],
    ['05.03.1990', { words: [], born: '1990-03-05' }],
    ['1990-03-05', { words: [], born: '1990-03-05' }],
    ['Haile, Selam', { words: ['Haile', 'Selam'], born: null }],
    ['Haile 19.11.1980', { words: ['Haile'], born: '1980-11-19' }],
    ['123 456 789 012', { azr: '123456789012' }],
    ['  123456789012 ', { azr: '123456789012' }],
    ['mül', { words: ['mül'], born: null }],
  ])('reads %j', (typed, sought) => expect(readSought(typed, '2026-03-09')).toEqual(sought))
  it.each(['', ' ', 'a', '%', '_', '31.02.1990'.slice(0, 1)])('asks for more than %j', (typed) =>
    expect(readSought(typed, '2026-03-09')).toBeUndefined(),
  )
})

const someone = (facts: Partial<Likeness> = {}): Likeness => ({
  familyName: 'Al-Hassan',
  givenName: 'Mohamed',
  birthDate: '1990-03-05',
  gender: 'male',
  azrNumber: null,
  phone: null,
  ...facts,
})

describe('two entries', () => {
  it.each<[string, Partial<Likeness>, string[], string[], boolean]>([
    ['the same', {}, ['same-name', 'same-birth-date'], [], true],
    [
      'spelled otherwise',
      { givenName: 'Muhammad', familyName: 'Hasan' },
      ['other-spelling', 'same-birth-date'],
      [],
      true,
    ],
    [
      'names changed places',
      { givenName: 'Al Hasan', familyName: 'Mohammed' },
      ['swapped', 'same-birth-date'],
      [],
      true,
    ],
    ['one name more', { givenName: 'Mohamed Ali' }, ['part-of-name', 'same-birth-date'], [], true],
    ['only the year known', { birthDate: '1990' }, ['same-name', 'birth-date-fits'], [], true],
    ['day and month changed places', { birthDate: '1990-05-03' }, ['same-name', 'birth-date-slip'], [], true],
    ['one figure off', { birthDate: '1990-03-06' }, ['same-name', 'birth-date-slip'], [], true],
    ['another birth date', { birthDate: '1971-12-24' }, ['same-name'], ['other-birth-date'], false],
    ['another sex', { gender: 'female' }, ['same-name', 'same-birth-date'], ['other-gender'], true],
    ['another name', { familyName: 'Kaya', givenName: 'Deniz' }, ['same-birth-date'], [], false],
    ['a brother', { givenName: 'Karim', birthDate: '1992-01-01' }, [], ['other-birth-date'], false],
  ])('%s', (_, other, reasonsFor, reasonsAgainst, worth) => {
    const found = compare(someone(), someone(other))
    expect(found).toMatchObject({ reasonsFor, reasonsAgainst })
    expect(found.score >= WORTH_A_LOOK).toBe(worth)
    expect(compare(someone(other), someone())).toEqual(found)
  })
  it('with one AZR number are one, with two are two', () => {
    const [one, two] = ['123456789012', '210987654321']
    expect(compare(someone({ azrNumber: one }), someone({ azrNumber: one })).reasonsFor[0]).toBe('same-azr')
    const apart = compare(someone({ azrNumber: one }), someone({ azrNumber: two }))
    expect(apart.reasonsAgainst).toEqual(['two-azr-numbers'])
    expect(apart.score).toBeLessThan(WORTH_A_LOOK)
  })
})
