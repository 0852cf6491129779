import { z } from 'zod'
import { forgetOldDrafts } from '../../app/outreach/draft/store.server.ts'
import { act } from '../../db/act.ts'
import { defineJob, type Job } from '../job.ts'
import { accessTo, eachCity, liveCities } from '../runtime.ts'

export const listJobs: readonly Job[] = [
  defineJob({
    name: 'forget-lists',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      await eachCity(runtime, 'forget-lists', await liveCities(runtime), (known) =>
        act(accessTo(runtime, 'staff', known), { action: 'change', subject: 'list-draft' }, forgetOldDrafts),
      )
      return null
    },
  }),
]
