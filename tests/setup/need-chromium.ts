import { beforeAll, beforeEach } from 'vitest'
import { needChromium } from './needs.ts'

// Before the hooks of the file, which would fail for less obvious reasons.
beforeAll(() => {
  needChromium()
})
beforeEach(() => {
  needChromium()
})
