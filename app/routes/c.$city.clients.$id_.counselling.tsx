import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { recordCounselling } from '../counselling/commands.server.ts'
import { CounsellingView } from '../counselling/counselling-view.tsx'
import { counsellingInput, counsellingOf } from '../counselling/input.ts'
import { counsellingsOf } from '../counselling/queries.server.ts'
import { refusalOf } from '../counselling/refusals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'counselling:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'counselling', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const lines = await counsellingsOf(db, clientId)
    return { shell: shellOf(access), head, lines, formKey: newFormKey() }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'create', subject: 'counselling', subjectId: clientId } as const
  const file = `/c/${access.city.slug}/clients/${clientId}`
  return save(await formOf(request), counsellingInput, file, (input) =>
    act(access, purpose, (city) => recordCounselling(city, clientId, counsellingOf(input))),
  )
}

export default function Counselling(): ReactNode {
  const { shell, head, lines, formKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { today } = shell
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <CounsellingView {...{ lines, formKey, today, file, lastResult }} />
      </Stack>
    </CityPage>
  )
}
