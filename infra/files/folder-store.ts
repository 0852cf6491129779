import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { checkNames, type FileStore, type StoredObject, StoreUnavailable } from './store.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const unavailable = (error: unknown): never => {
  throw new StoreUnavailable('The folder of files does not do as it was told', { cause: error })
}
const noneIfMissing = (error: unknown): undefined => (isMissing(error) ? undefined : unavailable(error))

/** The store without a server: `<dataDir>/cities/<slug>/files/<key>`, readable by the product alone. */
export function folderStore(dataDir: string): FileStore {
  const folderOf = (city: string): string => join(dataDir, 'cities', city, 'files')
  const pathOf = (city: string, key: string): string => {
    checkNames(city, key)
    return join(folderOf(city), key)
  }
  return {
    kind: 'folder',
    async put(city, key, bytes) {
      const path = pathOf(city, key)
      await mkdir(folderOf(city), { recursive: true, mode: 0o700 }).catch(unavailable)
      await writeWhole(folderOf(city), path, bytes).catch(unavailable)
    },
    get: (city, key) => readFile(pathOf(city, key)).catch(noneIfMissing),
    delete: (city, key) => rm(pathOf(city, key), { force: true }).catch(unavailable),
    async *list(city) {
      checkNames(city)
      const folder = folderOf(city)
      const names = (await readdir(folder).catch(noneIfMissing)) ?? []
      for (const name of names) {
        const found = await lookAt(join(folder, name), name)
        if (found) yield found
      }
    },
  }
}

/** Undefined when it has gone since the folder was read. */
async function lookAt(path: string, key: string): Promise<StoredObject | undefined> {
  const found = await stat(path).catch(noneIfMissing)
  return found && { key, storedAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(found.mtimeMs)) }
}

/** Beside its place first, and there only when the disk has all of it: after a crash it is whole or it is not there. */
async function writeWhole(folder: string, path: string, bytes: Buffer): Promise<void> {
  const beside = `${path}.${randomUUID()}.part`
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  const names = await open(folder)
  try {
    await names.sync()
  } finally {
    await names.close()
  }
}
