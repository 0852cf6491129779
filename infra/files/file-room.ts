import type { Env } from '../env.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'
import { clamScanner, type Scanner } from './scanner.ts'
import type { FileStore } from './store.ts'

/** Where a process keeps the files of cities, and who looks through them before. */
export interface FileRoom {
  store: FileStore
  /** Undefined: nobody configured one. */
  scanner: Scanner | undefined
}

/** As the environment says: an S3 server or the data folder, a clamd or none. */
export const openFileRoom = ({ dataDir, s3, clamav }: Pick<Env, 'dataDir' | 's3' | 'clamav'>): FileRoom => ({
  store: s3 ? s3Store(s3) : folderStore(dataDir),
  scanner: clamav && clamScanner(clamav),
})
