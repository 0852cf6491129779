import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { COLUMN_KEYS, type ColumnKey, type Columns } from './columns.ts'
import { placeHeaders } from './headers.ts'
import { type RowReading, readAzrNumber, readRow } from './rules.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const plain = COLUMN_KEYS.filter((key) => !['full-name', 'address', 'postcode-town'].includes(key))
const columns: Columns = {
  width: plain.length,
  at: Object.fromEntries(plain.map((key, index) => [key, index])),
}
const good: Partial<Record<ColumnKey, string>> = {
  'azr-number': '641672336265',
  'family-name': 'Kaya',
  'given-name': 'Emir',
  'birth-date': '19.9.1994',
}
const row = (cells: Partial<Record<ColumnKey, string>>): RowReading =>
  readRow(
    plain.map((key) => ({ ...good, ...cells })[key] ?? ''),
    columns,
    today,
  )

function accepted(reading: RowReading) {
  if (reading.kind === 'rejected') throw new Error(`${reading.column} ${reading.code}`)
  return { ...reading.person, warnings: reading.warnings.map(({ column, code }) => `${column} ${code}`) }
}

describe('rows that go back to the office', () => {
  it.each<[Partial<Record<ColumnKey, string>>, string, string]>([
    [{ 'family-name': '' }, 'family-name', 'missing'],
    [{ 'family-name': ' \u00a0- ' }, 'family-name', 'missing'],
    [{ 'family-name': '12345' }, 'family-name', 'invalid'],
    [{ 'family-name': 'x'.repeat(301) }, 'family-name', 'invalid'],
    [{ 'family-name': '', 'birth-date': '' }, 'family-name', 'missing'],
    [{ 'birth-date': '' }, 'birth-date', 'missing'],
    [{ 'birth-date': 'unbekannt' }, 'birth-date', 'missing'],
    [{ 'birth-date': '00.00.0000' }, 'birth-date', 'missing'],
    [{ 'birth-date': '31.02.1990' }, 'birth-date', 'invalid'],
    [{ 'birth-date': '31.12.1899' }, 'birth-date', 'invalid'],
    [{ 'birth-date': '00.00.1899' }, 'birth-date', 'invalid'],
    [{ 'birth-date': '05.05.2031' }, 'birth-date', 'in-future'],
    [{ 'birth-date': '24.11.2026' }, 'birth-date', 'in-future'],
    [{ 'birth-date': '00.12.2026' }, 'birth-date', 'in-future'],
  ])('%j: %s %s', (cells, column, code) => {
    expect(row(cells)).toEqual({ kind: 'rejected', column, code })
  })

  it('refuses a row with more filled cells than headers', () => {
    const cells = plain.map((key) => good[key] ?? '')
    expect(readRow([...cells, 'x'], columns, today)).toEqual({
      kind: 'rejected',
      column: 'row',
      code: 'too-many-cells',
    })
    expect(readRow([...cells, '', ' '], columns, today)).toMatchObject({ kind: 'accepted', warnings: [] })
  })
})

