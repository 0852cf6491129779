import { z } from 'zod'
import { sweepFiles } from '../../app/files/sweep.server.ts'
import { defineJob, type Job } from '../job.ts'
import { note } from '../notes.ts'
import { accessTo, eachCity, liveCities } from '../runtime.ts'

export const fileJobs: readonly Job[] = [
  defineJob({
    name: 'sweep-files',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      await eachCity(runtime, 'sweep-files', await liveCities(runtime), async (known) => {
        const gone = await sweepFiles(accessTo(runtime, 'staff', known))
        if (gone > 0) note('sweep-files', { city: known.slug, gone })
      })
      return null
    },
  }),
]
