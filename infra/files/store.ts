import type { Temporal } from 'temporal-polyfill'

/** An object as the store's own clock knows it. */
export interface StoredObject {
  key: string
  storedAt: Temporal.Instant
}

/**
 * Where the bytes of cities lie, in the manner of S3: whole objects by their key, each city apart. What is handed in is
 * sealed before (sealed.ts). Every method throws StoreUnavailable when the store does not do as it was told.
 */
export interface FileStore {
  readonly kind: 'folder' | 's3'
  /** Whole or not at all. */
  put(city: string, key: string, bytes: Buffer): Promise<void>
  /** Undefined when there is no such object. */
  get(city: string, key: string): Promise<Buffer | undefined>
  /** One that is not there is gone already. */
  delete(city: string, key: string): Promise<void>
  /** Everything that lies there for the city, what a crash left half-written too. */
  list(city: string): AsyncIterable<StoredObject>
}

/** The store cannot be used just now: full, forbidden, not there. */
export class StoreUnavailable extends Error {}

const NAME = /^[a-z0-9][a-z0-9.-]{0,120}$/

/** Throws for a name that would lead anywhere else than into its city. */
export function checkNames(...names: string[]): void {
  for (const name of names) if (!NAME.test(name)) throw new Error('Not a name of a city or of an object')
}

/** Takes away everything of a city. Throws StoreUnavailable. */
export async function removeFiles(store: FileStore, city: string): Promise<void> {
  const keys: string[] = []
  // Listed to the end first: pages of a list that shrinks leave some out.
  for await (const { key } of store.list(city)) keys.push(key)
  for (const key of keys) await store.delete(city, key)
}
