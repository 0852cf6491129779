import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { mergeInput } from '../people/input.ts'
import { mergePeople } from '../people/merge/merge.server.ts'
import { sidesOf } from '../people/merge/sides.server.ts'
import { MergeView } from '../people/merge-view.tsx'
import { mergeRefusal } from '../people/refusals.ts'
import { compare } from '../people/rules.ts'

export const handle: PageHandle = { title: 'people:merge.title' }

const idsOf = (params: LoaderFunctionArgs['params']) =>
  [uuidOr404(params.kept), uuidOr404(params.gone)] as const

/** Both entries are opened, so each has its row in the trail. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'merge-people')
  const ids = idsOf(params)
  const view = (subjectId: string) => ({ action: 'view', subject: 'merge', subjectId }) as const
  const sides = await act(access, view(ids[0]), ({ db }) => sidesOf(db, ids))
  if (!sides) throw notFound()
  const [kept, gone] = sides
  await act(access, view(gone.clientId ?? gone.personId), async () => undefined)
  if (kept.clientId) await act(access, view(kept.clientId), async () => undefined)
  return { shell: shellOf(access), kept, gone, comparison: compare(kept, gone) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'merge-people')
  const [keptId, goneId] = idsOf(params)
  const submission = parseForm(await formOf(request), mergeInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const pages = `/c/${access.city.slug}/clients`
  const merged = await act(access, { action: 'change', subject: 'merge', subjectId: keptId }, (city) =>
    mergePeople(city, { ...submission.value, keptId, goneId }),
  )
  if (merged.ok) {
    const { clientId } = merged.value
    throw redirect(clientId ? `${pages}/${clientId}` : `${pages}/duplicates`, 303)
  }
  if (merged.error === 'not-found') throw notFound()
  return data(submission.reply(mergeRefusal(merged.error)), 409)
}

export default function Merge(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="clients">
      <MergeView
        key={facts.kept.personId}
        shell={shell}
        {...facts}
        lastResult={useActionData<typeof action>()}
      />
    </CityPage>
  )
}
