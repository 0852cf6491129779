/** What a scene has in its hands: the clocks, the vendor, the servers, and the product's processes. */
import type { Temporal } from 'temporal-polyfill'
import type { Failpoint } from '../../infra/failpoint.ts'
import { type City, moveTalks } from './cities.ts'
import type { Crew } from './crew.ts'
import { type Pulse, pulseOf } from './evidence.ts'
import { patiently } from './processes.ts'
import type { Backend, Servers } from './servers.ts'
import type { Times } from './times.ts'
import type { Vendor } from './vendor/start.ts'

/** Longer than a claim lasts: by then somebody else may have what a killed worker had. */
export const CLAIM_IS_OVER = { seconds: 130 }

export interface Stage {
  servers: Servers
  backend: Backend
  cities: readonly City[]
  times: Times
  vendor: Vendor
  crew: Crew
  reminders: number
  /** How many workers there are when nothing is broken, and whether reports are taken. */
  workers: number
  hasReports: boolean
  /** Of a small run: what a killed worker leaves in the queue is not waited for, the queue is emptied. */
  isSmall: boolean
}

/** Everybody goes home. */
export const stopAll = ({ crew }: Stage): Promise<void> => crew.stop()

/** Everybody comes back, at the time it is now. */
export async function startAll({ vendor, crew, workers, hasReports }: Stage): Promise<void> {
  await vendor.set({})
  if (hasReports) await crew.startWeb()
  await crew.start(workers)
}

/** So much time passes while nobody works. */
export async function passWithout(stage: Stage, by: Temporal.DurationLike): Promise<void> {
  await stopAll(stage)
  stage.times.pass(by)
  await startAll(stage)
}

/** A worker dies at its nth passing of this place. What it had is claimed anew by the next. */
export async function killAt(stage: Stage, failpoint: Failpoint, nth: number): Promise<void> {
  const { crew, servers, backend, times, vendor, isSmall } = stage
  await vendor.set({})
  await crew.startDoomed(failpoint, nth)
  times.pass(CLAIM_IS_OVER)
  if (isSmall) await servers.emptyQueues(backend)
}

/** Until this part of the reminders is in the post. */
export const untilSent = ({ vendor, reminders }: Stage, part: number): Promise<void> =>
  patiently(
    async () => (await vendor.counts()).mails >= reminders * part,
    `${part} of the mails are not sent`,
  )

/** Until so many calls were made. */
export const untilCalled = ({ vendor }: Stage, calls: number): Promise<void> =>
  patiently(async () => (await vendor.counts()).calls >= calls, `The vendor was not called ${calls} times`)

export const moveSome = ({ servers, times, cities }: Stage): Promise<void> =>
  moveTalks(servers.server, times.product, cities)

/** Of all cities together, up to `until`. */
export async function pulse(
  { cities, times }: Stage,
  until: string,
  now: Temporal.Instant = times.product.now(),
): Promise<Pulse> {
  const all = await Promise.all(cities.map((city) => pulseOf(city, now.toString(), until)))
  const sum = (of: (one: Pulse) => number): number => all.reduce((total, one) => total + of(one), 0)
  const moments = (of: (one: Pulse) => number | null): number[] => all.flatMap((one) => of(one) ?? [])
  const next = moments((one) => one.next)
  const first = next.length > 0 ? Math.min(...next) : null
  const soon = moments((one) => one.nextHour).filter((at) => first !== null && at <= first + 3_600_000)
  return {
    due: sum(({ due }) => due),
    closed: sum(({ closed }) => closed),
    next: first,
    nextHour: soon.length > 0 ? Math.max(...soon) : first,
  }
}
