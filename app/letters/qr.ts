import encodeQR from 'qr'

/**
 * A QR code as SVG with its quiet zone, a line for each run of dark squares: a fifth of what a path around every square
 * takes on paper.
 */
export function qrSvg(text: string): string {
  const squares = encodeQR(text, 'raw', { border: 2, mask: 0 })
  const runs = squares.flatMap((line, y) => runsOf(line).map(([from, to]) => `M${from} ${y}.5H${to}`))
  const side = squares.length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${runs.join('')}" stroke="#000" stroke-width="1.03"/></svg>`
}

/** Where dark squares begin and end. */
function runsOf(line: readonly boolean[]): [from: number, to: number][] {
  const edges = line.flatMap((dark, x) => (dark === (line[x - 1] ?? false) ? [] : [x]))
  return edges.flatMap((from, nth): [number, number][] =>
    nth % 2 === 0 ? [[from, edges[nth + 1] ?? line.length]] : [],
  )
}
