import { describe, expect, it } from 'vitest'
import { BASE_OF, figuresOf, MEASURES } from './rules.ts'

const complete = Object.fromEntries(MEASURES.map((measure, index) => [measure, index]))

describe('figures from the database', () => {
  it('takes every measure', () => {
    expect(figuresOf(complete)).toEqual(complete)
  })
  it.each([
    ['a missing measure', { ...complete, 'in-work': undefined }],
    ['half a person', { ...complete, 'in-work': 0.5 }],
    ['less than nobody', { ...complete, 'in-work': -1 }],
    ['text', { ...complete, 'in-work': '7' }],
  ])('refuses %s', (_, counted) => {
    expect(() => figuresOf(counted)).toThrow('No count of "in-work"')
  })
})

describe('what a share is taken of', () => {
  it('comes before it on the way', () => {
    for (const measure of MEASURES) {
      const base = BASE_OF[measure]
      if (base) expect(MEASURES.indexOf(base)).toBeLessThan(MEASURES.indexOf(measure))
    }
  })
})
