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

/**
 * A file that is refused to whoever asks for it leaves a row too: the act that looked for it was taken back with its own.
 */
async function orFailure<K extends CityKind, T>(
  access: CityAccess<K>,
  { subject, subjectId }: Pick<Purpose, 'subject' | 'subjectId'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (subjectId && error instanceof Response && (error.status === 404 || error.status === 403))
      await actInCity(access, { action: 'failure', subject, subjectId }, async () => undefined)
    throw error
  }
}

/** `act` for loaders and actions. */
export const act = <K extends CityKind, T>(
  access: CityAccess<K>,
  purpose: Purpose,
  work: (city: CityWork<K>) => Promise<T>,
): Promise<T> =>
  or503(access.city.slug, () => orFailure(access, purpose, () => actInCity(access, purpose, work)))

/** `look` for loaders. */
export const look = <T>(
  access: CityAccess<'staff'>,
  purpose: LookPurpose,
  work: (city: CityLook) => Promise<T>,
): Promise<T> =>
  or503(access.city.slug, () => orFailure(access, purpose, () => lookInCity(access, purpose, work)))
