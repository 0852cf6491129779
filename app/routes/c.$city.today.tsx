import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { look } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { askedInFull } from '../clients/rules/today.ts'
import { todayOf } from '../clients/today.server.ts'
import { TodayView } from '../clients/today-view.tsx'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:place.today' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-today')
  const all = askedInFull(new URL(request.url).searchParams)
  const work = await look(access, { action: 'view', subject: 'today' }, (city) => todayOf(city, all))
  const mays = {
    mayTakeIn: mayIn(access, 'take-in'),
    mayRecordTalks: mayIn(access, 'record-talk'),
    mayChangeSettings: mayIn(access, 'change-settings'),
  }
  return { shell: shellOf(access), work, ...mays }
}

export default function TodayPage(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="today">
      <TodayView shell={shell} {...facts} />
    </CityPage>
  )
}
