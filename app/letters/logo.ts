import { fail, ok, type Result } from '../kit/result.ts'
import type { Logo } from './letterhead.ts'

export const MOST_LOGO_BYTES = 200 * 1024
/** Larger is no sharper on paper, and takes memory by the megabyte to unpack. */
const MOST_PIXELS = 2000

export type LogoProblem = 'missing' | 'too-large' | 'no-picture' | 'too-many-pixels'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Size {
  width: number
  height: number
}

/** What was uploaded, by its content; its name and what the browser calls it count for nothing. */
export function readLogo(bytes: Buffer): Result<Logo, LogoProblem> {
  if (bytes.length === 0) return fail('missing')
  if (bytes.length > MOST_LOGO_BYTES) return fail('too-large')
  const png = pngSize(bytes)
  const size = png ?? jpegSize(bytes)
  if (!size || size.width < 1 || size.height < 1) return fail('no-picture')
  if (size.width > MOST_PIXELS || size.height > MOST_PIXELS) return fail('too-many-pixels')
  return ok({ kind: png ? 'png' : 'jpeg', bytes })
}

/** The header chunk comes first: width and height from the 17th byte on. */
function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG) || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Segments follow each other until the one that begins a frame, which says how large it is. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 <= bytes.length) {
    const [mark, kind] = [bytes[at], bytes[at + 1] ?? 0]
    if (mark !== 0xff) return undefined
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** For a page to show it; only of what `readLogo` has read. */
export const dataUrl = ({ kind, bytes }: Logo): string =>
  `data:image/${kind};base64,${bytes.toString('base64')}`
