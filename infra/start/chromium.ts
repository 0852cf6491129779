import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './build.ts'
import { aptInstall, onPath, runs } from './programs.ts'

export type Found = { path: string } | { missing: string }

const fromPath = (): string | undefined =>
  onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')

/** Playwright's own download, into its cache. */
async function fromPlaywright(): Promise<string | undefined> {
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  try {
    await promisify(execFile)(process.execPath, [cli, 'install', 'chromium'], { cwd: root })
  } catch {
    return undefined
  }
  const { chromium } = await import('playwright-core')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/** A Chromium that is there; CHROME_PATH, when set, is the only one asked. */
export async function findChromium(): Promise<string | undefined> {
  const path = process.env.CHROME_PATH || fromPath()
  return path && (await runs(path)) ? path : undefined
}

/** Finds Chromium or installs it. */
export async function needChromium(): Promise<Found> {
  const found = await findChromium()
  if (found) return { path: found }
  if (process.env.CHROME_PATH)
    return { missing: `CHROME_PATH=${process.env.CHROME_PATH} is no browser that runs` }
  const aptProblem = await aptInstall('chromium')
  const path = (await findChromium()) ?? (await fromPlaywright())
  if (path && (await runs(path))) return { path }
  return {
    missing: `There is no Chromium for the browser tests: none on the PATH, ${aptProblem ?? 'the one of apt-get does not run'}, and playwright install chromium failed. Install one, or name it with CHROME_PATH=...`,
  }
}
