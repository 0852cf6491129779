import { act, type CityAccess } from '../../db/act.ts'
import { CityUnavailable } from '../../db/open.ts'
import { type ReferredCounts, referredCounts } from './queries/partner.server.ts'

/**
 * What waits in each city of an organisation, by slug. A city that does not answer is null: the others are shown all the
 * same. One audited read a city.
 */
export async function countsIn(
  accesses: readonly CityAccess<'partner'>[],
): Promise<Record<string, ReferredCounts | null>> {
  const counted = await Promise.all(
    accesses.map(async (access): Promise<[string, ReferredCounts | null]> => {
      const { slug } = access.city
      try {
        const counts = await act(access, { action: 'count', subject: 'referred' }, ({ db }) =>
          referredCounts(db),
        )
        return [slug, counts]
      } catch (error) {
        if (!(error instanceof CityUnavailable)) throw error
        console.info(`503 ${slug}: ${error.message}`)
        return [slug, null]
      }
    }),
  )
  return Object.fromEntries(counted)
}
