import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { buildWhenStale } from '../../infra/start/build.ts'
import { type City, makeCities, makeDue } from './cities.ts'
import { makeCrew, WEBHOOK_SECRET } from './crew.ts'
import { hintsOf, rowsOf } from './evidence.ts'
import { judge, type Verdict } from './judge.ts'
import { SCENES, type Scene } from './scenes.ts'
import { type Backend, openServers, type Servers } from './servers.ts'
import { settle } from './settle.ts'
import { type Stage, stopAll } from './stage.ts'
import { timesFrom } from './times.ts'
import { startVendor, type Vendor } from './vendor/start.ts'

export interface Size {
  reminders: number
  cities: number
  isSmall: boolean
}

/** The verdict, and what else is worth knowing. */
export interface Outcome extends Verdict {
  calls: number
  mails: number
  limited: number
  /** Calls with a key of before and another body. */
  changed: number
  /** Processes that ended though nobody killed them. */
  crashes: number
  seconds: number
}

export interface Theatre {
  play(scene: Scene, backend: Backend): Promise<Outcome>
  close(): Promise<void>
}

export function sceneOf(name: string): Scene {
  const scene = SCENES.find((one) => one.name === name)
  if (!scene)
    throw new Error(`There is no scene ${name}; there are ${SCENES.map((one) => one.name).join(', ')}`)
  return scene
}

const REPORTS = { bounced: 0.05, complained: 0.02 }

/** Servers, cities and a vendor for any number of scenes, one after the other. */
export async function openTheatre(size: Size, settings: Record<string, string> = {}): Promise<Theatre> {
  await buildWhenStale()
  const servers = await openServers(settings)
  try {
    const start = Temporal.Instant.from('2026-10-20T08:00:00Z')
    let times = timesFrom(start)
    const cities = await makeCities(servers.server, times.product, {
      count: size.cities,
      clients: size.reminders,
    })
    const log = join(servers.dataDir, 'scenes.log')
    const vendor = await startVendor(() => times, log)
    return {
      async play(scene, backend) {
        times = timesFrom(Temporal.Instant.from(scene.reminders.dueAt))
        return play({ scene, backend, size, servers, cities, times, vendor, log })
      },
      async close() {
        await vendor.stop()
        await Promise.all(cities.map(({ owner }) => owner.end()))
        await servers.close()
      },
    }
  } catch (error) {
    await servers.close()
    throw error
  }
}

interface Playing {
  scene: Scene
  backend: Backend
  size: Size
  servers: Servers
  cities: readonly City[]
  times: Stage['times']
  vendor: Vendor
  log: string
}

async function play({
  scene,
  backend,
  size,
  servers,
  cities,
  times,
  vendor,
  log,
}: Playing): Promise<Outcome> {
  const began = performance.now()
  await servers.emptyQueues(backend)
  await vendor.forget()
  await makeDue(servers.server, cities, scene.reminders)
  // Few reminders in as many calls as many would need.
  const batch = size.isSmall ? 5 : 100
  const crew = await makeCrew({ servers, backend, times, vendorUrl: vendor.url, batch, log })
  const { workers = 1, hasReports = false } = scene
  const { reminders, isSmall } = size
  const stage: Stage = {
    servers,
    backend,
    cities,
    times,
    vendor,
    crew,
    reminders,
    workers,
    hasReports,
    isSmall,
  }
  const reports = hasReports ? { url: crew.hook, secret: WEBHOOK_SECRET, ...REPORTS } : null
  await vendor.set({ seed: scene.name, reports })
  try {
    await scene.play(stage)
    await settle(stage, lastCheckOf(scene))
    const crashes = await crew.mend()
    await stopAll(stage)
    const { calls, mails, limited, changed } = await vendor.counts()
    const verdict = judge({
      rows: await rowsOf(cities),
      posted: await vendor.messages(),
      hints: await hintsOf(servers.server, cities),
      now: times.product.now().epochMilliseconds,
    })
    const seconds = Math.round((performance.now() - began) / 1000)
    return { ...verdict, calls, mails, limited, changed, crashes, seconds }
  } finally {
    await crew.kill()
    await stopAll(stage)
  }
}

/** 23 hours before the last talk: by then it has been asked of each whether anybody was reached. */
const lastCheckOf = ({ reminders: { dueAt, hoursAhead } }: Scene): string =>
  Temporal.Instant.from(dueAt)
    .add({ hours: Math.max(...hoursAhead) - 23 })
    .toString()
