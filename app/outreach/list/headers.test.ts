import { describe, expect, it } from 'vitest'
import { COLUMN_KEYS, type ColumnKey } from './columns.ts'
import { type HeaderAnswers, placeHeader, placeHeaders } from './headers.ts'
import { fold } from './text.ts'
import { WORDINGS } from './wordings.ts'

const place = (header: string[], cells: string[] = [], answers?: HeaderAnswers) =>
  placeHeaders(header, [{ line: 2, cells }], answers)

describe('one header', () => {
  it.each<[string, ColumnKey]>([
    ['AZR-Nr', 'azr-number'],
    ['AZR Nummer', 'azr-number'],
    ['azr-nr.', 'azr-number'],
    ['NACHNAME', 'family-name'],
    ['Name', 'family-name'],
    ['Vorname(n)', 'given-name'],
    ['Geb.-Datum', 'birth-date'],
    ['geb. am', 'birth-date'],
    ['Geburtsdatum (TT.MM.JJJJ)', 'birth-date'],
    ['m/w/d', 'gender'],
    ['Geschlecht (m/w/d)', 'gender'],
    ['Staatsangehoerigkeit', 'nationality'],
    ['StA', 'nationality'],
    ['Strasse', 'street'],
    ['Str.', 'street'],
    ['Straße und Hausnummer', 'address'],
    ['Straße, Hausnr.', 'address'],
    ['HNr', 'house-number'],
    ['Haus-Nr.', 'house-number'],
    ['Postleitzahl', 'postcode'],
    ['PLZ / Ort', 'postcode-town'],
    ['Wohnort', 'town'],
    ['Aufenthaltstitel', 'residence-status'],
    ['Rechtsgrundlage', 'residence-status'],
    ['gueltig bis', 'valid-until'],
    ['befristet bis', 'valid-until'],
    ['Eingereist am', 'entry-date'],
    ['Tel.', 'phone'],
    ['Handy', 'phone'],
    ['E-Mail', 'email'],
    ['Mail', 'email'],
    ['Muttersprache', 'language'],
    ['  "Familien-\u00a0name:" ', 'family-name'],
  ])('%s is %s', (header, column) => {
    expect(placeHeader(header)).toBe(column)
  })

  it.each(['Bemerkung', 'Geburtsort', 'Geburtsname', 'Nr.', 'Name (Ehegatte)', 'Datum', 'Herkunft', ''])(
    '%s is not guessed',
    (header) => expect(placeHeader(header)).toBeNull(),
  )

  it('has no wording that stands for two columns', () => {
    const owners = COLUMN_KEYS.flatMap((key) => [...new Set(WORDINGS[key].split('|').map(fold))])
    expect(owners.filter((wording, index) => wording === '' || owners.indexOf(wording) !== index)).toEqual([])
  })
})

describe('a whole header', () => {
  it('places what it knows, wherever it stands', () => {
    expect(place(['Ort', 'Geb.', 'Name'])).toEqual({
      ok: true,
      value: { width: 3, at: { town: 0, 'birth-date': 1, 'family-name': 2 } },
    })
  })

  it('asks about headers it does not know, and never repeats a cell of the list', () => {
    const placed = place(['Name', 'Frobnikat', 'Geburtsdatum', ''], ['Kaya', 'geheim', '1980', 'auch geheim'])
    expect(placed).toEqual({
      ok: false,
      questions: [
        { code: 'unknown-header', header: 'Frobnikat', position: 2, column: null },
        { code: 'unknown-header', header: '', position: 4, column: null },
      ],
    })
    expect(JSON.stringify(placed)).not.toContain('geheim')
  })

  it('leaves out a column without header and without values', () => {
    expect(place(['Name', 'Geburtsdatum', ''], ['Kaya', '1980', ' '])).toMatchObject({
      ok: true,
      value: { width: 3 },
    })
  })

  it('asks when two headers claim one column, also through a combined one', () => {
    const codes = (header: string[]) => {
      const placed = place(header)
      return placed.ok ? [] : placed.questions.map(({ code, position }) => [code, position])
    }
    expect(codes(['Name', 'Geburtsdatum', 'Telefon', 'Mobil'])).toEqual([
      ['same-column', 3],
      ['same-column', 4],
    ])
    expect(codes(['Name, Vorname', 'Vorname', 'Geburtsdatum'])).toEqual([
      ['same-column', 1],
      ['same-column', 2],
    ])
    expect(codes(['Name', 'Geburtsdatum', 'Anschrift', 'Hausnr.'])).toHaveLength(2)
  })

  it('asks for family name and birth date when they are missing', () => {
    expect(place(['Vorname', 'Ort'])).toEqual({
      ok: false,
      questions: [
        { code: 'missing-column', header: null, position: null, column: 'family-name' },
        { code: 'missing-column', header: null, position: null, column: 'birth-date' },
      ],
    })
    expect(place(['Name, Vorname', 'Geburtsdatum'])).toMatchObject({ ok: true })
  })

  it('does not repeat a first line that is a person', () => {
    expect(place(['Kaya', 'Emir', '19.9.1994'])).toEqual({
      ok: false,
      questions: [{ code: 'no-header', header: null, position: null, column: null }],
    })
  })

  it('takes answers', () => {
    const header = ['Name', 'Frobnikat', 'Geburtsdatum', 'Telefon', 'Mobil']
    expect(
      place(
        header,
        [],
        new Map([
          [2, 'town'],
          [5, 'leave-out'],
        ]),
      ),
    ).toMatchObject({ ok: true, value: { at: { town: 1, phone: 3 } } })
  })

  it('knows the three columns that rejected rows came back with', () => {
    expect(
      place(['Name', 'Geburtsdatum', 'Zeile', 'Spalte', 'Grund'], ['a', 'b', '3', 'x', 'y']),
    ).toMatchObject({
      ok: true,
      value: { width: 5, at: { 'family-name': 0, 'birth-date': 1 } },
    })
    expect(place(['Name', 'Geburtsdatum', 'Grund'])).toMatchObject({ ok: false })
  })
})
