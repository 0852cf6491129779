/** How every command speaks: one JSON document or a readable table on stdout, everything else on stderr. */

/** A mistake of whoever typed: one line, exit 2. */
export class UsageError extends Error {}

export interface Arguments {
  words: string[]
  options: Map<string, string>
  json: boolean
}

/** `add wuppertal --name "Stadt Wuppertal" --json` */
export function readArguments(argv: string[]): Arguments {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    if (!word.startsWith('--')) words.push(word)
    else if (word === '--json') options.set('json', '')
    else {
      const [name = '', inline] = word.slice(2).split(/=(.*)/s)
      const value = inline ?? argv[at + 1]
      if (value === undefined) throw new UsageError(`--${name} needs a value`)
      options.set(name, value)
      if (inline === undefined) at += 1
    }
  }
  const json = options.delete('json')
  return { words, options, json }
}

/** Takes an option out, so that what is left at the end was not understood. */
export function take(args: Arguments, name: string): string | undefined {
  const value = args.options.get(name)
  args.options.delete(name)
  return value
}

export function allUnderstood(args: Arguments): void {
  const [stray] = args.options.keys()
  if (stray) throw new UsageError(`--${stray} is not known here`)
}

export function answer(args: { json: boolean }, document: object, readable: () => string): void {
  process.stdout.write(`${args.json ? JSON.stringify(document) : readable()}\n`)
}

/** Runs a command to its exit code: 2 for a mistake of the one who typed, 1 for what went wrong here. */
export async function runCommand(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}
