/** Forms that bring a file: read within a limit, a few at once. */
import { data } from '@remix-run/node'
import { MOST_BYTES } from './rules.ts'

/** What a form has beside its file: words, boundaries. */
const BESIDE = 64 * 1024
const MOST_AT_ONCE = 4

let held = 0
const waiting: (() => void)[] = []

/** A form as it came. `whole`: false when it was larger than may be; then its file is cut off and worth nothing. */
export interface Upload {
  form: FormData
  whole: boolean
}

/**
 * Reads the form of a request and lets `work` have it. Never more than four of them are in memory: others wait unread.
 * Of one that is too large only the beginning is kept, where what was typed stands. Throws 400 for what is no form.
 */
export async function withUpload<T>(request: Request, work: (upload: Upload) => Promise<T>): Promise<T> {
  if (held === MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else held += 1
  try {
    return await work(await readForm(request))
  } finally {
    const next = waiting.shift()
    if (next) next()
    else held -= 1
  }
}

/** The bytes of a file of a form. */
export const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer())

async function readForm(request: Request): Promise<Upload> {
  const type = request.headers.get('Content-Type') ?? ''
  const { bytes, whole } = await readWithin(request, MOST_BYTES + BESIDE)
  const end = Buffer.from(whole ? '' : `\r\n--${/boundary="?([^";]+)/.exec(type)?.[1] ?? ''}--\r\n`)
  try {
    const form = await new Response(Buffer.concat([...bytes, end]), {
      headers: { 'Content-Type': type },
    }).formData()
    return { form, whole }
  } catch (error) {
    if (error instanceof TypeError) throw data('invalid', 400)
    throw error
  }
}

/** The whole body is taken, or the browser would show a broken line instead of our answer; what is too much is dropped. */
async function readWithin(request: Request, most: number): Promise<{ bytes: Uint8Array[]; whole: boolean }> {
  const bytes: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.byteLength
    if (length <= most) bytes.push(read.value)
    else bytes.splice(beginningOf(bytes))
  }
  return { bytes, whole: length <= most }
}

/** How many of the pieces hold what stands before the file. */
function beginningOf(pieces: readonly Uint8Array[]): number {
  let length = 0
  const after = pieces.findIndex((piece) => {
    length += piece.byteLength
    return length > BESIDE
  })
  return after < 0 ? pieces.length : after + 1
}
