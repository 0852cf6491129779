import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { workbookOf, zipOf } from '../../../../tests/factories/workbook.ts'
import { placeHeaders } from '../headers.ts'
import { indexKnown, planList } from '../plan.ts'
import { readList } from '../read.ts'
import { readFile } from '../reading/read-file.ts'
import { readRow } from '../rules.ts'
import { type Table, tableOf } from '../table.ts'
import { WorkbookError } from './limits.ts'
import { readWorkbook } from './read-workbook.ts'

const csv = readFileSync(new URL('../../../../tests/fixtures/city-list-wuppertal.csv', import.meta.url))
const today = Temporal.PlainDate.from('2026-11-23')

async function cellsOf(...args: Parameters<typeof workbookOf>): Promise<string[][]> {
  const [sheet] = await readWorkbook(workbookOf(...args))
  return sheet?.rows.map(({ cells }) => cells) ?? []
}
const problem = (bytes: Uint8Array): Promise<string> =>
  readWorkbook(bytes).then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof WorkbookError) return error.problem
      throw error
    },
  )

/** The answer of an import into an empty city; its parts must add up, whatever was read. */
function answerOf(table: Table) {
  const placed = placeHeaders(table.header, table.rows)
  if (!placed.ok) return null
  const rows = table.rows.map(({ line, cells, remarks }) => ({
    row: line,
    reading: readRow(cells, placed.value, today, remarks),
  }))
  const { answer } = planList(rows, indexKnown([]))
  const { created, updated, unchanged, duplicates, rejected } = answer
  expect(created + updated + unchanged + duplicates + rejected.length).toBe(table.rows.length)
  return answer
}

