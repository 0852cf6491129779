import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const isRoot = process.getuid?.() === 0

const made: string[] = []

/** An empty folder, `locked` ones for their owner only; cleared by removeFolders(). */
export function makeFolder(options: { locked?: boolean } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'partizipation-start-'))
  chmodSync(folder, options.locked ? 0o700 : 0o755)
  made.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
