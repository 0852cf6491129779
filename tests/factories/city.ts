import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { inject } from 'vitest'
import { type Actor, act, type CityAccess, type CityWork } from '../../db/act.ts'
import { programme } from '../../db/city/schema/programmes.ts'
import { provisionCity, removeCity } from '../../db/fleet/provision.ts'
import type { Server } from '../../db/fleet/server.ts'
import { mintAccess } from '../../db/mint.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import type { Clock } from '../../infra/clock.ts'
import type { FileRoom } from '../../infra/files/file-room.ts'
import { folderStore } from '../../infra/files/folder-store.ts'
import { loadRootKey } from '../../infra/key.ts'
import { ofLane } from '../setup/lanes.ts'

export interface TestClock extends Clock {
  set(instant: string): void
}

/** A clock that stands still until it is told. */
export function standingClock(start: string): TestClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant)
    },
  }
}

export const testServer = (): Server => ({
  adminUrl: ofLane(inject('adminUrls')),
  key: loadRootKey({ key: inject('key'), dataDir: '.' }),
})

/** Where this process keeps the files of its cities, the web of its tests too. */
export const TEST_DATA = mkdtempSync(join(tmpdir(), 'partizipation-files-'))
process.once('exit', () => rmSync(TEST_DATA, { recursive: true, force: true }))

export interface TestCity {
  slug: string
  server: Server
  databases: Databases
  clock: TestClock
  programmeId: string
  access(actor?: Partial<Actor>): CityAccess<'staff'>
  /** One act of a caseworker. */
  work<T>(body: (city: CityWork) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

export const caseworker: Actor = {
  id: '0a000000-0000-4000-8000-000000000001',
  name: 'Aylin Testfall',
  role: 'caseworker',
}

/**
 * A city of its own for one test file, with a running programme; the clock stands at Monday, 9 March 2026, 9:00. Its files
 * lie in TEST_DATA unless `files` says otherwise.
 */
export async function makeCity(
  files: FileRoom = { store: folderStore(TEST_DATA), scanner: undefined },
): Promise<TestCity> {
  const server = testServer()
  const slug = `t${randomBytes(5).toString('hex')}`
  await provisionCity(server, { slug, name: `Stadt ${slug}`, colour: '#1f5f8b' })
  const databases = openDatabases({
    serverUrl: server.adminUrl,
    key: server.key,
    as: 'platform_worker',
    files,
  })
  const clock = standingClock('2026-03-09T08:00:00Z')
  const access = (actor: Partial<Actor> = {}): CityAccess<'staff'> =>
    mintAccess(databases, {
      kind: 'staff',
      city: { slug, name: `Stadt ${slug}`, colour: '#1f5f8b' },
      actor: { ...caseworker, ...actor },
      clock,
    })
  const programmeId = await act(access(), { action: 'create', subject: 'test' }, async ({ db }) => {
    const [made] = await db
      .insert(programme)
      .values({ slug: 'laufend', name: 'Partizipation', startsOn: '2025-01-01' })
      .returning({ id: programme.id })
    if (!made) throw new Error('no programme')
    return made.id
  })
  return {
    slug,
    server,
    databases,
    clock,
    programmeId,
    access,
    work: (body) => act(access(), { action: 'change', subject: 'test' }, body),
    async remove() {
      await databases.close()
      await removeCity(server, slug)
    },
  }
}
