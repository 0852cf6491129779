import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { look } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { ClientView } from '../clients/client-view.tsx'
import { clientPage } from '../clients/overview.server.ts'
import { nextStepOf, wayOfClient } from '../clients/rules.ts'
import { onTheWall } from '../kit/format.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'clients:page.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-clients')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'client', subjectId: clientId } as const
  return look(access, purpose, async ({ db, today }) => {
    const page = await clientPage(db, clientId)
    if (!page) throw notFound()
    const { overview } = page
    const { talk } = overview
    return {
      shell: shellOf(access),
      ...page,
      way: wayOfClient(overview, today.toString()),
      step: nextStepOf({ ...overview, talkOn: talk && onTheWall(talk.startsAt).date }, today.toString()),
      mayRecord: mayIn(access, 'record-talk'),
      maySeeAccess: mayIn(access, 'see-access'),
    }
  })
}

export default function Client(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientView shell={shell} {...facts} />
    </CityPage>
  )
}
