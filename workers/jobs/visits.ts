import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { dueBack, giveBack } from '../../app/caseload/commands/hand-over.server.ts'
import { forgetOldDrafts } from '../../app/outreach/draft/store.server.ts'
import { act, type CityAccess } from '../../db/act.ts'
import { defineJob, type Job } from '../job.ts'
import { accessTo, eachCity, type KnownCity, liveCities, type WorkerRuntime } from '../runtime.ts'
import { lookForMessages } from './messages.ts'

/**
 * Minutes from a visit until the next is due, and runs (one a minute) in which all that are due have had theirs: together less
 * than an hour, for after the start of a worker all are due at once.
 */
const MINUTES_BETWEEN = 45
const RUNS = 14

type Part = (runtime: WorkerRuntime, access: CityAccess<'staff'>) => Promise<void>

/** What is done in a city though nobody gave a hint of it. One that fails does not stop the others. */
const PARTS: Record<string, Part> = {
  'visit-messages': lookForMessages,
  'visit-loans': async (_, access) => {
    const due = await act(access, { action: 'view', subject: 'loans' }, dueBack)
    // One act a file: a crash in the middle loses none, and the next visit goes on.
    for (const loan of due)
      await act(access, { action: 'change', subject: 'loan', subjectId: loan.clientId }, (city) =>
        giveBack(city, loan),
      )
  },
  'visit-lists': (_, access) => act(access, { action: 'change', subject: 'list-draft' }, forgetOldDrafts),
}

export const visitJobs: readonly Job[] = [
  defineJob({
    name: 'visit-cities',
    queue: 'clock',
    payload: z.strictObject({ all: z.boolean() }),
    async run(runtime, { all }) {
      const cities = all ? await liveCities(runtime) : await citiesInTurn(runtime)
      await eachCity(runtime, 'visit', cities, async (known) => {
        for (const [what, part] of Object.entries(PARTS))
          await eachCity(runtime, what, [known], () => part(runtime, accessTo(runtime, 'staff', known)))
        // Whatever became of it: a city that does not answer must not stand in the others' way.
        await remember(runtime, known)
      })
      return null
    },
  }),
]

/** A few cities that nobody has looked into for long, so that an hour's visits do not come all at once. */
async function citiesInTurn({ databases, clock }: WorkerRuntime): Promise<KnownCity[]> {
  const now = clock.now()
  return [
    ...(await databases.platform.execute<KnownCity & Record<string, unknown>>(sql`
      select slug, name, colour from city
      where status = 'live' and (looked_at is null or looked_at <= ${now.subtract({ minutes: MINUTES_BETWEEN }).toString()}
        -- The clock was set back.
        or looked_at > ${now.toString()})
      order by looked_at nulls first, slug
      limit (select ceil(count(*) / ${RUNS}::numeric) from city where status = 'live')`)),
  ]
}

const remember = async ({ databases, clock }: WorkerRuntime, { slug }: KnownCity): Promise<void> => {
  await databases.platform.execute(
    sql`update city set looked_at = ${clock.now().toString()} where slug = ${slug}`,
  )
}
