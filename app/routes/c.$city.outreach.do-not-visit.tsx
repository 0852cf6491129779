import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { isUuid, notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { liftDoNotVisit } from '../outreach/commands.server.ts'
import { liftInput } from '../outreach/input.ts'
import { KeptAwayView } from '../outreach/kept-away-view.tsx'
import { keptAway } from '../outreach/rounds/queries.server.ts'

export const handle: PageHandle = { title: 'outreach:kept.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const after = new URL(request.url).searchParams.get('after')
  if (after !== null && !isUuid(after)) throw notFound()
  const page = await act(access, { action: 'view', subject: 'do-not-visit' }, ({ db }) => keptAway(db, after))
  return { shell: shellOf(access), ...page, isFirst: after === null }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const lifted = parseForm(await formOf(request), liftInput)
  if (lifted.status !== 'success') return data({ problem: 'outreach:kept.reasonMissing' as const }, 400)
  const { markId } = lifted.value
  const purpose = { action: 'change', subject: 'do-not-visit', subjectId: markId } as const
  const done = await act(access, purpose, (city) => liftDoNotVisit(city, lifted.value))
  if (!done.ok) throw notFound()
  throw redirect(`/c/${access.city.slug}/outreach/do-not-visit`, 303)
}

export default function DoNotVisit(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()?.problem
  return (
    <CityPage shell={shell} current="outreach">
      <KeptAwayView slug={shell.city.slug} today={shell.today} {...page} problem={problem} />
    </CityPage>
  )
}
