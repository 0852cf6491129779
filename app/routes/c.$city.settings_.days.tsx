import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { closeDays, openDay } from '../follow-ups/commands.server.ts'
import { DaysView } from '../follow-ups/days-view.tsx'
import { closureInput, openDayInput } from '../follow-ups/input.ts'
import { closuresAhead } from '../follow-ups/queries.server.ts'
import { refusedDays } from '../follow-ups/refusals.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { actAndHint } from '../messages/act-and-hint.server.ts'

export const handle: PageHandle = { title: 'follow-ups:closures.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const saved = new URL(request.url).searchParams.get('told') === 'saved'
  const closures = await act(access, { action: 'view', subject: 'city-calendar' }, closuresAhead)
  return { shell: shellOf(access), closures, saved }
}

const save = savesWith(refusedDays)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const page = `/c/${access.city.slug}/settings/days`
  const form = await formOf(request)
  if (form.get('intent') === 'open') {
    const submission = parseForm(form, openDayInput)
    if (submission.status !== 'success') throw notFound()
    const opened = await act(access, { action: 'change', subject: 'city-calendar' }, (city) =>
      openDay(city, submission.value),
    )
    if (!opened.ok) throw notFound()
    throw redirect(page, 303)
  }
  return save(form, closureInput, `${page}?told=saved`, (input) =>
    actAndHint(access, { action: 'create', subject: 'city-calendar' }, (city) =>
      closeDays(city, { ...input, until: input.until ?? input.from }),
    ),
  )
}

export default function Days(): ReactNode {
  const { shell, closures, saved } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings">
      <DaysView {...{ closures, saved, lastResult }} slug={shell.city.slug} today={shell.today} />
    </CityPage>
  )
}
