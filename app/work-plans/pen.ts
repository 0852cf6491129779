import SignaturePad from 'signature_pad'
import { pathOf } from './rules/drawing.ts'

/** Lets somebody write on the canvas; tells the path data after each stroke. Answers what ends it. */
export function openPen(field: HTMLCanvasElement, onStroke: (drawing: string) => void): () => void {
  const pad = new SignaturePad(field, { penColor: '#17264d', minWidth: 1.2, maxWidth: 3 })
  let width = 0

  /** A canvas has pixels of its own: turning the tablet makes new ones, and the strokes are drawn again. */
  const resize = (): void => {
    const box = field.getBoundingClientRect()
    if (box.width === width || box.width === 0) return
    const scale = width === 0 ? 1 : box.width / width
    const strokes = pad.toData().map((stroke) => ({
      ...stroke,
      points: stroke.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
    }))
    const ratio = Math.max(window.devicePixelRatio, 1)
    field.width = box.width * ratio
    field.height = box.height * ratio
    field.getContext('2d')?.scale(ratio, ratio)
    width = box.width
    pad.fromData(strokes)
  }
  const tell = (): void => {
    const strokes = pad.toData().map(({ points }) => points)
    onStroke(pathOf(strokes, width))
  }

  const observer = new ResizeObserver(resize)
  observer.observe(field)
  resize()
  pad.addEventListener('endStroke', tell)
  return () => {
    observer.disconnect()
    pad.removeEventListener('endStroke', tell)
    pad.off()
  }
}
