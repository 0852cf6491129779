import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { ImportView } from '../outreach/import-view.tsx'
import { importDetail } from '../outreach/queries.server.ts'

export const handle: PageHandle = { title: 'outreach:lists.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.import)
  const found = await act(access, { action: 'view', subject: 'list', subjectId: id }, ({ db }) =>
    importDetail(db, id),
  )
  if (!found) throw notFound()
  // The page names lines and columns; the cells themselves go only into the file.
  const detail = { ...found, rejectedRows: found.rejectedRows.map((row) => ({ ...row, cells: [] })) }
  return { shell: shellOf(access), detail }
}

export default function Import(): ReactNode {
  const { shell, detail } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <ImportView slug={shell.city.slug} today={shell.today} detail={detail} />
    </CityPage>
  )
}
