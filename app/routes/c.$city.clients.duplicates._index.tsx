import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { keepApart, proposeAgain } from '../people/commands.server.ts'
import { lastApart, lastMerges, pairsToLookAt } from '../people/duplicates.server.ts'
import { DuplicatesView } from '../people/duplicates-view.tsx'
import { apartInput, togetherInput, unmergeInput } from '../people/input.ts'
import { takeBack } from '../people/merge/unmerge.server.ts'

export const handle: PageHandle = { title: 'people:duplicates.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'merge-people')
  const facts = await act(access, { action: 'view', subject: 'duplicates' }, async ({ db }) => ({
    pairs: await pairsToLookAt(db),
    merges: await lastMerges(db),
    apart: await lastApart(db),
  }))
  return { shell: shellOf(access), ...facts }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'merge-people')
  const page = `/c/${access.city.slug}/clients/duplicates`
  const form = await formOf(request)
  if (form.get('intent') === 'unmerge') {
    const submission = parseForm(form, unmergeInput)
    if (submission.status !== 'success') return data({ refused: 'reason' as const }, 400)
    const { mergeId } = submission.value
    const back = await act(access, { action: 'change', subject: 'merge', subjectId: mergeId }, (city) =>
      takeBack(city, submission.value),
    )
    if (back.ok) throw redirect(page, 303)
    if (back.error === 'not-found') throw notFound()
    return data({ refused: back.error }, 409)
  }
  if (form.get('intent') === 'propose') {
    const submission = parseForm(form, togetherInput)
    if (submission.status !== 'success') return data({ refused: 'reason' as const }, 400)
    const again = await act(access, { action: 'change', subject: 'duplicates' }, (city) =>
      proposeAgain(city, submission.value),
    )
    if (!again.ok) throw notFound()
    throw redirect(page, 303)
  }
  const submission = parseForm(form, apartInput)
  if (submission.status !== 'success') throw notFound()
  const apart = await act(access, { action: 'create', subject: 'duplicates' }, (city) =>
    keepApart(city, submission.value),
  )
  if (!apart.ok) throw notFound()
  throw redirect(page, 303)
}

export default function Duplicates(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  return (
    <CityPage shell={shell} current="clients">
      <DuplicatesView shell={shell} {...facts} refused={refused} />
    </CityPage>
  )
}
