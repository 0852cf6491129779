import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { streets } from '../outreach/queries.server.ts'
import { lastRounds } from '../outreach/rounds/queries.server.ts'
import { StreetsView } from '../outreach/streets-view.tsx'

export const handle: PageHandle = { title: 'outreach:streets.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const facts = await act(access, { action: 'view', subject: 'streets' }, async ({ db }) => ({
    streets: await streets(db),
    rounds: await lastRounds(db),
  }))
  return { shell: shellOf(access), ...facts }
}

export default function Outreach(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <StreetsView {...facts} slug={shell.city.slug} today={shell.today} />
    </CityPage>
  )
}
