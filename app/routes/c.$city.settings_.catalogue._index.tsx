import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { toldIn } from '../work-plans/catalogue/addresses.ts'
import { CatalogueView } from '../work-plans/catalogue/catalogue-view.tsx'
import { catalogueOf } from '../work-plans/catalogue/queries.server.ts'

export const handle: PageHandle = { title: 'work-plans:catalogue.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const steps = await act(access, { action: 'view', subject: 'plan-catalogue' }, ({ db }) => catalogueOf(db))
  return { shell: shellOf(access), steps, told: toldIn(request.url) }
}

export default function Catalogue(): ReactNode {
  const { shell, steps, told } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="settings">
      <CatalogueView slug={shell.city.slug} steps={steps} told={told} />
    </CityPage>
  )
}
