import { Worker, type WorkerOptions } from 'node:worker_threads'
import { fail, ok, type Result } from '../../../kit/result.ts'
import type { FileProblem } from './read-file.ts'
import type { ThreadMessage } from './thread.ts'

/** Long enough for the largest list that is allowed, on a slow machine. */
const LONGEST_MS = 90_000
const MOST_HEAP_MB = 400

/**
 * Built, the thread lies among the processes, wherever in the build of the web this module has come to lie; as source it is
 * read by tsx, which a thread does not inherit.
 */
function startThread(options: WorkerOptions): Worker {
  const built = import.meta.url.replace(/\/build\/server\/.*$/, '/build/processes/list-reader.js')
  if (built !== import.meta.url) return new Worker(new URL(built), options)
  const source = new URL('./thread.ts', import.meta.url).href
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(source)}, ${JSON.stringify(import.meta.url)}))`
  return new Worker(start, { ...options, eval: true })
}

/**
 * Reads a file in a thread of its own, bounded in memory and time.
 *
 * @returns its content as gzipped JSON (`Content`), or why there is none. Throws what the thread throws.
 */
export function readInThread(
  bytes: Uint8Array,
  onRows: (rows: number, of: number | null) => void,
): Promise<Result<Buffer, FileProblem>> {
  return new Promise((resolve, reject) => {
    const worker = startThread({
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: 8 },
    })
    const end = (settle: () => void): void => {
      clearTimeout(tooLong)
      void worker.terminate()
      settle()
    }
    const tooLong = setTimeout(() => end(() => resolve(fail('too-large-workbook'))), LONGEST_MS)
    worker.on('message', (message: ThreadMessage) => {
      if ('rows' in message) onRows(message.rows, message.of)
      else if ('problem' in message) end(() => resolve(fail(message.problem)))
      else end(() => resolve(ok(Buffer.from(message.content))))
    })
    worker.on('error', (error) =>
      end(() => {
        const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        if (full) resolve(fail('too-large-workbook'))
        else reject(error)
      }),
    )
  })
}
