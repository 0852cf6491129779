import { parse } from 'csv-parse'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ListRow, readList, rowOptions } from './read.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

function read(bytes: Uint8Array): { delimiter: string; encoding: string; header: string[]; rows: ListRow[] } {
  const reading = readList(bytes)
  if (!reading.ok) throw new Error(reading.error)
  return reading.value
}

describe('encodings', () => {
  it('takes UTF-8 when it is strictly so, with and without byte order mark', () => {
    for (const start of ['', '\ufeff']) {
      const file = read(utf8(`${start}Straße;Ort\nHöhne;Žižkov\n`))
      expect(file).toMatchObject({ encoding: 'utf-8', header: ['Straße', 'Ort'] })
      expect(file.rows[0]?.cells).toEqual(['Höhne', 'Žižkov'])
    }
  })

  it('takes everything else for Windows-1252, with its own letters in 0x80-0x9f', () => {
    const file = read(latin1('Stra\xdfe;Name\nH\xf6hne;\x8aabani \x80 \x96 \x9eivko\n'))
    expect(file).toMatchObject({ encoding: 'windows-1252', header: ['Straße', 'Name'] })
    expect(file.rows[0]?.cells).toEqual(['Höhne', 'Šabani € – živko'])
  })

  it("reads Excel's Unicode text", () => {
    const text = Buffer.from('\ufeffName\tOrt\r\nMüller\tWuppertal\r\n', 'utf16le')
    expect(read(new Uint8Array(text))).toMatchObject({
      encoding: 'utf-16le',
      delimiter: '\t',
      rows: [{ line: 2, cells: ['Müller', 'Wuppertal'] }],
    })
  })
})

describe('delimiters', () => {
  it.each([
    ['a;b;c\n1;2;3', ';'],
    ['a,b,c\n1,2,3', ','],
    ['a\tb\tc\n1\t2\t3', '\t'],
    ['"Name, Vorname, Rufname";Ort\nx;y', ';'],
    ['"a;b;c",d\nx,y', ','],
    ['sep=,\na;x,b\n1,2', ','],
    ['\n\na,b\n1,2', ','],
    ['Familienname\nx', ';'],
  ])('%j is delimited by %j', (text, delimiter) => {
    expect(read(utf8(text)).delimiter).toBe(delimiter)
  })
})

describe('rows and their lines', () => {
  it.each(['\r\n', '\n', '\r'])('counts lines in the file across blank rows and quoted breaks (%j)', (br) => {
    const lines = [
      'Name;Ort',
      '',
      '"Am',
      'Hof";x',
      ';',
      'Kaya;"W ""uppertal"""',
      '"Drei',
      '',
      'Zeilen";z',
      'Ali;y',
    ]
    expect(read(utf8(lines.join(br))).rows).toEqual([
      { line: 3, cells: [`Am${br}Hof`, 'x'] },
      { line: 6, cells: ['Kaya', 'W "uppertal"'] },
      { line: 7, cells: [`Drei${br}${br}Zeilen`, 'z'] },
      { line: 10, cells: ['Ali', 'y'] },
    ])
  })

  it('keeps stray quotes as letters', () => {
    expect(read(utf8('a;b\nAm "Hof" 3;"q"r\n')).rows[0]?.cells).toEqual(['Am "Hof" 3', '"q"r'])
  })

  it('leaves ragged rows as they are, for the rules to judge', () => {
    expect(read(utf8('a;b\n1\n1;2;3\n')).rows.map(({ cells }) => cells.length)).toEqual([1, 3])
  })

  it('skips the hint that Excel writes in line 1', () => {
    expect(read(utf8('sep=;\r\na;b\r\n1;2\r\n'))).toMatchObject({ header: ['a', 'b'], rows: [{ line: 3 }] })
  })

  it('numbers rows the same when they are streamed', async () => {
    const text = 'a;b\r\n"x\r\ny";2\r\n;\r\n3;4\r\n'
    const rows: ListRow[] = []
    const stream = parse(rowOptions(';', (row) => rows.push(row)).options)
    const done = new Promise((resolve, reject) => stream.on('end', resolve).on('error', reject))
    stream.resume()
    for (const char of text) stream.write(char)
    stream.end()
    await done
    const { header, rows: expected } = read(utf8(text))
    expect(rows).toEqual([{ line: 1, cells: header }, ...expected])
  })
})

describe('what is no list', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['blank lines', utf8('\ufeff\r\n ;; \r\n'), 'empty'],
    ['a header alone', utf8('Name;Ort\r\n;\r\n'), 'header-only'],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'workbook'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'workbook'],
    ['a PDF', utf8('%PDF-1.7\nx;y\n'), 'binary'],
    ['NUL bytes', utf8('a;b\n1;\0\n'), 'binary'],
    ['a byte order mark before other bytes', latin1('\xef\xbb\xbfa;b\n\xfc;1\n'), 'mixed-encoding'],
    ['UTF-8 rows pasted among others', latin1('Stra\xdfe;b\nM\xc3\xbcller;1\n'), 'mixed-encoding'],
  ])('%s', (_, bytes, error) => {
    expect(readList(bytes)).toEqual({ ok: false, error, line: null })
  })

  it('names the row in which a quote is never closed', () => {
    expect(readList(utf8('a;b\n1;2\n\n"3;4\n5;6\n'))).toEqual({ ok: false, error: 'open-quote', line: 4 })
  })

  it('answers whatever the bytes are', () => {
    const soup = fc.array(fc.constantFrom(...'a;",\t\r\n\xfc\x80 ='), { maxLength: 60 })
    fc.assert(
      fc.property(soup, (chars) => typeof readList(latin1(chars.join(''))).ok === 'boolean'),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof readList(bytes).ok === 'boolean'),
    )
  })
})
