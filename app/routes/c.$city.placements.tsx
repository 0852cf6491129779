import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { PlacementListView } from '../placements/placement-list-view.tsx'
import { listPlacements } from '../placements/queries.server.ts'

export const handle: PageHandle = { title: 'placements:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-employers')
  const after = new URL(request.url).searchParams.get('after')
  const cursor = after ? uuidOr404(after) : undefined
  const list = await act(access, { action: 'view', subject: 'placements' }, ({ db, today }) =>
    listPlacements(db, cursor, today.toString()),
  )
  return { shell: shellOf(access), list, onFirstPage: cursor === undefined }
}

export default function Placements(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="placements">
      <PlacementListView shell={shell} {...facts} />
    </CityPage>
  )
}
