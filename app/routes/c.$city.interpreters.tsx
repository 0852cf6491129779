import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { addInterpreter, retireInterpreter } from '../follow-ups/commands.server.ts'
import { interpreterInput, retireInterpreterInput } from '../follow-ups/input.ts'
import { InterpretersView } from '../follow-ups/interpreters/interpreters-view.tsx'
import { interpretersOf } from '../follow-ups/queries.server.ts'
import { refusedInterpreterName } from '../follow-ups/refusals.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:interpreters.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const view = { action: 'view', subject: 'interpreters' } as const
  const interpreters = await act(access, view, ({ db }) => interpretersOf(db))
  return { shell: shellOf(access), interpreters, mayManage: access.actor.role === 'lead' }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const change = { action: 'change', subject: 'interpreters' } as const
  const here = `/c/${access.city.slug}/interpreters`
  const form = await formOf(request)
  if (form.get('intent') === 'retire') {
    const asked = parseForm(form, retireInterpreterInput)
    if (asked.status !== 'success') throw notFound()
    const done = await act(access, change, (city) => retireInterpreter(city, asked.value.interpreter))
    if (!done.ok) throw notFound()
    throw redirect(here, 303)
  }
  const submission = parseForm(form, interpreterInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { kind, ...told } = submission.value
  const added = await act(access, change, (city) =>
    addInterpreter(city, { ...told, service: kind === 'service' }),
  )
  if (!added.ok) return data(submission.reply(refusedInterpreterName), 409)
  throw redirect(here, 303)
}

export default function Interpreters(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <InterpretersView {...facts} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
