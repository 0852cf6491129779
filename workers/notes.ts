/** What a worker says about itself. Messages of Postgres, zod and vendors quote values; so no message is ever printed. */

/** Kind, code and origin of an error and of what it wraps. */
export function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const at = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  return {
    kind: error.name === 'Error' ? error.constructor.name : error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(at ? { at: at.trim() } : {}),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  }
}

/** One line of JSON on stderr; `facts` hold slugs, ids of rows and counts only. */
export function note(what: string, facts: Record<string, string | number>, error?: unknown): void {
  const line = { what, ...facts, ...(error === undefined ? {} : { error: describe(error) }) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
