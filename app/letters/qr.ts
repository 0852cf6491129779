import encodeQR from 'qr'
import { pngOf } from './png.ts'

/** A QR code with its quiet zone as PNG, one dot a square: a path around every square takes Typst a tenth of a plan. */
export function qrPng(text: string): Buffer {
  const squares = encodeQR(text, 'raw', { border: 2, mask: 0 })
  const dots = squares.flatMap((line) => line.map((dark) => (dark ? 0 : 255)))
  return pngOf(squares.length, 'grey', Buffer.from(dots))
}
