import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { saveAtDoor } from '../outreach/door-form.server.ts'
import { doorsOfRound } from '../outreach/queries.server.ts'
import { partOfWalk } from '../outreach/rounds/part-of-walk.ts'
import { roundHead } from '../outreach/rounds/queries.server.ts'
import { WalkView } from '../outreach/rounds/walk-view.tsx'

export const handle: PageHandle = { title: 'outreach:walk.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const asked = new URL(request.url).searchParams.get('part')
  return act(access, { action: 'view', subject: 'round-walk', subjectId: id }, async ({ db }) => {
    const round = await roundHead(db, id)
    if (!round) throw notFound()
    const walk = partOfWalk(await doorsOfRound(db, id), asked)
    return { shell: shellOf(access), round, ...walk, formKey: newFormKey() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-visit')
  const roundId = uuidOr404(params.round)
  const part = new URL(request.url).searchParams.get('part')
  const here = `/c/${access.city.slug}/outreach/rounds/${roundId}/walk${part ? `?part=${encodeURIComponent(part)}` : ''}`
  return saveAtDoor(access, await formOf(request), { roundId, here })
}

export default function Walk(): ReactNode {
  const { shell, ...walk } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="outreach">
      <WalkView
        {...walk}
        slug={shell.city.slug}
        today={shell.today}
        problem={useActionData<typeof action>()?.problem}
      />
    </CityPage>
  )
}
