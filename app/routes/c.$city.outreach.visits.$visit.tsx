import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { doorVisit, restoreVisit, takeBackVisit } from '../undo/door-visit.server.ts'
import { DoorVisitView } from '../undo/door-visit-view.tsx'
import { reasonInput } from '../undo/input.ts'

export const handle: PageHandle = { title: 'undo:pageTitle' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const visitId = uuidOr404(params.visit)
  const purpose = { action: 'view', subject: 'visit', subjectId: visitId } as const
  const visit = await act(access, purpose, ({ db }) => doorVisit(db, visitId))
  if (!visit) throw notFound()
  if (visit.clientId) throw redirect(`/c/${access.city.slug}/clients/${visit.clientId}/undo/visit/${visitId}`)
  return { shell: shellOf(access), visit }
}

const save = savesWith((_: never) => ({}))

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const visitId = uuidOr404(params.visit)
  const form = await formOf(request)
  return save(form, reasonInput, `/c/${access.city.slug}/outreach/visits/${visitId}`, ({ reason }) =>
    act(access, { action: 'change', subject: 'visit', subjectId: visitId, reason }, (city) =>
      form.get('intent') === 'restore'
        ? restoreVisit(city, visitId)
        : takeBackVisit(city, visitId, { reason }),
    ),
  )
}

export default function Visit(): ReactNode {
  const { shell, visit } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="outreach">
      <DoorVisitView
        visit={visit}
        today={shell.today}
        back={`/c/${shell.city.slug}/outreach/visits`}
        lastResult={lastResult}
      />
    </CityPage>
  )
}
