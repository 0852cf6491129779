import { z } from 'zod'
import { dueBack, giveBack } from '../../app/caseload/commands/hand-over.server.ts'
import { act } from '../../db/act.ts'
import { defineJob, type Job } from '../job.ts'
import { accessTo, eachCity, liveCities } from '../runtime.ts'

export const caseloadJobs: readonly Job[] = [
  defineJob({
    name: 'return-files',
    queue: 'clock',
    payload: z.strictObject({}),
    async run(runtime) {
      await eachCity(runtime, 'return-files', await liveCities(runtime), async (known) => {
        const access = accessTo(runtime, 'staff', known)
        const due = await act(access, { action: 'view', subject: 'loans' }, dueBack)
        // One act a file: a crash in the middle loses none, and the next run goes on.
        for (const loan of due)
          await act(access, { action: 'change', subject: 'loan', subjectId: loan.clientId }, (city) =>
            giveBack(city, loan),
          )
      })
      return null
    },
  }),
]
