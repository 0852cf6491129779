import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { datePrecision, isFuture, readDate } from './dates.ts'

const today = '2026-11-23'
const read = (text: string, era: 'past' | 'coming' = 'past') => {
  const date = readDate(text, { today, era })
  return date.ok ? date.value : date.error
}

describe('dates as authorities write them', () => {
  it.each([
    ['19.11.1980', '1980-11-19'],
    ['1.2.1980', '1980-02-01'],
    ['1. 2. 1980', '1980-02-01'],
    ['01/02/1980', '1980-02-01'],
    ['1986-06-24', '1986-06-24'],
    ['1986/6/4', '1986-06-04'],
    ['1986-06-24 00:00:00', '1986-06-24'],
    ['1986-06-24T00:00:00.000Z', '1986-06-24'],
    ['24.06.1986 0:00', '1986-06-24'],
    ['19801119', '1980-11-19'],
    ['19111980', '1980-11-19'],
    ['29.02.2000', '2000-02-29'],
    ['00.00.1975', '1975'],
    ['00.05.1975', '1975-05'],
    ['0.0.1975', '1975'],
    ['xx.05.1975', '1975-05'],
    ['??.??.1975', '1975'],
    ['05.00.1975', '1975'],
    ['1975-00-00', '1975'],
    ['1975-05-00', '1975-05'],
    ['19750000', '1975'],
    ['05.1975', '1975-05'],
    ['1975-05', '1975-05'],
    ['1975', '1975'],
    ['00.00.0000', 'missing'],
    ['00.00.00', 'missing'],
    ['31.02.1990', 'invalid'],
    ['29.02.1900', 'invalid'],
    ['31.04.1990', 'invalid'],
    ['00.13.1990', 'invalid'],
    ['32.00.1990', 'invalid'],
    ['11/19/1980', 'invalid'],
    ['19.11.80000', 'invalid'],
    ['19.11.0980', 'invalid'],
    ['29544', 'invalid'],
    ['gestern', 'invalid'],
    ['', 'invalid'],
  ])('%s is %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['19.11.80', 'past', '1980-11-19'],
    ['23.11.26', 'past', '2026-11-23'],
    ['24.11.26', 'past', '1926-11-24'],
    ['00.12.26', 'past', '1926-12'],
    ['00.00.26', 'past', '2026'],
    ['29.02.76', 'past', '1976-02-29'],
    ['29.02.77', 'past', 'invalid'],
    ['24.11.26', 'coming', '2026-11-24'],
    ['01.01.25', 'coming', '2025-01-01'],
  ] as const)('two digits: %s, %s, is %s', (text, era, expected) => expect(read(text, era)).toBe(expected))

  it('knows how much of a date is known', () => {
    expect(['1975', '1975-05', '1975-05-01'].map(datePrecision)).toEqual(['year', 'month', 'day'])
  })

  it('calls a date future only for the part that is known', () => {
    expect(['2026', '2026-11', '2026-11-23'].some((date) => isFuture(date, today))).toBe(false)
    expect(['2027', '2026-12', '2026-11-24'].every((date) => isFuture(date, today))).toBe(true)
  })

  it('agrees with Temporal on which days exist', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1900, max: 2026 }),
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 32 }),
    )
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const exists = (() => {
          try {
            return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
          } catch {
            return 'invalid'
          }
        })()
        expect(read(`${day}.${month}.${year}`)).toBe(exists)
      }),
    )
  })
})
