import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requirePartner } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { InboxView } from '../partners/inbox-view.tsx'
import { referredLines } from '../partners/queries/partner.server.ts'

export const handle: PageHandle = { title: 'access:place.partner' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requirePartner(request, params, 'see-referred')
  return act(access, { action: 'view', subject: 'referred' }, async ({ db }) => ({
    shell: shellOf(access),
    organisation: access.actor.organisation?.name ?? '',
    lines: await referredLines(db),
  }))
}

export default function Inbox(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="partner">
      <InboxView {...facts} city={shell.city} today={shell.today} />
    </CityPage>
  )
}
