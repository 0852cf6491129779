import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { saveAtDoor } from '../outreach/door-form.server.ts'
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
  const here = `/c/${access.city.slug}/outreach/street/${params.street}`
  return saveAtDoor(access, await formOf(request), { roundId: null, here })
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
