import { inArray } from 'drizzle-orm'
import { act, type CityAccess } from '../../db/act.ts'
import { document } from '../../db/city/schema/files.ts'
import { filesOf } from '../../db/files.ts'
import { systemClock } from '../../infra/clock.ts'

const A_DAY = { hours: 24 }
const AT_ONCE = 500

/**
 * Takes away what lies in a city's store and is no document: what a crash left between the bytes and their row. Younger
 * than a day it may be a file on its way in. Answers how many objects went.
 */
export async function sweepFiles(access: CityAccess<'staff'>): Promise<number> {
  const files = filesOf(access)
  // The store tells time by its own clock, whatever time it is in a demo.
  const before = systemClock.now().subtract(A_DAY).epochMilliseconds
  const old: string[] = []
  for await (const { key, storedAt } of files.list()) if (storedAt.epochMilliseconds < before) old.push(key)
  let gone = 0
  while (old.length > 0) {
    for (const key of await unknownOf(access, old.splice(0, AT_ONCE))) {
      await files.discard(key)
      gone += 1
    }
  }
  return gone
}

const isKey = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)

/** Those that no row of the city names, taken back or not. */
async function unknownOf(access: CityAccess<'staff'>, keys: readonly string[]): Promise<string[]> {
  const asked = keys.filter(isKey)
  const known = await act(access, { action: 'change', subject: 'document' }, ({ db }) =>
    db.select({ key: document.storeKey }).from(document).where(inArray(document.storeKey, asked)),
  )
  const kept = new Set(known.map(({ key }) => key))
  return keys.filter((key) => !kept.has(key))
}
