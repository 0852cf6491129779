import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { addEmployer } from '../employers/commands.server.ts'
import { employerInput } from '../employers/input.ts'
import { NewEmployerView } from '../employers/new-employer-view.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'employers:new.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-placement')
  return { shell: shellOf(access) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-placement')
  const submission = parseForm(await formOf(request), employerInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const employer = submission.value
  const { employerId } = await act(access, { action: 'create', subject: 'employer' }, (city) =>
    addEmployer(city, employer),
  )
  throw redirect(`/c/${access.city.slug}/employers?at=${employerId}`, 303)
}

export default function NewEmployer(): ReactNode {
  const { shell } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="employers" narrow>
      <NewEmployerView slug={shell.city.slug} lastResult={lastResult} />
    </CityPage>
  )
}
