import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { endHold, setHold } from '../follow-ups/commands.server.ts'
import { HoldView } from '../follow-ups/hold-view.tsx'
import { endHoldInput, holdInput } from '../follow-ups/input.ts'
import { holdPage } from '../follow-ups/queries.server.ts'
import { refusedHold, refusedHoldEnd } from '../follow-ups/refusals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'follow-ups:hold.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'hold', subjectId: clientId } as const
  return act(access, purpose, async (city) => {
    const head = await clientHead(city.db, clientId)
    if (!head) throw await noSuchFile(city.db, request, clientId)
    return { shell: shellOf(access), head, hold: await holdPage(city, clientId), formKey: newFormKey() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/hold`
  const form = await formOf(request)
  const told = async (nextMessageAt: string | null) => {
    await hintDue(runtime().databases.platform, access.city.slug, nextMessageAt)
    return redirect(page, 303)
  }
  if (form.get('intent') === 'end') {
    const submission = parseForm(form, endHoldInput)
    if (submission.status !== 'success') throw notFound()
    const purpose = { action: 'change', subject: 'hold', subjectId: clientId } as const
    const ended = await act(access, purpose, (city) => endHold(city, clientId, submission.value))
    if (ended.ok) throw await told(ended.value)
    if (ended.error === 'not-found') throw notFound()
    return data(submission.reply(refusedHoldEnd(ended.error)), 409)
  }
  const submission = parseForm(form, holdInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const purpose = { action: 'create', subject: 'hold', subjectId: clientId } as const
  const set = await act(access, purpose, (city) => setHold(city, clientId, submission.value))
  if (set.ok) throw await told(set.value)
  if (set.error === 'not-found') throw notFound()
  return data(submission.reply(refusedHold(set.error, submission.value.reason)), 409)
}

export default function Hold(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <HoldView {...facts} today={shell.today} file={file} lastResult={lastResult} />
      </Stack>
    </CityPage>
  )
}
