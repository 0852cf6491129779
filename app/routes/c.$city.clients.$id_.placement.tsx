import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { offeredEmployers } from '../employers/queries.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { actAndHint } from '../messages/act-and-hint.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { endPlacement, recordPlacement } from '../placements/commands.server.ts'
import { endInput, placementInput } from '../placements/input.ts'
import { PlacementView } from '../placements/placement-view.tsx'
import { placementsOf } from '../placements/queries.server.ts'
import { refusalOf } from '../placements/refusals.ts'
import { latestFirstDay } from '../placements/rules.ts'

export const handle: PageHandle = { title: 'placements:page.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-placement')
  const clientId = uuidOr404(params.id)
  const ending = new URL(request.url).searchParams.get('end')
  const purpose = { action: 'view', subject: 'placement', subjectId: clientId } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return {
      shell: shellOf(access),
      head,
      jobs: await placementsOf(db, clientId, today.toString()),
      employers: await offeredEmployers(db),
      ending,
      latestFirstDay: latestFirstDay(today.toString()),
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-placement')
  const clientId = uuidOr404(params.id)
  const file = `/c/${access.city.slug}/clients/${clientId}`
  const purpose = { subject: 'placement', subjectId: clientId }
  const form = await formOf(request)
  if (form.get('intent') === 'end')
    return save(form, endInput, file, (input) =>
      actAndHint(access, { action: 'change', ...purpose }, (city) => endPlacement(city, clientId, input)),
    )
  return save(form, placementInput, file, (input) =>
    actAndHint(access, { action: 'create', ...purpose }, (city) => recordPlacement(city, clientId, input)),
  )
}

export default function Placement(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <PlacementView {...facts} today={shell.today} file={file} lastResult={lastResult} />
      </Stack>
    </CityPage>
  )
}
