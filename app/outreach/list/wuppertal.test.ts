import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import expected from '../../../tests/fixtures/city-list-wuppertal.expected.json' with { type: 'json' }
import { placeHeaders } from './headers.ts'
import { type ImportAnswer, indexKnown, type KnownPerson, planList, type ReadRow } from './plan.ts'
import { type ListFile, readList } from './read.ts'
import { rejectedCsv } from './rejected-csv.ts'
import { readRow } from './rules.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const bytes = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../tests/fixtures/city-list-wuppertal.csv', import.meta.url))),
)

function open(raw: Uint8Array): ListFile {
  const reading = readList(raw)
  if (!reading.ok) throw new Error(reading.error)
  return reading.value
}

function readings(file: ListFile): ReadRow[] {
  const placed = placeHeaders(file.header, file.rows)
  if (!placed.ok) throw new Error(JSON.stringify(placed.questions))
  return file.rows.map(({ line, cells }) => ({ row: line, reading: readRow(cells, placed.value, today) }))
}

const plan = (raw: Uint8Array, known: KnownPerson[] = []) => planList(readings(open(raw)), indexKnown(known))
const file = open(bytes)

const answer: ImportAnswer = {
  rows: 200,
  created: 180,
  updated: 0,
  unchanged: 0,
  duplicates: 7,
  rejected: expected.rejected as ImportAnswer['rejected'],
  warnings: expected.warnings as ImportAnswer['warnings'],
}

const created = (raw: Uint8Array): KnownPerson[] =>
  plan(raw).decisions.flatMap((one) =>
    one.kind === 'created' ? [{ id: `p${one.row}`, person: one.person }] : [],
  )

/** The example list written anew; blank rows at its end left out, its line numbers kept. */
const write = (header: string[], delimiter: string, quote = false): string =>
  [header, ...file.rows.map(({ cells }) => cells)]
    .map((cells) => cells.map((cell) => (quote ? `"${cell}"` : cell)).join(delimiter))
    .join('\r\n')

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the list of the Wuppertal foreigners authority', () => {
  it('gives exactly the expected answer', () => {
    expect(file).toMatchObject({ encoding: 'windows-1252', delimiter: ';' })
    expect(plan(bytes).answer).toEqual(answer)
    expect(expected).toMatchObject({ rows: 200, created: 180, duplicates: 7, rejectedCount: 13 })
  })

  it('changes nothing when imported again', () => {
    expect(plan(bytes, created(bytes)).answer).toEqual({ ...answer, created: 0, unchanged: 180 })
  })

  it.each<[string, Uint8Array]>([
    ['UTF-8', utf8(write(file.header, ';'))],
    ['UTF-8 with byte order mark', utf8(`\ufeff${write(file.header, ';')}`)],
    ['commas', utf8(write(file.header, ','))],
    ['tabs', utf8(write(file.header, '\t'))],
    ['quotes around all cells', utf8(write(file.header, ';', true))],
    ['LF', utf8(write(file.header, ';').replaceAll('\r\n', '\n'))],
    ['CR', utf8(write(file.header, ';').replaceAll('\r\n', '\r'))],
    [
      'Unicode text of a spreadsheet',
      new Uint8Array(Buffer.from(`\ufeff${write(file.header, '\t')}`, 'utf16le')),
    ],
    [
      'other wordings',
      utf8(
        write(
          [
            ...[
              'AZR Nummer',
              'Nachname',
              'Vornamen',
              'Geb.-Datum',
              'm/w/d',
              'Nationalität',
              'Strasse',
              'HNr',
            ],
            ...[
              'Postleitzahl',
              'Wohnort',
              'Aufenthaltstitel',
              'befristet bis',
              'eingereist am',
              'Tel.',
              'Mail',
              'Muttersprache',
            ],
          ],
          ';',
        ),
      ),
    ],
  ])('gives the same answer in %s', (_, raw) => {
    expect(plan(raw).answer).toEqual(answer)
    expect(plan(raw, created(bytes)).answer).toMatchObject({ created: 0, updated: 0, unchanged: 180 })
  })

  it('gives the same answer with its columns in any order', () => {
    const orders = fc.shuffledSubarray(
      file.header.map((_, index) => index),
      { minLength: file.header.length },
    )
    fc.assert(
      fc.property(orders, (order) => {
        const turn = (cells: string[]) => order.map((index) => cells[index] ?? '')
        const rows = file.rows.map(({ line, cells }) => ({ line, cells: turn(cells) }))
        expect(
          planList(readings({ ...file, header: turn(file.header), rows }), indexKnown([])).answer,
        ).toEqual(answer)
      }),
      { numRuns: 10 },
    )
  })

  it('asks about one renamed header and nothing else', () => {
    const header = file.header.map((cell) => (cell === 'Sprache' ? 'Frobnikat' : cell))
    expect(placeHeaders(header, file.rows)).toEqual({
      ok: false,
      questions: [{ code: 'unknown-header', header: 'Frobnikat', position: 16, column: null }],
    })
  })

  it('leaves no status, language, nationality or street of it unread', () => {
    const people = created(bytes).map(({ person }) => person)
    expect(people.filter((one) => one.residenceStatus === null)).toHaveLength(4)
    expect(
      people.every((one) => one.nationality !== null && one.streetKey !== null && one.gender !== null),
    ).toBe(true)
    expect(people.every((one) => one.languageText === null || one.language !== null)).toBe(true)
  })
})

describe('the rejected rows', () => {
  const csv = rejectedCsv(file, answer.rejected)

  it('come back with line, column and reason, ready to be corrected', () => {
    const back = open(utf8(csv))
    expect(csv.startsWith('\ufeff"AZR-Nr";')).toBe(true)
    expect(back.header).toEqual([...file.header, 'Zeile', 'Spalte', 'Grund'])
    expect(back.rows).toHaveLength(13)
    expect(back.rows[0]?.cells.slice(-3)).toEqual(['19', 'Geburtsdatum', 'Datum liegt in der Zukunft'])
  })

  it('are rejected for the same reasons when nobody corrects them', () => {
    const again = plan(utf8(csv)).answer
    expect(again).toMatchObject({ rows: 13, created: 0, duplicates: 0 })
    const reasons = ({ column, code }: { column: string; code: string }) => `${column} ${code}`
    expect(again.rejected.map(reasons)).toEqual(answer.rejected.map(reasons))
    expect(rejectedCsv(open(utf8(csv)), again.rejected)).toBe(
      csv.replace(/"(\d+)"(;"[^"]*";"[^"]*"\r\n)/g, '"?"$2').replace(/"\?"/g, () => `"${++line}"`),
    )
  })
  let line = 1

  it('become persons when they are corrected', () => {
    const corrected = utf8(csv.replaceAll('05.05.2031', '05.05.1991'))
    expect(plan(corrected, created(bytes)).answer).toMatchObject({ created: 4, updated: 0, duplicates: 0 })
  })
})
