import { z } from 'zod'
import {
  mustHoldPlatform,
  sealPlatformTrail,
  sealTrail,
  TrailCutOff,
  witnessesOf,
  witnessPlatform,
} from '../../db/seal.ts'
import { defineJob, type Job } from '../job.ts'
import { eachCity, liveCities } from '../runtime.ts'

export const auditJobs: readonly Job[] = [
  defineJob({
    name: 'seal-trails',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      const { databases, key, clock } = runtime
      const cities = await liveCities(runtime)
      let held = true
      await eachCity(runtime, 'seal-trails', cities, async ({ slug }) => {
        await sealTrail(databases, key, clock, slug)
        await mustHoldPlatform(databases, slug).catch((error: unknown) => {
          if (error instanceof TrailCutOff) held = false
          throw error
        })
      })
      // Sealed over a hole, the trail would forget which rows are missing.
      if (!held) return null
      const newest = await sealPlatformTrail(databases, key, clock)
      if (newest)
        await eachCity(runtime, 'witness-platform', witnessesOf(cities, newest.seq), ({ slug }) =>
          witnessPlatform(databases, key, clock, { slug, newest }),
        )
      return null
    },
  }),
]
