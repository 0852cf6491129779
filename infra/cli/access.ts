import type { CityAccess } from '../../db/act.ts'
import { SYSTEM_ACTOR } from '../../db/actor.ts'
import { listCities, withPlatform } from '../../db/fleet/registry.ts'
import type { Server } from '../../db/fleet/server.ts'
import type { PlatformDb } from '../../db/handles.ts'
import { mintAccess } from '../../db/mint.ts'
import { type OpenOptions, openDatabases } from '../../db/open.ts'
import type { Clock } from '../clock.ts'
import { UsageError } from './io.ts'

/** Opens one city for as long as `work` takes; what it does stands in the audit trail as done by the system. */
export async function withCity<T>(
  server: Server,
  clock: Clock,
  slug: string,
  work: (access: CityAccess<'staff'>) => Promise<T>,
): Promise<T> {
  const city = (await withPlatform(server, listCities)).find((known) => known.slug === slug)
  if (!city) throw new UsageError(`No city "${slug}"`)
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
  try {
    return await work(
      mintAccess(databases, {
        kind: 'staff',
        city: { slug, name: city.name, colour: city.colour },
        actor: SYSTEM_ACTOR,
        clock,
      }),
    )
  } finally {
    await databases.close()
  }
}

/** Opens the platform as one of its processes sees it, for as long as `work` takes. */
export async function asRole<T>(
  server: Server,
  role: OpenOptions['as'],
  work: (platform: PlatformDb) => Promise<T>,
): Promise<T> {
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: role })
  try {
    return await work(databases.platform)
  } finally {
    await databases.close()
  }
}
