import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { MOST_SEGMENTS, writeSms } from './mail.server.ts'
import { segmentsOf } from './rules/sms.ts'
import { TALK_KINDS } from './rules.ts'
import { takesSms } from './sms-number.ts'

describe('segments', () => {
  it.each([
    ['', 1],
    ['ä'.repeat(160), 1],
    ['ä'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
    ['я'.repeat(134), 2],
    ['я'.repeat(135), 3],
  ])('%s: %i', (text, segments) => {
    expect(segmentsOf(text)).toBe(segments)
  })
})

describe('a short message', () => {
  const of = (language: string, startsAt = Temporal.Instant.from('2026-04-16T07:00:00Z')) => ({
    kind: 'day-before' as const,
    language,
    to: '+4915112345678',
    startsAt,
    phone: '0202 563-2000',
    link: '',
  })
  it('says day, time and whom to call, and nothing that tells', () => {
    expect(writeSms(of('de'))).toEqual({
      from: 'Termine',
      to: '+4915112345678',
      subject: '',
      text: 'Erinnerung: Ihr Termin am Donnerstag, 16. April um 09:00 Uhr. Sie können nicht? Rufen Sie an: 0202 563-2000',
    })
    expect(writeSms({ ...of('ti'), kind: 'missed' }).text).toBe(
      'Ihr neuer Termin: Donnerstag, 16. April um 09:00 Uhr. Sie können nicht? Rufen Sie an: 0202 563-2000 / Your new appointment: Thursday, 16 April at 09:00. Cannot come? Call 0202 563-2000',
    )
  })
  it('has two segments at most, on each day, in each language, with or without a number', () => {
    const first = Temporal.Instant.from('2026-01-01T09:00:00Z')
    for (let day = 0; day < 365; day += 1)
      for (const language of ['de', 'en', 'ti', 'und'])
        for (const kind of TALK_KINDS)
          for (const phone of [null, '0202 563-2000', '0'.repeat(200)]) {
            const { text } = writeSms({ ...of(language, first.add({ hours: 24 * day })), kind, phone })
            expect(segmentsOf(text)).toBeLessThanOrEqual(MOST_SEGMENTS)
          }
  })
})

it.each([
  ['+4915112345678', true],
  ['+491711234567', true],
  ['+4920256343210', false],
  ['+436641234567', true],
  [null, false],
])('%s takes one: %s', (phone, takes) => {
  expect(takesSms(phone)).toBe(takes)
})
