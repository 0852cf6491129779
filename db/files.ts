/** The only way to a city's files: like `act` for rows, the handle is the city. Without the city's key the store is none. */
import { randomUUID } from 'node:crypto'
import type { FileRoom } from '../infra/files/file-room.ts'
import type { ScanOutcome } from '../infra/files/scanner.ts'
import { BrokenFile, seal, unseal } from '../infra/files/sealed.ts'
import type { StoredObject } from '../infra/files/store.ts'
import { type CityAccess, databasesOf } from './mint.ts'

/** Files of one city: sealed with its key on their way in, opened on their way out. */
export interface CityFiles {
  /** `not-scanned`: this installation has no scanner. */
  scan(bytes: Uint8Array): Promise<ScanOutcome | 'not-scanned'>
  /** Stores the bytes and answers the key of the new object. Throws StoreUnavailable. */
  keep(bytes: Uint8Array): Promise<string>
  /** The bytes as they were kept. Throws BrokenFile when they are not there or not those, StoreUnavailable. */
  open(key: string): Promise<Buffer>
  /** Throws StoreUnavailable. */
  discard(key: string): Promise<void>
  /** Every object of the city, whether a row knows it or not. Throws StoreUnavailable. */
  list(): AsyncIterable<StoredObject>
}

/** Throws for a process that was opened without files. */
export function filesOf(access: CityAccess<'staff'>): CityFiles {
  const databases = databasesOf(access)
  const { slug } = access.city
  const { store, scanner } = roomOf(databases.files)
  return {
    scan: async (bytes) => scanner?.scan(bytes) ?? 'not-scanned',
    async keep(bytes) {
      const key = randomUUID()
      await store.put(slug, key, seal(await databases.fileKey(slug), { city: slug, key }, bytes))
      return key
    },
    async open(key) {
      const sealed = await store.get(slug, key)
      if (!sealed) throw new BrokenFile('The store has no such file')
      return unseal(await databases.fileKey(slug), { city: slug, key }, sealed)
    },
    discard: (key) => store.delete(slug, key),
    list: () => store.list(slug),
  }
}

function roomOf(room: FileRoom | undefined): FileRoom {
  if (!room) throw new Error('This process was opened without files')
  return room
}
