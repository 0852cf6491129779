import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CityPage } from '../access/city-page.tsx'
import { invite, type Offer } from '../access/commands/invite.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { inviteInput, readAs } from '../access/input.ts'
import { contractedWith } from '../access/queries/team.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { InviteView } from '../access/team-forms.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:invite.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'manage-team')
  const { platform } = runtime().databases
  const organisations = await contractedWith(platform, access.city.slug, access.clock.now())
  return { shell: shellOf(access), organisations }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { city, actor, clock } = await requireStaff(request, params, 'manage-team')
  const { databases, key } = runtime()
  const submission = parseForm(await formOf(request), inviteInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { email, as } = submission.value
  const citySlug = city.slug
  const chosen = readAs(as)
  const offer: Offer = 'role' in chosen ? { ...chosen, citySlug } : { role: 'partner', ...chosen, citySlug }
  const mail = { key, language: await readLocale(request) }
  const invited = await invite(databases.platform, { email, offer, invitedBy: actor.id }, mail, clock.now())
  if (invited.ok) throw redirect(`/c/${citySlug}/team?told=invited`, 303)
  const errors = [`access:invite.${invited.error}`]
  const fieldErrors = invited.error === 'no-contract' ? { as: errors } : { email: errors }
  return data(submission.reply({ fieldErrors }), 400)
}

export default function Invite(): ReactNode {
  const { shell, organisations } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="team" narrow>
      <InviteView slug={shell.city.slug} organisations={organisations} lastResult={lastResult} />
    </CityPage>
  )
}
