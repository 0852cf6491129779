/** What lies on the phone: sealed rounds and sealed visits. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Entry, Refusal } from './rules.ts'
import type { Sealed } from './vault.ts'

export interface KeptRound {
  /** City and round: `wuppertal/3f2c…`. */
  place: string
  salt: Uint8Array<ArrayBuffer>
  /** Opens with the right PIN, also when the names are gone. */
  proof: Sealed
  /** Null once the names are wiped: only visits not yet sent are left. */
  round: Sealed | null
  expiresAt: string
  wrongPins: number
}

export interface KeptVisit {
  id: string
  place: string
  state: Entry['state']
  reason?: Refusal
  visit: Sealed
}

interface Walk extends DBSchema {
  rounds: { key: string; value: KeptRound }
  visits: { key: string; value: KeptVisit; indexes: { place: string } }
}

export type Store = IDBPDatabase<Walk>

export const openStore = (): Promise<Store> =>
  openDB<Walk>('walk', 1, {
    upgrade(db) {
      db.createObjectStore('rounds', { keyPath: 'place' })
      db.createObjectStore('visits', { keyPath: 'id' }).createIndex('place', 'place')
    },
  })

/** Keeps a round in the place of one of before, whose visits are all sent. */
export async function keepRound(store: Store, kept: KeptRound): Promise<void> {
  const writing = store.transaction(['rounds', 'visits'], 'readwrite')
  const visits = writing.objectStore('visits')
  const before = await visits.index('place').getAllKeys(kept.place)
  await Promise.all([...before.map((id) => visits.delete(id)), writing.objectStore('rounds').put(kept)])
  await writing.done
}

/**
 * Takes the names off the phone, of one round or of all. Visits that are not sent stay, sealed as they are; a round
 * without such goes altogether.
 */
export async function wipe(store: Store, place?: string): Promise<void> {
  const writing = store.transaction(['rounds', 'visits'], 'readwrite')
  const [rounds, visits] = [writing.objectStore('rounds'), writing.objectStore('visits')]
  const wiped = place === undefined ? await rounds.getAll() : [await rounds.get(place)]
  for (const kept of wiped) {
    if (!kept) continue
    const all = await visits.index('place').getAll(kept.place)
    const sent = all.filter(({ state }) => state === 'sent')
    await Promise.all(sent.map(({ id }) => visits.delete(id)))
    if (sent.length === all.length) await rounds.delete(kept.place)
    else await rounds.put({ ...kept, round: null })
  }
  await writing.done
}

/** Gives a round up, with what was not sent: the PIN is forgotten. */
export async function discard(store: Store, place: string): Promise<void> {
  const writing = store.transaction(['rounds', 'visits'], 'readwrite')
  const visits = writing.objectStore('visits')
  const ids = await visits.index('place').getAllKeys(place)
  await Promise.all([...ids.map((id) => visits.delete(id)), writing.objectStore('rounds').delete(place)])
  await writing.done
}
