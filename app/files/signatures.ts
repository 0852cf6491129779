/** Content told by its first and last bytes. A file that is two things at once is none of ours. */

export type Signature = 'pdf' | 'jpeg' | 'png' | 'heic' | 'zip'

const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Brands of HEIF whose pictures are HEVC: ISO/IEC 23008-12, annex B. */
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']

const STARTS: readonly [Signature, (head: string) => boolean][] = [
  ['pdf', (head) => /^%PDF-[12]\.\d/.test(head)],
  ['jpeg', (head) => head.startsWith('\xff\xd8\xff')],
  ['png', (head) => head.startsWith('\x89PNG\r\n\x1a\n') && head.slice(12, 16) === 'IHDR'],
  ['heic', (head) => head.slice(4, 8) === 'ftyp' && brandsOf(head).some((brand) => HEIC.includes(brand))],
  ['zip', (head) => head.startsWith('PK\x03\x04')],
]

/** The major brand and the compatible ones of a file type box. */
function brandsOf(head: string): string[] {
  const size = Number.parseInt(Buffer.from(head.slice(0, 4), 'latin1').toString('hex'), 16)
  const listed = head.slice(16, Math.min(size, head.length))
  return [head.slice(8, 12), ...(listed.match(/.{4}/gs) ?? [])]
}

/** How far readers look for the beginning of what they read, and a reader of PDF for its end. */
const LOOKED_FOR = 1024
/** What it ends with, so that one cut off is seen. */
const ENDS: Partial<Record<Signature, (tail: string) => boolean>> = {
  pdf: (tail) => tail.slice(-LOOKED_FOR).includes('%%EOF'),
  png: (tail) => tail.endsWith('IEND\xaeB`\x82'),
}
/** The end of a zip file lies at most this far from the last byte: its comment has 65535 at most. */
const ZIP_END = 22 + 65_535

/**
 * Which of ours it is; undefined for everything else: other types, cut off ones, and files that other programs would
 * read as something else (a PDF or a picture with a zip archive behind it, or with HTML in its first bytes).
 */
export function signatureOf(bytes: Uint8Array): Signature | undefined {
  const head = latin(bytes.subarray(0, LOOKED_FOR))
  const tail = latin(bytes.subarray(-ZIP_END))
  const found = STARTS.find(([, starts]) => starts(head))?.[0]
  if (found === undefined || found === 'zip') return found
  const ends = ENDS[found]
  if (ends && !ends(tail)) return undefined
  const alsoPdf = found !== 'pdf' && head.includes('%PDF-')
  return alsoPdf || /<(?:!doctype|html|script|svg|\?php)/i.test(head) || hasZipEnd(tail) ? undefined : found
}

/** Whether a directory of a zip archive ends here: its mark, followed by a comment of exactly the length it says. */
function hasZipEnd(tail: string): boolean {
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1)) {
    const comment = tail.charCodeAt(at + 20) + tail.charCodeAt(at + 21) * 256
    if (at + 22 + comment === tail.length) return true
  }
  return false
}
