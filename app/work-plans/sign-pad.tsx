import { type ReactNode, useEffect, useRef } from 'react'
import { DRAWING_BOX } from './rules/drawing.ts'

interface SignPadProps {
  id: string
  label: string
  describedBy: string | undefined
  /** Counts up to wipe the field. */
  cleared: number
  /** Path data after every stroke. */
  onDraw: (drawing: string) => void
  /** The drawing part did not load: the typed name stays. */
  onFail: () => void
}

/** A field to sign in with finger, pen or mouse; the strokes leave it as path data. */
export function SignPad({ id, label, describedBy, cleared, onDraw, onFail }: SignPadProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  const report = useRef({ onDraw, onFail })
  report.current = { onDraw, onFail }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `cleared` starts the field anew
  useEffect(() => {
    const field = canvas.current
    if (!field) return
    const opened = { gone: false, close: (): void => {} }
    import('./pen.ts')
      .then(({ openPen }) => {
        if (!opened.gone) opened.close = openPen(field, (drawing) => report.current.onDraw(drawing))
      })
      .catch(() => report.current.onFail())
    return () => {
      opened.gone = true
      opened.close()
    }
  }, [cleared])

  return (
    <canvas
      key={cleared}
      ref={canvas}
      id={id}
      className="sign-pad"
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      width={DRAWING_BOX.width}
      height={DRAWING_BOX.height}
    />
  )
}
