import { format } from 'node:util'
import { afterAll, afterEach, beforeEach } from 'vitest'

let expected: RegExp[] = []
let unexpected: string[] = []

/** The rest of this test prints this error or warning, and fails when it does not. */
export function expectConsole(pattern: RegExp): void {
  expected.push(pattern)
}

const seen = new Set<RegExp>()

for (const level of ['error', 'warn'] as const) {
  const print = console[level]
  console[level] = (...args: unknown[]) => {
    const said = format(...args)
    const pattern = expected.find((candidate) => candidate.test(said))
    if (pattern) {
      seen.add(pattern)
      return
    }
    unexpected.push(`console.${level}: ${said}`)
    print(...args)
  }
}

function settle(): void {
  const missing = expected.filter((pattern) => !seen.has(pattern)).map(String)
  const problems = [...unexpected, ...missing.map((pattern) => `never printed: ${pattern}`)]
  expected = []
  unexpected = []
  seen.clear()
  if (problems.length > 0) throw new Error(`Unexpected console output\n${problems.join('\n')}`)
}

// Also what was printed outside a test: while a file is loaded, or in its first and last hooks.
beforeEach(settle)
afterEach(settle)
afterAll(settle)
