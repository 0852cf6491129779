import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
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
import { ImportView } from '../outreach/import-view.tsx'
import { importPage } from '../outreach/imports.server.ts'
import { takeBackInput } from '../outreach/input.ts'
import { takeBackRefusal } from '../outreach/refusals.ts'
import { takeBackImport } from '../outreach/take-back.server.ts'

export const handle: PageHandle = { title: 'outreach:lists.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.import)
  const from = Number(new URL(request.url).searchParams.get('from') ?? 0)
  const page = await act(access, { action: 'view', subject: 'list', subjectId: id }, ({ db }) =>
    importPage(db, id, Number.isInteger(from) && from > 0 ? from : 0),
  )
  if (!page) throw notFound()
  return { shell: shellOf(access), page }
}

const save = savesWith(takeBackRefusal)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.import)
  return save(await formOf(request), takeBackInput, `/c/${access.city.slug}/outreach/lists/${id}`, (input) =>
    act(access, { action: 'change', subject: 'list', subjectId: id }, (city) =>
      takeBackImport(city, id, input),
    ),
  )
}

export default function Import(): ReactNode {
  const { shell, page } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <ImportView
        slug={shell.city.slug}
        today={shell.today}
        {...page}
        lastResult={useActionData<typeof action>()}
      />
    </CityPage>
  )
}
