import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './look.ts'
import { DESK, PHONE } from './product.ts'

/** Full pages, on a phone and on a desk, in `<temporary folder>/partizipation-shots/<series>/`. */
export function makeShots(series: string): (page: Page, name: string) => Promise<void> {
  const folder = join(tmpdir(), 'partizipation-shots', series)
  mkdirSync(folder, { recursive: true })
  let nth = 0
  return async (page, name) => {
    nth += 1
    const before = page.viewportSize()
    for (const [size, viewport] of [
      ['phone', PHONE],
      ['desk', DESK],
    ] as const) {
      await page.setViewportSize(viewport)
      // What sticks to the window would lie over the middle of the picture.
      await page.evaluate('scrollTo(0, 0)')
      await page.screenshot({
        path: join(folder, `${String(nth).padStart(2, '0')}-${name}-${size}.png`),
        fullPage: true,
      })
    }
    if (before) await page.setViewportSize(before)
  }
}

/** The same, of pages in which axe finds nothing wrong. */
export function makeSeen(series: string): (page: Page, name: string) => Promise<void> {
  const shot = makeShots(series)
  return async (page, name) => {
    expect(await violations(page)).toEqual([])
    await shot(page, name)
  }
}
