import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { MOST_PARTS, MOST_UNPACKED, WorkbookError } from './limits.ts'

/** Called for the parts of an XML document; names without their namespace prefix. */
export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

/** The parts of a workbook, each readable as XML while it is unpacked: never whole in memory. */
export interface Package {
  has(part: string): boolean
  read(part: string, reader: XmlReader): Promise<void>
}

/**
 * Opens a zip file. The sizes it declares are summed before anything is unpacked, and yauzl stops at a part that turns
 * out larger than it declared; so a zip bomb is refused by its table of contents.
 */
export async function openPackage(bytes: Uint8Array): Promise<Package> {
  const zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const entries = await partsOf(zip)
  const open = (part: string): Promise<Readable> =>
    new Promise((resolve, reject) => {
      const entry = entries.get(part.toLowerCase())
      if (!entry) reject(new WorkbookError('unreadable-workbook'))
      else zip.openReadStream(entry, (error, stream) => (error ? reject(broken(error)) : resolve(stream)))
    })
  return {
    has: (part) => entries.has(part.toLowerCase()),
    async read(part, reader) {
      await readXml(await open(part), reader)
    },
  }
}

const broken = (cause: unknown): WorkbookError =>
  cause instanceof WorkbookError ? cause : new WorkbookError('unreadable-workbook', { cause })

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(broken(error)) : resolve(zip),
    )
  })

const partsOf = (zip: ZipFile): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    let unpacked = 0
    zip.on('error', (error) => reject(broken(error)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize
      entries.set(entry.fileName.toLowerCase(), entry)
      if (unpacked > MOST_UNPACKED || entries.size > MOST_PARTS)
        reject(new WorkbookError('too-large-workbook'))
      else zip.readEntry()
    })
    zip.readEntry()
  })

/** Entities of a document of its own are not expanded: saxes knows the five of XML and stops at others. */
async function readXml(stream: Readable, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser()
  const bare = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => {
    reader.open?.(bare(name), (wanted) => {
      const value =
        attributes[wanted] ?? Object.entries(attributes).find(([key]) => bare(key) === wanted)?.[1]
      return typeof value === 'string' ? value : undefined
    })
  })
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  parser.on('closetag', ({ name }) => reader.close?.(bare(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of stream) parser.write(decoder.decode(chunk, { stream: true }))
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw broken(error)
  }
}
