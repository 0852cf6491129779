import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import * as format from './format.ts'
import { makeFormat } from './use-format.ts'

const today = '2026-11-23'
const de = makeFormat('de', today)
const en = makeFormat('en', today)

describe('dates as people say them', () => {
  it.each([
    ['2026-11-25', 'Mi 25.11.', 'Wed 25 Nov'],
    ['2026-11-01', 'So 01.11.', 'Sun 1 Nov'],
    ['2027-06-10', 'Do 10.06.2027', 'Thu 10 Jun 2027'],
    ['1969-12-31', 'Mi 31.12.1969', 'Wed 31 Dec 1969'],
    ['2024-02-29', 'Do 29.02.2024', 'Thu 29 Feb 2024'],
  ])('%s as a day', (date, german, english) => {
    expect([de.day(date), en.day(date)]).toEqual([german, english])
  })

  it('takes what rules know as well as what loaders send', () => {
    expect(de.day(Temporal.PlainDate.from('2026-11-25'))).toBe('Mi 25.11.')
    expect(de.dayTime(Temporal.Instant.from('2026-11-25T09:30:00Z'))).toBe('Mi 25.11., 10:30')
  })

  it('writes the other shapes', () => {
    expect([de.date('2026-03-01'), en.date('2026-03-01')]).toEqual(['01.03.2026', '1 Mar 2026'])
    expect([de.shortDate('2026-11-09'), en.shortDate('2026-11-09')]).toEqual(['09.11.', '9 Nov'])
    expect([de.shortDate('2025-11-09'), en.shortDate('2025-11-09')]).toEqual(['09.11.2025', '9 Nov 2025'])
    expect([de.longDay(today), en.longDay(today)]).toEqual(['Montag, 23. November', 'Monday, 23 November'])
    expect([de.span('2026-11-16', '2026-11-30'), en.span('2026-11-16', '2026-11-30')]).toEqual([
      '16.11.–30.11.',
      '16 Nov – 30 Nov',
    ])
  })

  it.each([
    ['2026-07-01T22:30:00Z', 'Do 02.07., 00:30', 'Thu 2 Jul, 00:30'],
    ['2026-12-31T23:30:00Z', 'Fr 01.01.2027, 00:30', 'Fri 1 Jan 2027, 00:30'],
    ['2026-10-25T00:30:00Z', 'So 25.10., 02:30', 'Sun 25 Oct, 02:30'],
    ['2026-10-25T01:30:00Z', 'So 25.10., 02:30', 'Sun 25 Oct, 02:30'],
  ])('%s on the wall in Berlin', (moment, german, english) => {
    expect([de.dayTime(moment), en.dayTime(moment)]).toEqual([german, english])
  })

  it('refuses what is no date', () => {
    expect(() => de.day('heute')).toThrow(RangeError)
    expect(() => de.dayTime('heute')).toThrow(RangeError)
  })
})

describe('how far away', () => {
  it.each([
    ['2026-11-14', 'vor 9 Tagen', '9 days ago', 'seit 9 Tagen', 'for 9 days'],
    ['2026-11-22', 'gestern', 'yesterday', 'seit gestern', 'since yesterday'],
    ['2026-11-23', 'heute', 'today', 'seit heute', 'since today'],
    ['2026-11-24', 'morgen', 'tomorrow', 'seit heute', 'since today'],
    ['2026-11-26', 'in 3 Tagen', 'in 3 days', 'seit heute', 'since today'],
    ['2027-06-10', 'in 199 Tagen', 'in 199 days', 'seit heute', 'since today'],
  ])('%s', (date, inDe, inEn, sinceDe, sinceEn) => {
    expect([de.inDays(date), en.inDays(date), de.since(date), en.since(date)]).toEqual([
      inDe,
      inEn,
      sinceDe,
      sinceEn,
    ])
  })

  it.each([
    ['2026-11-23', 'heute', 'today'],
    ['2026-11-24', 'noch 1 Tag', '1 day left'],
    ['2026-11-26', 'noch 3 Tage', '3 days left'],
    ['2026-11-21', 'vor 2 Tagen', '2 days ago'],
  ])('a window that closes on %s', (date, german, english) => {
    expect([de.daysLeft(date), en.daysLeft(date)]).toEqual([german, english])
  })
})

describe('birth dates, as exactly as they are known', () => {
  it.each([
    ['1980-11-19', '19.11.1980', '19 Nov 1980', '19.11.1980', '19 Nov 1980'],
    ['1975-05', '05.1975 (Tag unbekannt)', 'May 1975 (day unknown)', '05.1975', 'May 1975'],
    ['1975', '1975 (Tag und Monat unbekannt)', '1975 (day and month unknown)', '1975', '1975'],
  ])('%s', (known, german, english, shortGerman, shortEnglish) => {
    expect([de.birthDate(known), en.birthDate(known)]).toEqual([german, english])
    expect([de.shortBirthDate(known), en.shortBirthDate(known)]).toEqual([shortGerman, shortEnglish])
  })
})

describe('numbers', () => {
  it('groups thousands', () => {
    expect([0, 999, 1234, 1234567].map(de.number)).toEqual(['0', '999', '1.234', '1.234.567'])
    expect(en.number(1234)).toBe('1,234')
  })

  it('gives shares as whole per cent, and none of nothing', () => {
    expect([de.percent(71, 84), en.percent(71, 84), de.percent(0, 0)]).toEqual(['85\u00a0%', '85%', '–'])
  })

  it('knows the time of day', () => {
    expect(format.formatTime('2026-01-15T07:05:00Z')).toBe('08:05')
  })
})
