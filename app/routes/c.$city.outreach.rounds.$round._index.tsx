import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { calledInput } from '../outreach/input.ts'
import { markCalled, markSent } from '../outreach/letters/commands.server.ts'
import { closeRound } from '../outreach/rounds/commands.server.ts'
import { roundPage } from '../outreach/rounds/page.server.ts'
import { RoundView } from '../outreach/rounds/round-view.tsx'

export const handle: PageHandle = { title: 'outreach:round.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const page = await act(access, { action: 'view', subject: 'round', subjectId: id }, ({ db }) =>
    roundPage(db, id),
  )
  if (!page) throw notFound()
  return { shell: shellOf(access), ...page, formKey: newFormKey() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const form = Object.fromEntries(await formOf(request))
  const called = calledInput.safeParse(form)
  const purpose = { action: 'change', subject: 'round', subjectId: id } as const
  const done = await act(access, purpose, async (city) => {
    if (form.intent === 'close') return closeRound(city, id)
    if (form.intent === 'sent') return markSent(city, id)
    if (!called.success) throw notFound()
    return markCalled(city, id, called.data.requestId)
  })
  if (!done.ok) throw notFound()
  throw redirect(`/c/${access.city.slug}/outreach/rounds/${id}`, 303)
}

export default function Round(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <RoundView {...page} slug={shell.city.slug} today={shell.today} />
    </CityPage>
  )
}
