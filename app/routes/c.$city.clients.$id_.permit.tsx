import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { actAndHint } from '../messages/act-and-hint.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { applyForExtension, decideOnExtension, recordTitle } from '../permits/commands.server.ts'
import { applyInput, decideInput, titleInput } from '../permits/input.ts'
import { PermitView } from '../permits/permit-view.tsx'
import { extensionsOf, titlesOf } from '../permits/queries.server.ts'
import { refusalOf } from '../permits/refusals.ts'
import { urgencyOf } from '../permits/rules/titles.ts'

export const handle: PageHandle = { title: 'permits:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const entering = new URL(request.url).searchParams.get('form') === 'title'
  const purpose = { action: 'view', subject: 'permit', subjectId: clientId } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const titles = await titlesOf(db, head.personId)
    return {
      shell: shellOf(access),
      head,
      titles,
      urgency: urgencyOf(titles[0]?.validUntil ?? null, today.toString()),
      extensions: await extensionsOf(db, clientId),
      entering,
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const file = `/c/${access.city.slug}/clients/${clientId}`
  const purpose = { subject: 'permit', subjectId: clientId }
  const create = { action: 'create', ...purpose } as const
  const form = await formOf(request)
  switch (form.get('intent')) {
    case 'apply':
      return save(form, applyInput, file, (input) =>
        actAndHint(access, create, (city) => applyForExtension(city, clientId, input)),
      )
    case 'decide':
      return save(form, decideInput, file, (input) =>
        actAndHint(access, { action: 'change', ...purpose }, (city) =>
          decideOnExtension(city, clientId, input),
        ),
      )
    default:
      return save(form, titleInput, file, (input) =>
        actAndHint(access, create, (city) => recordTitle(city, clientId, input)),
      )
  }
}

export default function Permit(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <PermitView {...facts} today={shell.today} file={file} lastResult={lastResult} />
      </Stack>
    </CityPage>
  )
}
