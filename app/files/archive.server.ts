/** Documents of word processors: zip archives whose parts say what they are. */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** A text of a hundred pages with pictures unpacks to far less; what unpacks to more was made to fill a memory. */
const MOST_UNPACKED = 100 * 1024 * 1024
const MOST_PARTS = 2_000
/** Of the parts that say what it is. */
const LONGEST_WORD = 64 * 1024

const DOCX_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const ODT = 'application/vnd.oasis.opendocument.text'
/** Macros of Word and of LibreOffice, and programs put into a document. */
const RUNS =
  /(^|\/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)\/|(^|\/)activex\/|\.(exe|dll|js|vbs|jar|class|bat|cmd|ps1)$/i

/**
 * Which document the archive is; undefined for any other archive, one with macros or programs in it, and one that
 * unpacks to more than its directory says or than 100 MB. It is unpacked piece by piece, to nowhere.
 */
export async function documentIn(bytes: Uint8Array): Promise<'docx' | 'odt' | undefined> {
  const parts = await partsOf(bytes).catch(noneIfBroken)
  if (parts?.has('word/document.xml') && parts.get('[Content_Types].xml')?.includes(DOCX_MAIN)) return 'docx'
  return parts?.get('mimetype') === ODT && parts.has('content.xml') ? 'odt' : undefined
}

class NoDocument extends Error {}

/** Errors of yauzl and of zlib have no class of their own; every other would be a mistake of ours. */
function noneIfBroken(error: unknown): undefined {
  if (error instanceof TypeError || error instanceof RangeError) throw error
}

/** The beginning of each part by its name. */
async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const parts = new Map<string, string>()
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize
    if (parts.size > MOST_PARTS || unpacked > MOST_UNPACKED || RUNS.test(entry.fileName))
      throw new NoDocument()
    parts.set(entry.fileName, await unpack(zip, entry))
  }
  return parts
}

/** yauzl stops at a part that is larger than its directory says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<string> {
  let beginning = ''
  for await (const piece of await zip.openReadStreamPromise(entry))
    if (beginning.length < LONGEST_WORD) beginning += Buffer.from(piece).toString('latin1')
  return beginning
}
