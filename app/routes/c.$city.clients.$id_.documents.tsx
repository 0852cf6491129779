import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { keepFile } from '../files/commands.server.ts'
import { DocumentsView } from '../files/documents-view.tsx'
import { documentInput } from '../files/input.ts'
import { documentsOf } from '../files/queries.server.ts'
import { refusalOf } from '../files/refusals.ts'
import { UNOPENED } from '../files/rules.ts'
import { bytesOf, withUpload } from '../files/upload.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { fail } from '../kit/result.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'files:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const asked = new URL(request.url).searchParams
  const purpose = { action: 'view', subject: 'documents', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const lines = await documentsOf(db, clientId)
    const unopened = lines.find(({ id }) => id === asked.get('unopened'))
    const because = UNOPENED.find((reason) => reason === asked.get('because'))
    return {
      shell: shellOf(access),
      head,
      lines,
      unopened: unopened && because ? { title: unopened.title, because } : null,
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/documents`
  return withUpload(request, ({ form, whole }) =>
    save(form, documentInput, page, async ({ file, ...facts }) =>
      whole ? keepFile(access, { clientId, ...facts }, await bytesOf(file)) : fail('too-large'),
    ),
  )
}

export default function Documents(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const page = `/c/${shell.city.slug}/clients/${head.clientId}/documents`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <DocumentsView
          {...facts}
          today={shell.today}
          page={page}
          lastResult={useActionData<typeof action>()}
        />
      </Stack>
    </CityPage>
  )
}
