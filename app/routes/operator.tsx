import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { requireOperator } from '../access/guards.server.ts'
import { Frame } from '../kit/frame.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { OperatorView } from '../operator/operator-view.tsx'
import { cityCards } from '../operator/queries.server.ts'

export const handle: PageHandle = { title: 'operator:title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const { name, web } = await requireOperator(request)
  const now = web.clock.now()
  return {
    user: { name },
    cities: await cityCards(web.databases.platformOperator(), now),
    now: now.toString(),
    today: today(web.clock).toString(),
  }
}

export default function Operator(): ReactNode {
  const { user, ...view } = useLoaderData<typeof loader>()
  return (
    <Frame user={user}>
      <OperatorView {...view} />
    </Frame>
  )
}
