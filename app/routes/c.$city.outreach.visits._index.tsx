import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { ownVisits } from '../outreach/own-visits.server.ts'
import { OwnVisitsView } from '../outreach/own-visits-view.tsx'

export const handle: PageHandle = { title: 'outreach:own.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const visits = await act(access, { action: 'view', subject: 'visits' }, ownVisits)
  return { shell: shellOf(access), visits }
}

export default function OwnVisits(): ReactNode {
  const { shell, visits } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <OwnVisitsView slug={shell.city.slug} today={shell.today} visits={visits} />
    </CityPage>
  )
}
