import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, icsOf } from './ics.ts'

const talk: CalendarEntry = {
  id: '0a000000-0000-4000-8000-000000000001',
  startsAt: Temporal.Instant.from('2026-10-26T08:00:00Z'),
  minutes: 45,
  place: 'Beratungsstelle, Raum 2',
  cancelled: false,
  changedAt: Temporal.Instant.from('2026-09-28T10:00:00Z'),
  interpreting: null,
  url: 'https://partizipation.example/c/wuppertal/clients/1/appointments/2',
}
const written = (entry: Partial<CalendarEntry> = {}): string =>
  icsOf([{ ...talk, ...entry }], { name: 'Wuppertal', title: 'Termin' })
/** Folded lines put together again, as a calendar reads them. */
const linesOf = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar file', () => {
  it('says when and where, in UTC, and ends as the standard asks', () => {
    expect(linesOf(written())).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Partizipation//Termine//DE',
      'METHOD:PUBLISH',
      'NAME:Wuppertal',
      'X-WR-CALNAME:Wuppertal',
      'REFRESH-INTERVAL;VALUE=DURATION:PT30M',
      'X-PUBLISHED-TTL:PT30M',
      'BEGIN:VEVENT',
      'UID:0a000000-0000-4000-8000-000000000001@partizipation',
      'SEQUENCE:0',
      'DTSTAMP:20260928T100000Z',
      'DTSTART:20261026T080000Z',
      'DTEND:20261026T084500Z',
      'SUMMARY:Termin',
      'LOCATION:Beratungsstelle\\, Raum 2',
      'URL;VALUE=URI:https://partizipation.example/c/wuppertal/clients/1/appointments/2',
      'STATUS:CONFIRMED',
      'LAST-MODIFIED:20260928T100000Z',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })
  it('counts up what is called off, under the same UID', () => {
    const lines = linesOf(written({ cancelled: true, url: null }))
    expect(lines).toContain('UID:0a000000-0000-4000-8000-000000000001@partizipation')
    expect(lines).toContain('SEQUENCE:1')
    expect(lines).toContain('STATUS:CANCELLED')
    expect(lines.some((line) => line.startsWith('URL'))).toBe(false)
  })
  it('folds lines at 75 octets, ends each with CRLF, and loses nothing of a place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('ä', 'ß', ' ', ',', ';', '\\', '1', 'R', '🚪'), maxLength: 120 }),
        (place) => {
          const text = written({ place })
          const unfolded = linesOf(text).find((line) => line.startsWith('LOCATION:'))
          const read = unfolded?.slice('LOCATION:'.length).replaceAll(/\\([,;\\])/g, '$1')
          return (
            text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')) &&
            (read ?? '') === place
          )
        },
      ),
      { numRuns: 300 },
    )
  })
  it('of nobody is a calendar all the same', () => {
    expect(linesOf(icsOf([], { name: 'Wuppertal', title: 'Termin' })).at(-2)).toBe('END:VCALENDAR')
  })
})
