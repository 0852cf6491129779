/** A signature drawn by hand, as SVG path data in one fixed box, so that any screen shows it alike. */

/** Units of the path; the field on the screen has these proportions. */
export const DRAWING_BOX = { width: 600, height: 240 } as const
const MAX_LENGTH = 20_000
/** Shorter than this, in units, is a touch by mistake. */
const MIN_INK = 60
/** Closer points, in units, make the path longer and nothing clearer; the later ones are for whoever scribbles on. */
const STEPS = [3, 6, 12, 24] as const

export interface Point {
  x: number
  y: number
}

/** Moves and lines with unsigned numbers: nothing else can stand in what is stored. */
const GRAMMAR = /^(?:M\d{1,3}(?:\.\d)? \d{1,3}(?:\.\d)?(?:L\d{1,3}(?:\.\d)? \d{1,3}(?:\.\d)?)*)+$/
const PAIRS = /([ML])(\d{1,3}(?:\.\d)?) (\d{1,3}(?:\.\d)?)/g

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Length of all strokes in units of the box. */
function inkOf(drawing: string): number {
  let ink = 0
  let last: Point | undefined
  for (const [, command, x, y] of drawing.matchAll(PAIRS)) {
    const point = { x: Number(x), y: Number(y) }
    if (command === 'L' && last) ink += distance(last, point)
    last = point
  }
  return ink
}

/** Is this path data a signature we keep: our grammar, within the box, not too long, not a dot? */
export function isDrawing(drawing: string): boolean {
  if (drawing.length > MAX_LENGTH || !GRAMMAR.test(drawing)) return false
  for (const [, , x, y] of drawing.matchAll(PAIRS))
    if (Number(x) > DRAWING_BOX.width || Number(y) > DRAWING_BOX.height) return false
  return inkOf(drawing) >= MIN_INK
}

const round = (value: number, max: number): number => Math.round(Math.min(Math.max(value, 0), max) * 10) / 10

/** Strokes as points on a field `width` wide, in its own pixels -> path data; empty for no stroke. */
export function pathOf(strokes: readonly (readonly Point[])[], width: number): string {
  const scale = DRAWING_BOX.width / width
  const scaled = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * scale, y: y * scale })))
  const paths = STEPS.map((step) => scaled.map((stroke) => written(thin(stroke, step))).join(''))
  return paths.find((path) => path.length <= MAX_LENGTH) ?? paths.at(-1) ?? ''
}

const written = (stroke: readonly Point[]): string =>
  stroke
    .map(({ x, y }, at) => {
      const command = at === 0 ? 'M' : 'L'
      return `${command}${round(x, DRAWING_BOX.width)} ${round(y, DRAWING_BOX.height)}`
    })
    .join('')

function thin(stroke: readonly Point[], step: number): Point[] {
  const kept: Point[] = []
  for (const [at, point] of stroke.entries()) {
    const last = kept.at(-1)
    if (!last || at === stroke.length - 1 || distance(last, point) >= step) kept.push(point)
  }
  return kept
}
