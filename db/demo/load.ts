import type { Clock } from '../../infra/clock.ts'
import type { FileRoom } from '../../infra/files/file-room.ts'
import { SYSTEM_ACTOR } from '../actor.ts'
import { provisionCity } from '../fleet/provision.ts'
import { withPlatform } from '../fleet/registry.ts'
import type { Server } from '../fleet/server.ts'
import { type Actor, type CityAccess, mintAccess } from '../mint.ts'
import { type Databases, openDatabases } from '../open.ts'
import { enterAccounts, enterRegion } from './accounts.ts'
import { BERGISCH, type Demo, type DemoCity } from './bergisch.ts'
import { analyzeCity, momentOf, writeCity } from './fill.ts'
import { uploadPapers } from './papers.ts'
import { tellDemoCity } from './tell.ts'

interface Loading {
  clock: Clock
  /** Where papers are uploaded to. */
  files: FileRoom
  demo?: Demo
}

/**
 * Makes the demo's region, cities, accounts and cases, once: a city that was taken away afterwards does not come back.
 * The running programme reaches to the clock's day. A crash anywhere is mended by calling it again: every step looks
 * whether it is done, and each city is one transaction.
 */
export async function loadDemo(
  server: Server,
  { clock, files, demo = BERGISCH }: Loading,
): Promise<'loaded' | 'already there'> {
  const mark = `demo:${demo.region.slug}`
  const there = await withPlatform(server, async (platform) => {
    const marks = await platform`select 1 from milestone where name = ${mark}`
    if (marks.length === 0) await enterRegion(platform, demo)
    return marks.length > 0
  })
  if (there) return 'already there'
  const { adminUrl: serverUrl, key } = server
  const databases = openDatabases({ serverUrl, key, as: 'platform_worker', files })
  try {
    // While the database writes one city the next is told. All end before the connections are closed.
    const outcomes = await Promise.allSettled(
      demo.cities.map((city) => loadCity(server, databases, clock, { city, demo })),
    )
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  } finally {
    await databases.close()
  }
  return withPlatform(server, async (platform) => {
    await enterAccounts(platform, demo)
    await platform`insert into milestone (name) values (${mark}) on conflict do nothing`
    return 'loaded' as const
  })
}

async function loadCity(
  server: Server,
  databases: Databases,
  clock: Clock,
  { city, demo }: { city: DemoCity; demo: Demo },
): Promise<void> {
  const { slug, name, colour } = city
  await provisionCity(server, { slug, name, colour, region: demo.region.slug })
  const accessOf = (actor: Actor): CityAccess<'staff'> =>
    mintAccess(databases, { kind: 'staff', city: { slug, name, colour }, actor, clock })
  const access = accessOf(SYSTEM_ACTOR)
  const outcome = await writeCity(access, tellDemoCity(demo, city, momentOf(access)))
  await uploadPapers((colleague) => accessOf({ ...colleague, role: 'caseworker' }), access)
  if (outcome === 'loaded') await analyzeCity(server, slug)
}
