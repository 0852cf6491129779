import { describe, expect, it } from 'vitest'
import {
  asksRecognition,
  CEFR,
  type Education,
  isBelow,
  iscedOf,
  lowerLevel,
  SCHOOLING,
  TRAINING,
  tidyLine,
} from './rules.ts'

describe('ISCED from what people say', () => {
  it.each<[string, Education, number]>([
    ['never at school', { schooling: 'none', schoolYears: 0, training: 'none' }, 0],
    ['primary school', { schooling: 'primary', schoolYears: 5, training: 'none' }, 1],
    ['Hauptschule', { schooling: 'lower', schoolYears: 9, training: 'none' }, 2],
    ['Abitur', { schooling: 'upper', schoolYears: 12, training: 'none' }, 3],
    [
      'learned at work without a certificate',
      { schooling: 'primary', schoolYears: 6, training: 'on-the-job' },
      1,
    ],
    ['an apprenticeship after year 9', { schooling: 'lower', schoolYears: 9, training: 'vocational' }, 3],
    [
      'an apprenticeship after the Abitur',
      { schooling: 'upper', schoolYears: 13, training: 'vocational' },
      4,
    ],
    [
      'an apprenticeship without a school certificate',
      { schooling: 'none', schoolYears: 3, training: 'vocational' },
      3,
    ],
    ['nursing school', { schooling: 'lower', schoolYears: 10, training: 'health-school' }, 4],
    ['a short degree', { schooling: 'upper', schoolYears: 12, training: 'short-tertiary' }, 5],
    ['Meister', { schooling: 'lower', schoolYears: 10, training: 'master-craft' }, 6],
    ['bachelor', { schooling: 'upper', schoolYears: 12, training: 'bachelor' }, 6],
    ['master', { schooling: 'upper', schoolYears: 12, training: 'master' }, 7],
    ['doctorate', { schooling: 'upper', schoolYears: 12, training: 'doctorate' }, 8],
    ['another system, 3 years', { schooling: 'unsure', schoolYears: 3, training: 'none' }, 0],
    ['another system, 4 years', { schooling: 'unsure', schoolYears: 4, training: 'none' }, 1],
    ['another system, 8 years', { schooling: 'unsure', schoolYears: 8, training: 'none' }, 1],
    ['another system, 9 years', { schooling: 'unsure', schoolYears: 9, training: 'none' }, 2],
    [
      'another system, 13 years prove no leaving certificate',
      { schooling: 'unsure', schoolYears: 13, training: 'none' },
      2,
    ],
    ['another system, years unknown', { schooling: 'unsure', schoolYears: null, training: 'none' }, 0],
  ])('%s', (_, education, level) => expect(iscedOf(education)).toBe(level))

  it('never falls when somebody learns more', () => {
    for (const schooling of SCHOOLING) {
      const levels = TRAINING.map((training) => iscedOf({ schooling, schoolYears: 7, training }))
      expect(levels).toEqual([...levels].sort((a, b) => a - b))
    }
  })
})

describe('recognition', () => {
  it('is asked only for a vocation learned abroad', () => {
    const asked = TRAINING.filter((training) => asksRecognition(training, 'abroad'))
    expect(asked).toEqual(TRAINING.filter((training) => training !== 'none' && training !== 'on-the-job'))
    expect(TRAINING.some((training) => asksRecognition(training, 'germany'))).toBe(false)
    expect(TRAINING.some((training) => asksRecognition(training, null))).toBe(false)
  })
})

describe('levels of German', () => {
  it('are in order', () => {
    for (const [at, level] of CEFR.entries())
      for (const [other, than] of CEFR.entries()) {
        expect(isBelow(level, than)).toBe(at < other)
        expect(lowerLevel(level, than)).toBe(CEFR[Math.min(at, other)])
      }
  })
})

describe('a line as it is kept', () => {
  it.each([
    ['  two   words ', 'two words'],
    ['one\r\ntwo\tthree', 'one two three'],
    ['a\u0000b', 'a b'],
    ['lone \ud800 half', 'lone half'],
    ['u\u0308ben', 'üben'],
    ['non\u00a0breaking', 'non breaking'],
    ['', ''],
  ])('%j -> %j', (typed, kept) => expect(tidyLine(typed)).toBe(kept))
})
