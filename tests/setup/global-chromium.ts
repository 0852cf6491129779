import type { TestProject } from 'vitest/node'
import { findChromium } from '../../infra/start/chromium.ts'

/** Without a browser `chromePath` is empty, and every browser test fails with the reason. */
export async function setup(project: TestProject): Promise<void> {
  const path = process.env.CHROME_MISSING ? undefined : await findChromium()
  project.provide('chromePath', path ?? '')
}
