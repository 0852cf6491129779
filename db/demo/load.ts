import type { Clock } from '../../infra/clock.ts'
import { SYSTEM_ACTOR } from '../actor.ts'
import { provisionCity } from '../fleet/provision.ts'
import { withPlatform } from '../fleet/registry.ts'
import type { Server } from '../fleet/server.ts'
import { mintAccess } from '../mint.ts'
import { type Databases, openDatabases } from '../open.ts'
import { enterAccounts, enterRegion } from './accounts.ts'
import { BERGISCH, type Demo, type DemoCity } from './bergisch.ts'
import { analyzeCity, momentOf, writeCity } from './fill.ts'
import { tellDemoCity } from './tell.ts'

/**
 * Makes the demo's region, cities, accounts and cases, once: a city that was taken away afterwards does not come back.
 * The running programme reaches to the clock's day. A crash anywhere is mended by calling it again: every step looks
 * whether it is done, and each city is one transaction.
 */
export async function loadDemo(
  server: Server,
  clock: Clock,
  demo: Demo = BERGISCH,
): Promise<'loaded' | 'already there'> {
  const mark = `demo:${demo.region.slug}`
  const there = await withPlatform(server, async (platform) => {
    const marks = await platform`select 1 from milestone where name = ${mark}`
    if (marks.length === 0) await enterRegion(platform, demo)
    return marks.length > 0
  })
  if (there) return 'already there'
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_worker' })
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
  const access = mintAccess(databases, {
    kind: 'staff',
    city: { slug, name, colour },
    actor: SYSTEM_ACTOR,
    clock,
  })
  const outcome = await writeCity(access, tellDemoCity(demo, city, momentOf(access)))
  if (outcome === 'loaded') await analyzeCity(server, slug)
}
