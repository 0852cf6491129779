/** The thread in which an uploaded file is read, so that the process goes on answering pages. Started by reader.server.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { type FileProblem, readFile } from './read-file.ts'

/** What the thread tells: how far it is, and at last the content as gzipped JSON or why there is none. */
export type ThreadMessage =
  | { rows: number; of: number | null }
  | { content: Uint8Array }
  | { problem: FileProblem }

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message)
const bytes: unknown = workerData
if (!(bytes instanceof Uint8Array)) throw new Error('The thread reads bytes')
const reading = await readFile(bytes, (rows, of) => tell({ rows, of }))
tell(
  reading.ok
    ? { content: gzipSync(JSON.stringify(reading.value), { level: 4 }) }
    : { problem: reading.error },
)
