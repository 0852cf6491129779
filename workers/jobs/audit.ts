import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import {
  mustHoldPlatform,
  platformHasMore,
  sealPlatformTrail,
  sealTrail,
  TrailCutOff,
  touchedCities,
  witnessesOn,
  witnessPlatform,
} from '../../db/seal.ts'
import { dayOf, today } from '../../infra/clock.ts'
import { defineJob, type Job } from '../job.ts'
import { eachCity, type KnownCity, liveCities, type WorkerRuntime } from '../runtime.ts'

export const auditJobs: readonly Job[] = [
  defineJob({
    name: 'seal-trails',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      const { databases, key, clock } = runtime
      const touched = await touchedCities(databases)
      const hasMore = await platformHasMore(databases)
      if (touched.length === 0 && !hasMore) return null
      const cities = await liveCities(runtime)
      const bySlug = new Map(cities.map((city) => [city.slug, city]))
      const waiting = touched.flatMap((slug) => bySlug.get(slug) ?? [])
      await eachCity(runtime, 'seal-trails', waiting, async ({ slug }) => {
        await sealTrail(databases, key, clock, slug)
      })
      if (hasMore) await sealPlatform(runtime, cities)
      return null
    },
  }),
]

/**
 * Seals the platform's own trail unless a city misses a seal of it: sealed over a hole, it would forget which rows are
 * missing. Asked are those who keep it today and who kept it yesterday; all, when none of them has heard of it since.
 */
async function sealPlatform(runtime: WorkerRuntime, cities: readonly KnownCity[]): Promise<void> {
  const { databases, key, clock } = runtime
  const yesterday = today(clock).subtract({ days: 1 })
  const witnesses = witnessesOn(cities, today(clock))
  let held = true
  const heard: Temporal.Instant[] = []
  const ask = (asked: readonly KnownCity[]): Promise<void> =>
    eachCity(runtime, 'seal-trails', asked, async ({ slug }) => {
      try {
        const since = await mustHoldPlatform(databases, slug)
        if (since) heard.push(since)
      } catch (error) {
        if (error instanceof TrailCutOff) held = false
        throw error
      }
    })
  const first = new Set([...witnesses, ...witnessesOn(cities, yesterday)])
  await ask([...first])
  if (!heard.some((since) => Temporal.PlainDate.compare(dayOf(since), yesterday) >= 0))
    await ask(cities.filter((city) => !first.has(city)))
  if (!held) return
  const sealed = await sealPlatformTrail(databases, key, clock)
  if (sealed)
    await eachCity(runtime, 'witness-platform', witnesses, ({ slug }) =>
      witnessPlatform(databases, key, clock, { slug, newest: sealed }),
    )
}
