import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { newToken } from '../access/tokens.server.ts'
import { CalendarView } from '../follow-ups/calendar/calendar-view.tsx'
import { openFeed, revokeFeed } from '../follow-ups/commands.server.ts'
import { feedInput } from '../follow-ups/input.ts'
import { feedsOf } from '../follow-ups/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:calendar.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const view = { action: 'view', subject: 'calendar' } as const
  const feeds = await act(access, view, ({ db, actor }) => feedsOf(db, actor.id))
  return { shell: shellOf(access), feeds }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const asked = parseForm(await formOf(request), feedInput)
  if (asked.status !== 'success') throw notFound()
  const { slug } = access.city
  const of = asked.value.of === 'me' ? 'me' : Number(asked.value.of)
  const change = { action: 'change', subject: 'calendar' } as const
  if (asked.value.intent === 'revoke') {
    await act(access, change, (city) => revokeFeed(city, of))
    throw redirect(`/c/${slug}/calendar`, 303)
  }
  const { token, hash } = newToken()
  const done = await act(access, change, (city) => openFeed(city, { of, tokenHash: hash }))
  if (!done.ok) throw notFound()
  const origin = runtime().env.origin ?? new URL(request.url).origin
  // Shown by this one answer: an address that stood in a link would lie in the browser's history.
  return data(
    { of: asked.value.of, address: `${origin}/calendar/${slug}/${token}/termine.ics` },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}

export default function Calendar(): ReactNode {
  const { shell, feeds } = useLoaderData<typeof loader>()
  const made = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="today" narrow>
      <CalendarView feeds={feeds} today={shell.today} made={made} />
    </CityPage>
  )
}
