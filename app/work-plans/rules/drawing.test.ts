import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DRAWING_BOX, isDrawing, pathOf } from './drawing.ts'

const line = (length: number) => `M0 0L${length} 0`

describe('what may be kept as a drawn signature', () => {
  it.each([
    ['a line', line(100), true],
    ['two strokes', 'M10 10L90 20L100.5 30M200 40L290 50', true],
    ['nothing', '', false],
    ['a dot', 'M10 10', false],
    ['too little ink', line(30), false],
    ['ink counts within strokes, not between them', 'M0 0L1 1M500 200L501 201', false],
    ['outside of the box to the right', 'M0 0L601 0', false],
    ['outside of the box below', 'M0 0L100 241', false],
    ['negative', 'M0 0L-10 0L100 0', false],
    ['other commands', 'M0 0C10 10 20 20 300 30', false],
    ['lower case', 'm0 0l100 0', false],
    ['an attribute', `${line(100)}" onload="x`, false],
    ['a tag', `${line(100)}<script>`, false],
    ['more digits than anyone draws', 'M0 0L100.12345 0', false],
    ['a line break at the end', `${line(100)}\n`, false],
    ['too long', `M0 0${'L100 0L0 0'.repeat(3000)}`, false],
  ])('%s', (_, drawing, kept) => expect(isDrawing(drawing)).toBe(kept))
})

describe('strokes to path data', () => {
  it('fit the box whatever the screen is wide', () => {
    expect(
      pathOf(
        [
          [
            { x: 0, y: 0 },
            { x: 300, y: 120 },
          ],
        ],
        300,
      ),
    ).toBe('M0 0L600 240')
    expect(
      pathOf(
        [
          [
            { x: 0, y: 0 },
            { x: 1200, y: 480 },
          ],
        ],
        1200,
      ),
    ).toBe('M0 0L600 240')
  })
  it('leave out what the eye does not see, but never the end', () => {
    expect(
      pathOf(
        [
          [
            { x: 0, y: 0 },
            { x: 0.5, y: 0 },
            { x: 1, y: 0 },
          ],
        ],
        600,
      ),
    ).toBe('M0 0L1 0')
  })
  it('are written coarser for somebody who scribbles on and on', () => {
    const scribble = Array.from({ length: 8000 }, (_, at) => ({ x: (at * 4) % 300, y: (at * 7) % 120 }))
    expect(isDrawing(pathOf([scribble], 300))).toBe(false)
    const calm = Array.from({ length: 8000 }, (_, at) => ({
      x: 150 + 100 * Math.cos(at / 60),
      y: 60 + 50 * Math.sin(at / 60),
    }))
    expect(isDrawing(pathOf([calm], 300))).toBe(true)
  })
  it('are empty when nobody wrote', () => expect(pathOf([], 300)).toBe(''))
  it('are always kept when there is ink enough', () => {
    const point = fc.record({
      x: fc.double({ min: -50, max: 400, noNaN: true }),
      y: fc.double({ min: -50, max: 200, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(fc.array(point, { maxLength: 30 }), { maxLength: 10 }), (strokes) => {
        const long = [
          ...strokes,
          [
            { x: 0, y: 60 },
            { x: 300, y: 60 },
          ],
        ]
        expect(isDrawing(pathOf(long, 300))).toBe(true)
      }),
    )
    expect(DRAWING_BOX.width / DRAWING_BOX.height).toBe(2.5)
  })
})
