import { crc32, deflateRawSync } from 'node:zlib'

/** A cell of a workbook as XML: a text, or what stands inside `<c ...>`. */
export type CellXml = string | { attributes?: string; inside: string }

export interface SheetXml {
  name: string
  rows: readonly (readonly CellXml[])[]
  state?: 'hidden' | 'veryHidden'
  /** What follows the rows, as merged cells. */
  after?: string
  /** Attributes of a row, by its index. */
  rowAttributes?: Readonly<Record<number, string>>
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

const textXml = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`

/** Number of a text among those shared by all sheets, as spreadsheets write them; none where texts stand in their cells. */
type Share = (text: string) => number | null

const cellXml = (cell: CellXml, at: string, share: Share): string => {
  if (cell === '') return ''
  if (typeof cell !== 'string') return `<c r="${at}" ${cell.attributes ?? ''}>${cell.inside}</c>`
  const number = share(cell)
  return number === null
    ? `<c r="${at}" t="inlineStr"><is>${textXml(cell)}</is></c>`
    : `<c r="${at}" t="s"><v>${number}</v></c>`
}

const sheetXml = ({ rows, after = '', rowAttributes = {} }: SheetXml, share: Share): string =>
  `<worksheet><dimension ref="A1:Z${rows.length}"/><sheetData>${rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}" ${rowAttributes[index] ?? ''}>${cells
          .map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, share))
          .join('')}</row>`,
    )
    .join('')}</sheetData>${after}</worksheet>`

interface BookOptions {
  /** Number formats; cells take them by `s="1"`, `s="2"`, ... */
  formats?: readonly string[]
  from1904?: boolean
  /** Texts stand once for all sheets, as Excel writes them, and not in their cells. */
  shared?: boolean
}

/** An .xlsx of these sheets. */
export function workbookOf(
  sheets: readonly SheetXml[],
  { formats = [], from1904 = false, shared = false }: BookOptions = {},
): Uint8Array {
  const texts = new Map<string, number>()
  const share: Share = (text) => {
    if (!shared) return null
    const number = texts.get(text) ?? texts.size
    texts.set(text, number)
    return number
  }
  const written = sheets.map((sheet) => sheetXml(sheet, share))
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`
  return zipOf({
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook><workbookPr date1904="${from1904}"/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escaped(name)}" state="${state ?? 'visible'}" r:id="s${index}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`))
      .join(
        '',
      )}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${[...texts.keys()].map((text) => `<si>${textXml(text)}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`)
      .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
      .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(written.map((sheet, index) => [`xl/worksheets/sheet${index}.xml`, sheet])),
  })
}

/** A zip file of these parts; `declared` gives a part another size than it has. */
export function zipOf(
  parts: Readonly<Record<string, string>>,
  declared: Readonly<Record<string, number>> = {},
): Uint8Array {
  const files: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const raw = Buffer.from(text)
    const packed = deflateRawSync(raw)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(raw), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(declared[name] ?? raw.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    entries.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]),
    )
    files.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...files, directory, Buffer.from('PK\u0005\u0006'), end]))
}
