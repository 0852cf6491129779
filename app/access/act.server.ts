import {
  act as actInCity,
  type CityAccess,
  type CityLook,
  type CityWork,
  type LookPurpose,
  look as lookInCity,
  type Purpose,
} from '../../db/act.ts'
import type { CityKind } from '../../db/handles.ts'
import { CityUnavailable } from '../../db/open.ts'
import { unavailable } from '../kit/http.server.ts'

/** A city that does not answer becomes a 503 that shows nothing. */
async function or503<T>(slug: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CityUnavailable)) throw error
    console.info(`503 ${slug}: ${error.message}`)
    throw unavailable(error.part)
  }
}

/** `act` for loaders and actions. */
export const act = <K extends CityKind, T>(
  access: CityAccess<K>,
  purpose: Purpose,
  work: (city: CityWork<K>) => Promise<T>,
): Promise<T> => or503(access.city.slug, () => actInCity(access, purpose, work))

/** `look` for loaders. */
export const look = <T>(
  access: CityAccess<'staff'>,
  purpose: LookPurpose,
  work: (city: CityLook) => Promise<T>,
): Promise<T> => or503(access.city.slug, () => lookInCity(access, purpose, work))
