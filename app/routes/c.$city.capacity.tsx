import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { CapacityView } from '../capacity/capacity-view.tsx'
import { capacityInput } from '../capacity/input.ts'
import { capacityFacts } from '../capacity/queries.server.ts'
import { forecast } from '../capacity/rules.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'capacity:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-capacity')
  const { absent, more } = capacityInput.parse(Object.fromEntries(new URL(request.url).searchParams))
  const everybody = await staffOf(runtime().databases.platform, access.city.slug)
  const staff = everybody.filter(({ role }) => role !== 'liaison').map(({ id, name }) => ({ id, name }))
  const absentId = staff.find(({ id }) => id === absent)?.id
  return act(access, { action: 'count', subject: 'capacity' }, async (city) => {
    const facts = await capacityFacts(
      city,
      staff.map(({ id }) => id),
    )
    const question = { today: city.today, ...facts }
    const { days, byWorker } = forecast({ ...question, absentId, extra: more })
    return {
      shell: shellOf(access),
      staff,
      asked: { absent: absentId ?? '', more },
      asItIs: forecast(question).days.at(-1)?.overdue ?? 0,
      days: days.map(({ day, ...counts }) => ({ day: day.toString(), ...counts })),
      byWorker: byWorker.map(({ workerId, overdue }) => ({
        name: staff.find(({ id }) => id === workerId)?.name ?? null,
        overdue,
      })),
    }
  })
}

export default function CapacityPage(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="reports">
      <CapacityView {...facts} today={shell.today} />
    </CityPage>
  )
}
