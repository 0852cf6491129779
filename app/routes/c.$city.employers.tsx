import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { EmployerListView } from '../employers/employer-list-view.tsx'
import { listEmployers } from '../employers/queries.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'employers:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-employers')
  const { searchParams } = new URL(request.url)
  const [after, at] = ['after', 'at'].map((name) => {
    const id = searchParams.get(name)
    return id ? uuidOr404(id) : undefined
  })
  const list = await act(access, { action: 'view', subject: 'employers' }, ({ db, today }) =>
    listEmployers(db, { after, at }, today.toString()),
  )
  return { shell: shellOf(access), list, onFirstPage: !after && !at, entered: Boolean(at) }
}

export default function Employers(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="employers">
      <EmployerListView shell={shell} {...facts} />
    </CityPage>
  )
}
