import { describe, expect, it } from 'vitest'
import { readList } from './read.ts'
import { rejectedCsv } from './rejected-csv.ts'
import { clean } from './text.ts'

const header = ['Name', 'Geburtsdatum', 'Telefon']
const issue = { row: 4, column: 'birth-date', code: 'missing' } as const

const back = (cells: string[]): string[] => {
  const csv = rejectedCsv({ header, rows: [{ line: 4, cells }] }, [issue])
  const file = readList(new TextEncoder().encode(csv))
  if (!file.ok) throw new Error(file.error)
  return file.value.rows[0]?.cells ?? []
}

describe('rejected rows as a CSV', () => {
  it.each([
    '=1+1',
    '+963 944 123456',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1+1',
    '=HYPERLINK("http://x";"y")',
  ])('turns %j into text, and back when it is read', (cell) => {
    const [written = ''] = back([cell, '', ''])
    expect(written).toBe(`'${cell}`)
    expect(clean(written)).toBe(clean(cell))
  })

  it('keeps quotes, delimiters and line breaks inside their cells', () => {
    const cells = ['Al "Hassan";\r\n', ';;,\t', 'x']
    expect(back(cells).slice(0, 3)).toEqual(cells)
  })

  it('shows cells that stand beyond the header with the reason', () => {
    const csv = rejectedCsv({ header, rows: [{ line: 4, cells: ['a', 'b', 'c', '', '=d'] }] }, [
      { row: 4, column: 'row', code: 'too-many-cells' },
    ])
    expect(csv.split('\r\n')[1]).toBe('"a";"b";"c";"4";"Zeile";"Mehr Felder als Spaltenüberschriften: =d"')
  })

  it('guards a header, too, and fills short rows', () => {
    const csv = rejectedCsv({ header: ['=x', 'b'], rows: [{ line: 2, cells: ['a'] }] }, [
      { ...issue, row: 2 },
    ])
    expect(csv).toBe(
      '\ufeff"\'=x";"b";"Zeile";"Spalte";"Grund"\r\n"a";"";"2";"Geburtsdatum";"Angabe fehlt"\r\n',
    )
  })
})
