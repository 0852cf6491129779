import type { Job } from '../job.ts'
import { accountMailJobs } from './account-mails.ts'
import { auditJobs } from './audit.ts'
import { digestJobs } from './digests.ts'
import { failedJobJobs } from './failed-jobs.ts'
import { fileJobs } from './files.ts'
import { messageJobs } from './messages.ts'
import { reportJobs } from './reports.ts'
import { visitJobs } from './visits.ts'

/** Every job a worker knows. */
export const JOBS: readonly Job[] = [
  ...messageJobs,
  ...accountMailJobs,
  ...auditJobs,
  ...visitJobs,
  ...fileJobs,
  ...reportJobs,
  ...failedJobJobs,
  ...digestJobs,
]
