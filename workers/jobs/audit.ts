import { z } from 'zod'
import { sealTrail } from '../../db/seal.ts'
import { defineJob, type Job } from '../job.ts'
import { eachCity, liveCities } from '../runtime.ts'

export const auditJobs: readonly Job[] = [
  defineJob({
    name: 'seal-trails',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      const { databases, key, clock } = runtime
      await eachCity('seal-trails', await liveCities(runtime), async ({ slug }) => {
        await sealTrail(databases, key, clock, slug)
      })
      return null
    },
  }),
]
