import encodeQR from 'qr'
import { pngOf } from './png.ts'

const DARK = 0
const LIGHT = 255

/** A QR code with its quiet zone as PNG, one dot a square: a path around every square takes Typst a tenth of a plan. */
export function qrPng(text: string): Buffer {
  const squares = encodeQR(text, 'raw', { border: 2, mask: 0 })
  const width = squares.length
  const dots = Buffer.alloc(width * width, LIGHT)
  for (const [y, line] of squares.entries())
    for (const [x, dark] of line.entries()) if (dark) dots[y * width + x] = DARK
  return pngOf(width, 'grey', dots)
}
