import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { requireOperator } from '../access/guards.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { Frame } from '../kit/frame.tsx'
import { forbidden } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { askAgain, discardJob } from '../operator/commands/failed-jobs.server.ts'
import { failedJobInput, toldOf } from '../operator/input.ts'
import { OperatorView } from '../operator/operator-view.tsx'
import { failedJobs, queueLines } from '../operator/queries/failed-jobs.server.ts'
import { scheduleBoard } from '../operator/queries/schedules.server.ts'
import { cityCards } from '../operator/queries.server.ts'

export const handle: PageHandle = { title: 'operator:title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { name, web } = await requireOperator(request)
  const now = web.clock.now()
  const db = web.databases.platformOperator()
  return {
    user: { name },
    cities: await cityCards(db, now),
    board: await scheduleBoard(db, now),
    failed: await failedJobs(db),
    queues: await queueLines(db),
    told: toldOf(request.url),
    now: now.toString(),
    today: today(web.clock).toString(),
  }
}

/** Has a failed job tried again, or lays it aside. */
export async function action({ request }: ActionFunctionArgs) {
  const { accountId, web } = await requireOperator(request)
  const parsed = failedJobInput.safeParse(Object.fromEntries(await formOf(request)))
  if (!parsed.success) throw forbidden()
  const { id, intent } = parsed.data
  const act = { id, actorId: accountId, now: web.clock.now() }
  const db = web.databases.platformOperator()
  const done = await (intent === 'retry' ? askAgain(db, act) : discardJob(db, act))
  throw redirect(`/operator?job=${done.ok ? done.value : done.error}#failed`, 303)
}

export default function Operator(): ReactNode {
  const { user, ...view } = useLoaderData<typeof loader>()
  return (
    <Frame user={user}>
      <OperatorView {...view} />
    </Frame>
  )
}