describe('a workbook', () => {
  it('gives the same answer as the same list as CSV', async () => {
    const list = readList(csv)
    if (!list.ok) throw new Error(list.error)
    const { header, rows } = list.value
    for (const shared of [false, true]) {
      const book = [{ name: 'Liste', rows: [header, ...rows.map(({ cells }) => cells)] }]
      const [sheet] = await readWorkbook(workbookOf(book, { shared }))
      const read = answerOf(tableOf(sheet?.rows ?? [], null))
      expect(read).toEqual(answerOf(list.value))
      expect(read).toMatchObject({ created: 180, duplicates: 7 })
    }
  })

  it('reads a text of several fonts whole, without the reading aids beside it', async () => {
    const inside = '<is><r><t>Hai</t></r><r><t>le</t></r><rPh sb="0" eb="1"><t>hayle</t></rPh></is>'
    const rows = [[{ attributes: 't="inlineStr"', inside }, 'Selam']]
    expect(await cellsOf([{ name: 'A', rows }])).toEqual([['Haile', 'Selam']])
  })

  it.each([
    ['dd.mm.yyyy', '29544', '1980-11-19'],
    ['dd\\.mm\\.yyyy', '29544.75', '1980-11-19'],
    ['[$-407]d. mmmm yyyy;@', '29544', '1980-11-19'],
    ['mm.yyyy', '29544', '1980-11'],
    ['yyyy', '29544', '1980'],
    ['d. mmm', '46272', '07.09.'],
    ['dd.mm.yyyy', '0', '00.00.0000'],
    ['dd.mm.yyyy', '60', '1900-02-29'],
    ['dd.mm.yyyy', '59', '1900-02-28'],
    ['000000000000', '64167233626', '064167233626'],
    ['00000', '1067', '01067'],
    ['General', '641672336265', '641672336265'],
    ['General', '6.41672336265E11', '641672336265'],
    ['#,##0.00 "Tage"', '12', '12'],
  ])('a number that looks like %s: %s is %s', async (format, value, text) => {
    const rows = [[{ attributes: 's="1"', inside: `<v>${value}</v>` }]]
    expect(await cellsOf([{ name: 'A', rows }], { formats: [format] })).toEqual([[text]])
  })

  it('counts days from 1904 where the workbook does', async () => {
    const rows = [[{ attributes: 's="1"', inside: '<v>28082</v>' }]]
    const options = { formats: ['dd.mm.yyyy'], from1904: true }
    expect(await cellsOf([{ name: 'A', rows }], options)).toEqual([['1980-11-19']])
  })

  it('reads formulas by their last result, and what failed as failed', async () => {
    const inside = (attributes: string, xml: string) => ({ attributes, inside: xml })
    const rows = [
      [
        inside('t="str"', '<f>A2&amp;B2</f><v>Haile</v>'),
        inside('', '<f>A1+1</f>'),
        inside('t="e"', '<v>#N/A</v>'),
        inside('t="b"', '<v>1</v>'),
      ],
    ]
    expect(await cellsOf([{ name: 'A', rows }])).toEqual([['Haile', '#WERT!', '#WERT!', 'WAHR']])
    const table = {
      header: ['Name', 'Vorname', 'Geburtsdatum'],
      rows: [{ line: 2, cells: ['#NV', 'Selam', '19.11.1980'] }],
    }
    expect(answerOf(table)?.rejected).toEqual([{ row: 2, column: 'family-name', code: 'invalid' }])
  })

  it('leaves out hidden and empty sheets, and remarks merged and hidden rows', async () => {
    const sheets = await readWorkbook(
      workbookOf([
        { name: 'Alt', rows: [['x']], state: 'hidden' },
        { name: 'Leer', rows: [['']] },
        {
          name: 'Liste',
          rows: [['Name'], ['Haile'], [''], ['Ahmadi']],
          after: '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A1:XFD1048576000"/></mergeCells>',
          rowAttributes: { 3: 'hidden="1"' },
        },
        { name: 'Zweite', rows: [['y']] },
      ]),
    )
    expect(sheets.map(({ name }) => name)).toEqual(['Liste', 'Zweite'])
    expect(sheets[0]?.rows).toEqual([
      { line: 1, cells: ['Name'] },
      { line: 2, cells: ['Haile'], remarks: ['merged'] },
      { line: 4, cells: ['Ahmadi'], remarks: ['hidden'] },
    ])
  })

  it('a house number that became a date is no house number', () => {
    const header = ['Name', 'Vorname', 'Geburtsdatum', 'Straße', 'Hausnr.']
    for (const mishap of ['2026-09-07', '07.09.', '07. Sep', 'Sep 09']) {
      const rows = [{ line: 2, cells: ['Haile', 'Selam', '19.11.1980', 'Gathe', mishap] }]
      expect(answerOf({ header, rows })?.warnings).toEqual([
        { row: 2, column: 'house-number', code: 'invalid' },
      ])
    }
  })

  it('is refused with a reason when it is none', async () => {
    expect(await problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe('old-workbook')
    expect(await problem(zipOf({ 'content.xml': '<x/>', 'META-INF/manifest.xml': '<x/>' }))).toBe(
      'open-document',
    )
    expect(await problem(zipOf({ 'hallo.txt': 'x' }))).toBe('unreadable-workbook')
    expect(await problem(workbookOf([{ name: 'Leer', rows: [] }]))).toBe('empty')
    expect(await problem(zipOf({ 'xl/workbook.xml': 'x' }, { 'xl/workbook.xml': 300_000_000 }))).toBe(
      'too-large-workbook',
    )
    const bomb = zipOf({ '_rels/.rels': ' '.repeat(50_000_000) }, { '_rels/.rels': 100 })
    expect(await problem(bomb)).toBe('unreadable-workbook')
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><Relationships>&a;</Relationships>'
    expect(await problem(zipOf({ '_rels/.rels': entity }))).toBe('unreadable-workbook')
  })
})

describe('whatever is uploaded', () => {
  const workbook = workbookOf(
    [
      {
        name: 'Liste',
        rows: [
          ['Familienname', 'Geburtsdatum'],
          ['Haile', { attributes: 's="1"', inside: '<v>29544</v>' }],
        ],
      },
    ],
    { formats: ['dd.mm.yyyy'] },
  )
  const mutated = (source: Uint8Array) =>
    fc
      .array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { maxLength: 12 })
      .chain((changes) => fc.tuple(fc.constant(changes), fc.nat(source.length)))
      .map(([changes, end]) => {
        const bytes = new Uint8Array(source)
        for (const [at, byte] of changes) bytes[at] = byte
        return end % 3 === 0 ? bytes.slice(0, end) : bytes
      })

  it.each([
    ['a mutated workbook', mutated(workbook)],
    ['a mutated CSV', mutated(new Uint8Array(csv.subarray(0, 4000)))],
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
    [
      'any text',
      fc.string({ unit: 'binary', maxLength: 300 }).map((text) => new Uint8Array(Buffer.from(text))),
    ],
  ])('%s is read or refused with a reason, and its rows add up', async (_, files) => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const read = await readFile(bytes)
        if (read.ok) for (const { rows } of read.value.sheets) answerOf(tableOf(rows, null))
        else expect(read.error).toMatch(/^[a-z-]+$/)
      }),
      { numRuns: 150 },
    )
  })
})