describe('rows that are imported', () => {
  it('says nothing about what is simply not there, and takes expired permits', () => {
    expect(accepted(row({}))).toMatchObject({
      birthDate: '1994-09-19',
      gender: null,
      phone: null,
      warnings: [],
    })
    expect(accepted(row({ 'valid-until': '10.06.2020' }))).toMatchObject({
      validUntil: '2020-06-10',
      warnings: [],
    })
    expect(accepted(row({ 'birth-date': '23.11.2026' })).birthDate).toBe('2026-11-23')
  })

  it.each(['unbefristet', 'k.A.', '-', 'keine'])('takes "%s" in valid until for no date', (text) => {
    expect(accepted(row({ 'valid-until': text }))).toMatchObject({ validUntil: null, warnings: [] })
  })

  it.each<[Partial<Record<ColumnKey, string>>, string]>([
    [{ 'azr-number': '12345' }, 'azr-number invalid'],
    [{ 'azr-number': '6,41672E+11' }, 'azr-number invalid'],
    [{ 'given-name': '' }, 'given-name missing'],
    [{ 'given-name': '?' }, 'given-name missing'],
    [{ 'given-name': '007' }, 'given-name invalid'],
    [{ gender: 'q' }, 'gender unknown'],
    [{ postcode: '4210' }, 'postcode invalid'],
    [{ 'residence-status': 'Sonderstatus XQ' }, 'residence-status unknown'],
    [{ 'valid-until': '31.02.2027' }, 'valid-until invalid'],
    [{ 'valid-until': '00.05.2027' }, 'valid-until invalid'],
    [{ 'entry-date': 'Sommer' }, 'entry-date invalid'],
    [{ 'entry-date': '01.01.2030' }, 'entry-date in-future'],
    [{ phone: '0178' }, 'phone invalid'],
    [{ phone: '0202 5634321 / 0176 55512120' }, 'phone more-than-one'],
    [{ email: 'kein-at-zeichen' }, 'email invalid'],
    [{ street: 'x'.repeat(301) }, 'street invalid'],
  ])('%j warns: %s', (cells, warning) => {
    expect(accepted(row(cells)).warnings).toEqual([warning])
  })

  it('warns in the order of the columns, once each', () => {
    const reading = accepted(
      row({ email: 'x', 'azr-number': '1', phone: '1', gender: 'q', language: 'Klingonisch' }),
    )
    expect(reading.warnings).toEqual([
      'azr-number invalid',
      'gender unknown',
      'phone invalid',
      'email invalid',
    ])
    expect(reading).toMatchObject({ azrNumber: null, language: null, languageText: 'Klingonisch' })
  })

  it('keeps the words of the list beside our codes', () => {
    expect(accepted(row({ nationality: 'Atlantis', 'residence-status': 'Sonderstatus XQ' }))).toMatchObject({
      nationality: null,
      nationalityText: 'Atlantis',
      residenceStatus: null,
      residenceStatusText: 'Sonderstatus XQ',
    })
  })

  it.each([
    ['m', 'male'],
    ['M', 'male'],
    ['männlich', 'male'],
    ['W', 'female'],
    ['weiblich', 'female'],
    ['d', 'diverse'],
    ['divers', 'diverse'],
    ['k. A.', null],
  ])('reads %s as %s', (text, gender) => {
    expect(accepted(row({ gender: text }))).toMatchObject({ gender, warnings: [] })
  })

  it('keeps what is known of a birth or entry date', () => {
    expect(accepted(row({ 'birth-date': '00.00.1975', 'entry-date': '00.10.2015' }))).toMatchObject({
      birthDate: '1975',
      entryDate: '2015-10',
      warnings: [],
    })
  })

  it('warns when a row ends before the last column it should have', () => {
    const cells = plain.map((key) => good[key] ?? '').slice(0, 6)
    expect(accepted(readRow(cells, columns, today)).warnings).toEqual(['row too-few-cells'])
  })

  it('reads names, address and place out of combined columns', () => {
    const placed = placeHeaders(['Name, Vorname', 'Geb.', 'Anschrift', 'PLZ Ort'], [])
    if (!placed.ok) throw new Error('headers')
    const read = (name: string) =>
      accepted(readRow([name, '1.2.80', 'Gathe 12 A', '42107 Wuppertal'], placed.value, today))
    expect(read('AL-HASSAN, Nesrin')).toMatchObject({
      ...{ familyName: 'AL-HASSAN', givenName: 'Nesrin', birthDate: '1980-02-01' },
      ...{ street: 'Gathe', houseNumber: '12a', postcode: '42107', town: 'Wuppertal', warnings: [] },
    })
    expect(read('Nesrin Al-Hassan')).toMatchObject({
      familyName: 'Nesrin Al-Hassan',
      warnings: ['given-name missing'],
    })
  })
})

it('reads AZR numbers however they are grouped, and no placeholders', () => {
  expect(['641672336265', '641 672 336-265', "'641672336265"].map(readAzrNumber)).toEqual(
    Array(3).fill('641672336265'),
  )
  expect(['000000000000', '1234567890123', 'AZR 641672336265', ''].map(readAzrNumber)).toEqual(
    Array(4).fill(null),
  )
})
