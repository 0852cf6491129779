import { act as actInCity, type CityAccess, type CityWork, type Purpose } from '../../db/act.ts'
import type { CityKind } from '../../db/handles.ts'
import { CityUnavailable } from '../../db/open.ts'
import { unavailable } from '../kit/http.server.ts'

/** `act` for loaders and actions: a city that does not answer becomes a 503 that shows nothing. */
export async function act<K extends CityKind, T>(
  access: CityAccess<K>,
  purpose: Purpose,
  work: (city: CityWork<K>) => Promise<T>,
): Promise<T> {
  try {
    return await actInCity(access, purpose, work)
  } catch (error) {
    if (!(error instanceof CityUnavailable)) throw error
    console.info(`503 ${access.city.slug}: ${error.message}`)
    throw unavailable(error.part)
  }
}
