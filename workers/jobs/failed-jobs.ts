import { z } from 'zod'
import { askedRetries, forgetRecords } from '../../app/operator/commands/runs.server.ts'
import { defineJob, type Job } from '../job.ts'
import { QUEUES } from '../queues.ts'

export const failedJobJobs: readonly Job[] = [
  defineJob({
    name: 'retry-failed-jobs',
    queue: 'clock',
    payload: z.strictObject({}),
    async run({ databases, queues }) {
      for (const { queue, job, payload, jobId } of await askedRetries(databases.platform)) {
        const known = QUEUES.find((name) => name === queue)
        if (known) await queues.add(known, job, payload, { jobId })
      }
      return null
    },
  }),
  defineJob({
    name: 'forget-job-records',
    queue: 'clock',
    payload: z.strictObject({}),
    async run({ databases, clock }) {
      await forgetRecords(databases.platform, clock.now())
      return null
    },
  }),
]
