import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today as dayOf } from '../../infra/clock.ts'
import { requireCoordinator } from '../access/guards.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { Frame } from '../kit/frame.tsx'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { requestRun } from '../region/commands/request.server.ts'
import { nameOfAccount, regionReport } from '../region/queries.server.ts'
import { RegionView } from '../region/region-view.tsx'
import { periodOf, periodsOffered, questionOf, spanOf } from '../region/rules.ts'

export const handle: PageHandle = { title: 'region:title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, region, web } = await requireCoordinator(request)
  const today = dayOf(web.clock)
  const asked = new URL(request.url).searchParams
  const period = periodOf(asked.get('period'), today)
  if (!period) throw notFound()
  const { platform } = web.databases
  const [name, report] = await Promise.all([
    nameOfAccount(platform, accountId),
    regionReport(platform, { region: region.slug, from: spanOf(period, today).from }),
  ])
  return {
    user: { name },
    region,
    period,
    periods: periodsOffered(today),
    question: questionOf(asked.get('question')),
    report,
    today: today.toString(),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId, region, web } = await requireCoordinator(request)
  const today = dayOf(web.clock)
  const form = await formOf(request)
  const text = (name: string): string | null => {
    const value = form.get(name)
    return typeof value === 'string' ? value : null
  }
  const period = periodOf(text('period'), today)
  if (!period) throw notFound()
  const run = await requestRun(web.databases.platform, {
    region: region.slug,
    period,
    requestedBy: accountId,
    now: web.clock.now(),
    today,
  })
  return redirect(`/region?period=${run.period}&question=${questionOf(text('question'))}`, 303)
}

export default function Region(): ReactNode {
  const { user, ...view } = useLoaderData<typeof loader>()
  return (
    <Frame user={user}>
      <RegionView {...view} />
    </Frame>
  )
}
