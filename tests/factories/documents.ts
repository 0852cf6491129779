import { crc32, deflateSync } from 'node:zlib'
import { zipOf } from './workbook.ts'

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
export const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
  )

/** A page with one line of text, which stands in it as it is. */
export const pdfOf = (text: string): Uint8Array =>
  latin(`%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R>> endobj
4 0 obj <</Length ${text.length + 40}>> stream
BT /F1 12 Tf 20 50 Td (${text}) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
`)

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return joined(length, named, sum)
}

/** One grey dot. */
export const pngOf = (): Uint8Array =>
  joined(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', new Uint8Array([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('IDAT', new Uint8Array(deflateSync(Buffer.from([0, 128])))),
    chunk('IEND', new Uint8Array()),
  )

/** The frame of a picture: what tells it from others, and no picture in it. */
export const jpegOf = (): Uint8Array =>
  latin('\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9')
export const heicOf = (brand = 'heic'): Uint8Array =>
  latin(`\x00\x00\x00\x18ftyp${brand}\x00\x00\x00\x00mif1${brand}\x00\x00\x00\x08mdat`)

const DOCX_PARTS = {
  '[Content_Types].xml':
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels': '<Relationships/>',
  'word/document.xml': '<w:document><w:p>Lebenslauf</w:p></w:document>',
}

/** `more`: further parts. `declared`: a size that a part says it has. */
export const docxOf = (
  more: Record<string, string> = {},
  declared: Record<string, number> = {},
): Uint8Array => zipOf({ ...DOCX_PARTS, ...more }, declared)

export const odtOf = (more: Record<string, string> = {}): Uint8Array =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<office:document-content/>',
    ...more,
  })

/** A file as a form sends it; name and type are what its sender says. */
export const asFile = (bytes: Uint8Array, name = 'scan.pdf', type = 'application/pdf'): File =>
  new File([new Uint8Array(bytes)], name, { type })
