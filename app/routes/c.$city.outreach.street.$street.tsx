import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { nobodyHome, recordVisit } from '../outreach/commands.server.ts'
import { houseInput, visitInput } from '../outreach/input.ts'
import { doorsOf } from '../outreach/queries.server.ts'
import { StreetView } from '../outreach/street-view.tsx'

export const handle: PageHandle = { title: 'outreach:street.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const street = params.street === '-' ? '' : (params.street ?? '')
  const doors = await act(access, { action: 'view', subject: 'street' }, ({ db }) => doorsOf(db, street))
  if (doors.length === 0) throw notFound()
  return { shell: shellOf(access), doors, formKey: newFormKey() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const { city } = access
  const form = Object.fromEntries(await request.formData())
  const house = houseInput.safeParse(form)
  const here = `/c/${city.slug}/outreach/street/${params.street}`
  if (form.intent === 'house' && house.success) {
    const done = await act(
      access,
      { action: 'create', subject: 'visit', subjectId: house.data.dwellingId },
      (work) => nobodyHome(work, house.data),
    )
    if (!done.ok) return data({ problem: `outreach:error.${done.error}` as const }, 409)
    throw redirect(`${here}#house-${house.data.dwellingId}`, 303)
  }
  const visit = visitInput.safeParse(form)
  if (!visit.success) return data({ problem: 'outreach:error.invalid' as const }, 400)
  const done = await act(
    access,
    { action: 'create', subject: 'visit', subjectId: visit.data.personId },
    (work) => recordVisit(work, visit.data),
  )
  if (!done.ok) return data({ problem: `outreach:error.${done.error}` as const }, 409)
  const { clientId } = done.value
  throw redirect(clientId ? `/c/${city.slug}/clients/${clientId}` : here, 303)
}

export default function Street(): ReactNode {
  const { shell, doors, formKey } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="outreach">
      <StreetView
        slug={shell.city.slug}
        today={shell.today}
        doors={doors}
        formKey={formKey}
        problem={refused?.problem}
      />
    </CityPage>
  )
}
