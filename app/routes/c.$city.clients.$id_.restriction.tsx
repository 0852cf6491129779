import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { liftRestriction, restrictFile } from '../caseload/commands/restriction.server.ts'
import { restrictionInput } from '../caseload/input.ts'
import { restrictionOf } from '../caseload/queries.server.ts'
import { refusalOf } from '../caseload/refusals.ts'
import { RestrictionView } from '../caseload/restriction-view.tsx'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { liveReferralsOf } from '../partners/queries.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'caseload:restriction.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'restrict-file')
  const clientId = uuidOr404(params.id)
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  return act(access, { action: 'view', subject: 'restriction', subjectId: clientId }, async (city) => {
    const head = await clientHead(city.db, clientId)
    if (!head) throw await noSuchFile(city.db, request, clientId)
    const file = await restrictionOf(city, clientId)
    if (!file) throw notFound()
    const referred = await liveReferralsOf(city, clientId)
    const page = `/c/${access.city.slug}/clients/${clientId}`
    return { shell: shellOf(access), page, me: access.actor.id, head, file, staff, referred }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'restrict-file')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'change', subject: 'restriction', subjectId: clientId } as const
  const page = `/c/${access.city.slug}/clients/${clientId}`
  const form = await formOf(request)
  if (form.get('intent') === 'lift') {
    const lifted = await act(access, purpose, (city) => liftRestriction(city, clientId))
    if (!lifted.ok) throw notFound()
    throw redirect(page, 303)
  }
  const submission = parseForm(form, restrictionInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { restriction, named } = submission.value
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  const people = staff.filter(({ id }) => named.includes(id))
  if (people.length < new Set(named).size) return data(submission.reply(refusalOf('unknown', 'named')), 400)
  const done = await act(access, purpose, (city) =>
    restrictFile(city, clientId, { restriction, named: people, staff: staff.map(({ id }) => id) }),
  )
  if (done.ok) throw redirect(page, 303)
  if (done.error === 'not-found') throw notFound()
  return data(submission.reply(refusalOf(done.error)), 409)
}

export default function RestrictionPage(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <RestrictionView {...facts} today={shell.today} lastResult={lastResult} />
      </Stack>
    </CityPage>
  )
}
