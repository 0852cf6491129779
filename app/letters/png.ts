import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Of the format: what a square is made of, and how many bytes that takes. */
const COLOURS = { grey: { type: 0, bytes: 1 }, rgb: { type: 2, bytes: 3 } } as const

/** Clearing zlib's usual 256 KB takes longer than packing a small picture. */
const LITTLE = { memLevel: 1, windowBits: 9 } as const

/** A picture as PNG, eight bits a colour. `squares` line by line from the top, as many bytes each as the colour takes. */
export function pngOf(width: number, colour: keyof typeof COLOURS, squares: Buffer): Buffer {
  const { type, bytes } = COLOURS[colour]
  const stride = width * bytes
  const height = squares.length / stride
  // Before each line stands how it is filtered: not at all.
  const lines = Buffer.alloc(height * (stride + 1))
  for (let y = 0; y < height; y += 1) squares.copy(lines, y * (stride + 1) + 1, y * stride, (y + 1) * stride)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, type], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, LITTLE)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
