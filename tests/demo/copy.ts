import { randomBytes, randomUUID } from 'node:crypto'
import { act, type CityWork } from '../../db/act.ts'
import { SYSTEM_ACTOR } from '../../db/actor.ts'
import { BERGISCH, type Demo, type DemoCity } from '../../db/demo/bergisch.ts'
import { removeCity } from '../../db/fleet/provision.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { type Actor, mintAccess } from '../../db/mint.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import { standingClock, type TestClock, testServer } from '../factories/city.ts'

interface DemoCopy {
  demo: Demo
  clock: TestClock
  databases: Databases
  mark: string
  city(slug: string): DemoCity
  /** One act in the copy of a demo city, of the system unless somebody is named. */
  work<T>(slug: string, body: (city: CityWork) => Promise<T>, actor?: Actor): Promise<T>
  remove(): Promise<void>
}

/** The demo itself under names of its own, so that one that is there already is not touched. Not loaded yet. */
export function demoCopy(now: string): DemoCopy {
  const mark = `d${randomBytes(4).toString('hex')}`
  const named = (slug: string): string => `${mark}-${slug}`
  const demo: Demo = {
    region: { slug: mark, name: 'Kopie' },
    organisations: BERGISCH.organisations.map((one) => ({ ...one, id: randomUUID(), slug: named(one.slug) })),
    cities: BERGISCH.cities.map((city) => ({ ...city, slug: named(city.slug) })),
    accounts: BERGISCH.accounts.map(({ partner, ...account }) => ({
      ...account,
      id: randomUUID(),
      email: `${mark}.${account.email}`,
      ...(partner ? { partner: named(partner) } : {}),
      memberships: account.memberships.map(({ city, role }) => ({ city: named(city), role })),
    })),
  }
  const server = testServer()
  const clock = standingClock(now)
  const databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_web' })
  const cityOf = (slug: string): DemoCity => {
    const found = demo.cities.find((city) => city.slug === named(slug))
    if (!found) throw new Error(`no ${slug}`)
    return found
  }
  return {
    demo,
    clock,
    databases,
    mark,
    city: cityOf,
    work(slug, body, actor = SYSTEM_ACTOR) {
      const { slug: own, name, colour } = cityOf(slug)
      const access = mintAccess(databases, { kind: 'staff', city: { slug: own, name, colour }, actor, clock })
      return act(access, { action: 'view', subject: 'test' }, body)
    },
    async remove() {
      await databases.close()
      for (const { slug } of demo.cities) await removeCity(server, slug)
      await withPlatform(server, async (platform) => {
        await platform`delete from account where email like ${`${mark}.%`}`
        await platform`delete from organisation where slug like ${`${mark}-%`}`
        await platform`delete from region where slug = ${mark}`
        await platform`delete from milestone where name = ${`demo:${mark}`}`
      })
    },
  }
}
